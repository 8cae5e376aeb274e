/**
 * Signatures as PDF seals and timestamps have them: a CMS `SignedData` (RFC 5652) with one signer. What is read is what PAdES
 * and RFC 3161 allow; anything else is no signature that this verifier can vouch for.
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { childrenOf, type DerNode, der, oidOf, rawEcdsa } from '../signing/der.ts';
import {
  bytesOfCurve,
  type HashName,
  type SignatureScheme,
  type SignatureToVerify,
  type SignatureVerdict,
} from '../signing/signature-scheme.ts';
import type { VerifySignature } from '../signing/verify-signature.ts';
import { type Certificate, certificateOf } from './certificate.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Attributes = ReadonlyMap<string, readonly DerNode[]>;

export type SignedData = {
  readonly contentType: string;
  /** What is signed, when it is inside. */
  readonly content: Bytes | undefined;
  readonly certificates: readonly Bytes[];
  readonly signer: {
    readonly issuer: Bytes;
    readonly serial: Bytes;
    readonly hash: HashName;
    /** The signed attributes as they were signed: a set. */
    readonly signedBytes: Bytes;
    readonly signed: Attributes;
    readonly algorithm: string;
    readonly signature: Bytes;
    readonly unsigned: Attributes;
  };
};

const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

const hashes: Readonly<Record<string, HashName>> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};
const rsaEncryption = '1.2.840.113549.1.1.1';
const rsaPss = '1.2.840.113549.1.1.10';
const algorithms: Readonly<Record<string, readonly ['EC' | 'RSA', HashName]>> = {
  '1.2.840.10045.4.3.2': ['EC', 'SHA-256'],
  '1.2.840.10045.4.3.3': ['EC', 'SHA-384'],
  '1.2.840.10045.4.3.4': ['EC', 'SHA-512'],
  '1.2.840.113549.1.1.11': ['RSA', 'SHA-256'],
  '1.2.840.113549.1.1.12': ['RSA', 'SHA-384'],
  '1.2.840.113549.1.1.13': ['RSA', 'SHA-512'],
};

/** The digest of the bytes. */
export function digestOf(hash: HashName, bytes: Uint8Array): Bytes {
  return Uint8Array.from(hash === 'SHA-256' ? sha256(bytes) : hash === 'SHA-384' ? sha384(bytes) : sha512(bytes));
}

/** Reads a `ContentInfo` that holds a `SignedData`; `undefined` for anything else. */
export function readSignedData(info: DerNode | undefined): SignedData | undefined {
  const [type, wrapped, ...more] = childrenOf(info, der.sequence) ?? [];
  const [body, ...others] = childrenOf(wrapped, 0xa0) ?? [];
  if (oidOf(type) !== oid.signedData || more.length > 0 || others.length > 0) return undefined;
  const parts = childrenOf(body, der.sequence) ?? [];
  const [version, digests, encapsulated] = parts;
  const certificates = parts.find(({ tag }) => tag === 0xa0);
  const [signer, ...cosigners] = childrenOf(parts.at(-1), der.set) ?? [];
  const [contentType, explicit] = childrenOf(encapsulated, der.sequence) ?? [];
  const read = signer && readSigner(signer);
  const algorithmsNamed = (childrenOf(digests, der.set) ?? []).map(hashOf);
  // RFC 5652, 5.1: the version follows from what is inside.
  const isVersioned = isVersion(version, oidOf(contentType) === oid.data ? 1 : 3);
  if (!read || cosigners.length > 0 || !isVersioned || algorithmsNamed.join() !== read.hash) return undefined;
  return {
    contentType: oidOf(contentType) ?? '',
    content: childrenOf(explicit, 0xa0)?.find(({ tag }) => tag === der.octetString)?.content,
    certificates: (childrenOf(certificates) ?? []).map(({ whole }) => whole),
    signer: read,
  };
}

function isVersion(node: DerNode | undefined, expected: number): boolean {
  const [value, ...more] = node?.tag === der.integer ? node.content : [];
  return more.length === 0 && value === expected;
}

function readSigner(node: DerNode): SignedData['signer'] | undefined {
  const [version, sid, digest, signed, algorithm, signature, ...rest] = childrenOf(node, der.sequence) ?? [];
  const [issuer, serial] = childrenOf(sid, der.sequence) ?? [];
  const hash = hashOf(digest);
  const attributes = attributesIn(signed, 0xa0);
  const unsigned = rest.length === 0 ? new Map() : attributesIn(rest[0], 0xa1);
  const algorithmNamed = algorithmOf(algorithm) ?? algorithmBeyond(algorithm);
  const isWhole = isVersion(version, 1) && rest.length < 2 && signature?.tag === der.octetString;
  if (!isWhole || !issuer || !serial || !hash || !signed || !attributes || !unsigned || !algorithmNamed)
    return undefined;
  const signedBytes = signed.whole.slice();
  // RFC 5652, 5.4: what is signed is a SET OF, not the tag that stands in its place.
  signedBytes[0] = der.set;
  return {
    ...{ issuer: issuer.whole, serial: serial.whole, hash, signedBytes, signed: attributes },
    ...{ algorithm: algorithmNamed, signature: signature.content, unsigned },
  };
}

