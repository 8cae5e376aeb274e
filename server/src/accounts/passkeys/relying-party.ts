import { isIP } from 'node:net';
import { hostOf } from '@entente/shared/signing/passkey-assertion';

/** The name that passkeys of this server are bound to; `null` where browsers make none: an IP address, or no encryption. */
export function relyingPartyOf(publicUrl: string): string | null {
  const host = hostOf(publicUrl);
  return host === undefined || isIP(host) !== 0 ? null : host;
}
