/** What a verifier reads in an X.509 certificate (RFC 5280): whose it is, until when, and its key. Chains are not followed. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { decodeUtf8 } from 'lib0/string';
import { childrenOf, type DerNode, der, oidOf, readDer } from '../signing/der.ts';
import type { Curve, SignatureScheme } from '../signing/signature-scheme.ts';

export type Certificate = {
  /** The whole of it, in DER. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** SHA-256 of the whole, in upper-case pairs with colons between, as other programs show it. */
  readonly fingerprint: string;
  /** The DER of its serial number and of its issuer: how a signature names it. */
  readonly serial: Uint8Array<ArrayBuffer>;
  readonly issuer: Uint8Array<ArrayBuffer>;
  /** The common name, or else nothing. */
  readonly subject: string;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** The public key with its algorithm (SubjectPublicKeyInfo). */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly kind: { readonly key: 'EC'; readonly curve: Curve } | { readonly key: 'RSA' };
};

const ecKey = '1.2.840.10045.2.1';
const rsaKey = '1.2.840.113549.1.1.1';
const curves: Readonly<Record<string, Curve>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
};
const commonName = '2.5.4.3';

/** Reads a certificate; `undefined` for anything else, and for a key of another kind. */
export function certificateOf(bytes: Uint8Array<ArrayBuffer> | undefined): Certificate | undefined {
  const outer = bytes && childrenOf(readDer(bytes), der.sequence);
  const all = childrenOf(outer?.[0], der.sequence) ?? [];
  // The version stands before the serial number, and is left out of the oldest certificates.
  const [serial, , issuer, validity, subject, key] = all[0]?.tag === 0xa0 ? all.slice(1) : all;
  const kind = kindOf(key);
  const [from, until] = (childrenOf(validity, der.sequence) ?? []).map(timeOf);
  if (
    !bytes ||
    outer?.length !== 3 ||
    !serial ||
    !issuer ||
    !key ||
    !kind ||
    from === undefined ||
    until === undefined
  ) {
    return undefined;
  }
  return {
    bytes,
    fingerprint: (bytesToHex(sha256(bytes)).toUpperCase().match(/../g) ?? []).join(':'),
    serial: serial.whole,
    issuer: issuer.whole,
    subject: nameIn(subject),
    notBefore: from,
    notAfter: until,
    publicKey: key.whole,
    kind,
  };
}

function kindOf(key: DerNode | undefined): Certificate['kind'] | undefined {
  const [algorithm, parameters] = childrenOf(childrenOf(key, der.sequence)?.[0], der.sequence) ?? [];
  if (oidOf(algorithm) === rsaKey) return { key: 'RSA' };
  const curve = curves[oidOf(parameters) ?? ''];
  return oidOf(algorithm) === ecKey && curve !== undefined ? { key: 'EC', curve } : undefined;
}

/** How the key of this certificate makes a signature of that algorithm; `undefined` when it can't. */
export function schemeOfCertificate({ kind }: Certificate, algorithm: 'ES256' | 'RS256'): SignatureScheme | undefined {
  if (algorithm === 'RS256') return kind.key === 'RSA' ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : undefined;
  return kind.key === 'EC' && kind.curve === 'P-256' ? { name: 'ECDSA', curve: 'P-256', hash: 'SHA-256' } : undefined;
}

/** UTCTime or GeneralizedTime, as DER writes them: with seconds, in UTC. */
export function timeOf(node: DerNode): number | undefined {
  const text = String.fromCharCode(...node.content.subarray(0, 20));
  const isShort = node.tag === der.utcTime;
  if (!isShort && node.tag !== der.generalizedTime) return undefined;
  const [, years, month, day, hour, minute, second] =
    (isShort
      ? /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/
      : /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.\d+)?Z$/
    ).exec(text) ?? [];
  if (years === undefined) return undefined;
  const year = isShort ? (Number(years) < 50 ? 2000 : 1900) + Number(years) : Number(years);
  const time = Date.UTC(year, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return Number.isNaN(time) ? undefined : time;
}

function nameIn(subject: DerNode | undefined): string {
  for (const set of childrenOf(subject, der.sequence) ?? []) {
    for (const attribute of childrenOf(set, der.set) ?? []) {
      const [type, value] = childrenOf(attribute, der.sequence) ?? [];
      if (oidOf(type) === commonName && value) return shownText(value.content);
    }
  }
  return '';
}

function shownText(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes).slice(0, 200);
  } catch {
    return '';
  }
}