/** Algorithms without parameters, or with none said as NULL. */
function algorithmOf(node: DerNode | undefined): string | undefined {
  const [name, parameters, ...more] = childrenOf(node, der.sequence) ?? [];
  const isBare = parameters === undefined || (parameters.tag === der.null && parameters.content.length === 0);
  return isBare && more.length === 0 ? oidOf(name) : undefined;
}

/** RSASSA-PSS, which says its parameters: a good signature for all that is known here, that can't be verified. */
function algorithmBeyond(node: DerNode | undefined): string | undefined {
  const [name, parameters] = childrenOf(node, der.sequence) ?? [];
  return oidOf(name) === rsaPss && (childrenOf(parameters, der.sequence) ?? []).length > 0 ? rsaPss : undefined;
}

function hashOf(node: DerNode | undefined): HashName | undefined {
  return hashes[algorithmOf(node) ?? ''];
}

/** An attribute that stands there twice makes them unreadable: two programs could read two things. */
function attributesIn(node: DerNode | undefined, tag: number): Attributes | undefined {
  const found = new Map<string, readonly DerNode[]>();
  for (const attribute of childrenOf(node, tag) ?? []) {
    const [type, values, ...more] = childrenOf(attribute, der.sequence) ?? [];
    const [name, members] = [oidOf(type), childrenOf(values, der.set)];
    if (name === undefined || !members || more.length > 0 || found.has(name)) return undefined;
    found.set(name, members);
  }
  return found.size > 0 ? found : undefined;
}

/** The signer's certificate, which comes along. */
export function certificateOfSigner({ certificates, signer }: SignedData): Certificate | undefined {
  return certificates
    .map(certificateOf)
    .find((one) => one !== undefined && isSame(one.issuer, signer.issuer) && isSame(one.serial, signer.serial));
}

export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

export type SignatureOver = {
  readonly data: SignedData;
  readonly certificate: Certificate;
  /** What was signed, when it is not inside. */
  readonly content: Bytes;
};

/** Whether the signer's key signed this content, in whichever way CMS has it. */
export async function verifySignedData(
  { data, certificate, content }: SignatureOver,
  verifySignature: VerifySignature,
): Promise<SignatureVerdict> {
  const { signer } = data;
  const [digest] = signer.signed.get(oid.messageDigest) ?? [];
  const [type] = signer.signed.get(oid.contentType) ?? [];
  const isOfContent = digest?.tag === der.octetString && isSame(digest.content, digestOf(signer.hash, content));
  if (!isOfContent || oidOf(type) !== data.contentType) return 'invalid';
  // Only a key that could have made such a signature leaves it open whether it did.
  if (signer.algorithm === rsaPss && certificate.kind.key === 'RSA') return 'unsupported';
  const asked = whatToVerify(signer, certificate);
  return asked ? verifySignature(asked) : 'invalid';
}

function whatToVerify(
  { algorithm, hash, signature, signedBytes }: SignedData['signer'],
  { kind, publicKey }: Certificate,
): SignatureToVerify | undefined {
  const [key, named] = algorithm === rsaEncryption ? (['RSA', hash] as const) : (algorithms[algorithm] ?? []);
  if (key !== kind.key || named !== hash) return undefined;
  const scheme: SignatureScheme =
    kind.key === 'EC' ? { name: 'ECDSA', curve: kind.curve, hash } : { name: 'RSASSA-PKCS1-v1_5', hash };
  const raw = kind.key === 'EC' ? rawEcdsa(signature, bytesOfCurve[kind.curve]) : signature;
  return raw ? { scheme, key: { format: 'spki', key: publicKey }, signature: raw, data: signedBytes } : undefined;
}

/**
 * ESSCertID or ESSCertIDv2 (RFC 5035): what was signed names the certificate by its digest, so that it can't be exchanged for
 * another. Seals name it the second way; the first, with SHA-1, is that of older authorities.
 */
export function namesItsCertificate({ signer }: SignedData, { bytes }: Certificate): boolean {
  const second = firstIdentifier(signer.signed.get(oid.signingCertificateV2));
  const first = firstIdentifier(signer.signed.get(oid.signingCertificate));
  // The digest's algorithm is left out when it is SHA-256.
  const hash = second?.[0]?.tag === der.sequence ? hashOf(second[0]) : 'SHA-256';
  const digest = second?.find(({ tag }) => tag === der.octetString);
  if (second) return hash !== undefined && digest !== undefined && isSame(digest.content, digestOf(hash, bytes));
  return first?.[0]?.tag === der.octetString && isSame(first[0].content, sha1(bytes));
}

/** The fields of the first identifier in a SigningCertificate: the signer's own. */
function firstIdentifier(values: readonly DerNode[] | undefined): readonly DerNode[] | undefined {
  const [list] = values?.length === 1 ? (childrenOf(values[0], der.sequence) ?? []) : [];
  return childrenOf(childrenOf(list, der.sequence)?.[0], der.sequence);
}
