/** What an operator may set about seals and timestamps, checked as far as settings alone can be. */
import type { SealSettings } from './seal-identity.ts';

export type SealVariables = {
  readonly SEAL_CERTIFICATE?: string | undefined;
  readonly SEAL_KEY?: string | undefined;
  readonly SEAL_P12?: string | undefined;
  readonly SEAL_P12_PASSWORD?: string | undefined;
};

/** Which certificate seals; a sentence when the settings contradict each other. */
export function sealSettings(set: SealVariables): SealSettings | string {
  const { SEAL_CERTIFICATE: certificate, SEAL_KEY: key, SEAL_P12: file, SEAL_P12_PASSWORD: password } = set;
  if (file !== undefined && (certificate !== undefined || key !== undefined)) {
    return 'SEAL_P12 and SEAL_CERTIFICATE are both set: give one of them.';
  }
  if (file !== undefined) return { kind: 'p12', file, password: password ?? '' };
  if (password !== undefined) return 'SEAL_P12_PASSWORD is set without SEAL_P12: give both, or neither.';
  if (certificate === undefined && key === undefined) return { kind: 'own' };
  if (certificate === undefined) return 'SEAL_KEY is set without SEAL_CERTIFICATE: give both, or neither.';
  if (key === undefined) return 'SEAL_CERTIFICATE is set without SEAL_KEY: give both, or neither.';
  return { kind: 'pem', certificate, key };
}

/** A sentence when the address can't be one of a timestamp authority. */
export function wrongTimestampUrl(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const url = URL.parse(value);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return 'TIMESTAMP_URL must be an address that begins with http:// or https://.';
  }
  if (url.username !== '' || url.password !== '') return 'TIMESTAMP_URL must not hold a user name or a password.';
  return undefined;
}
