/** A timestamp (RFC 3161): an authority's word that a signature existed at a moment. */
import { childrenOf, type DerNode, der, oidOf, readDer } from '../signing/der.ts';
import type { SignatureVerdict } from '../signing/signature-scheme.ts';
import type { VerifySignature } from '../signing/verify-signature.ts';
import { type Certificate, timeOf } from './certificate.ts';
import {
  certificateOfSigner,
  digestOf,
  isSame,
  namesItsCertificate,
  readSignedData,
  type SignedData,
  verifySignedData,
} from './cms.ts';

const timestampToken = '1.2.840.113549.1.9.16.2.14';
const timestampInfo = '1.2.840.113549.1.9.16.1.4';
const hashes = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
} as const;

/** `at`: milliseconds since 1970. `authority`: the name in its certificate, and the certificate's fingerprint; empty when it is not inside. */
export type Timestamp =
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly verdict: SignatureVerdict; readonly at: number; readonly authority: Authority };

export type Authority = { readonly name: string; readonly fingerprint: string };

/** The timestamp of this signature, and whether the authority signed it while its certificate was valid. */
export async function timestampOf({ signer }: SignedData, verifySignature: VerifySignature): Promise<Timestamp> {
  const values = signer.unsigned.get(timestampToken);
  if (values === undefined) return { kind: 'none' };
  return judgeToken(values.length === 1 ? values[0] : undefined, signer.signature, verifySignature);
}

/** What an authority's token says of a signature; whoever asks for one judges it as everybody will. */
export async function judgeToken(
  token: DerNode | undefined,
  signature: Uint8Array,
  verifySignature: VerifySignature,
): Promise<Extract<Timestamp, { kind: 'found' }>> {
  const data = readSignedData(token);
  const certificate = data && certificateOfSigner(data);
  const info = data?.content && readInfo(readDer(data.content));
  if (!data?.content || !info || data.contentType !== timestampInfo || !isOf(info, signature)) {
    return { kind: 'found', verdict: 'invalid', at: info?.at ?? 0, authority: authorityOf(certificate) };
  }
  // The authority's certificate is left out, or has a key of another kind: it may be good, and can't be checked here.
  if (!certificate) return { kind: 'found', verdict: 'unsupported', at: info.at, authority: authorityOf(undefined) };
  const isNamed = namesItsCertificate(data, certificate);
  const signed = await verifySignedData({ data, certificate, content: data.content }, verifySignature);
  const isTimely = info.at >= certificate.notBefore && info.at <= certificate.notAfter;
  const verdict = isNamed && isTimely ? signed : 'invalid';
  return { kind: 'found', verdict, at: info.at, authority: authorityOf(certificate) };
}

function authorityOf(certificate: Certificate | undefined): Authority {
  return { name: certificate?.subject ?? '', fingerprint: certificate?.fingerprint ?? '' };
}

type Info = { readonly hash: (typeof hashes)[keyof typeof hashes]; readonly digest: Uint8Array; readonly at: number };

function readInfo(node: DerNode | undefined): Info | undefined {
  const [, , imprint, , time] = childrenOf(node, der.sequence) ?? [];
  const [algorithm, digest] = childrenOf(imprint, der.sequence) ?? [];
  const name = oidOf(childrenOf(algorithm, der.sequence)?.[0]) ?? '';
  const at = time && timeOf(time);
  if (!Object.hasOwn(hashes, name) || digest?.tag !== der.octetString || at === undefined) return undefined;
  return { hash: hashes[name as keyof typeof hashes], digest: digest.content, at };
}

function isOf({ hash, digest }: Info, signature: Uint8Array): boolean {
  return isSame(digest, digestOf(hash, signature));
}
