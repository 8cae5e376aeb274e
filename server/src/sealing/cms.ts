/**
 * The seal's own bytes: a CMS signature (RFC 5652) as PAdES baseline wants it (EN 319 142-1): detached, the certificate named
 * within what is signed, and no signing time there: a PDF says its time beside the signature, a timestamp proves it.
 */
import { createHash } from 'node:crypto';
import { fromBER, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  GeneralName,
  GeneralNames,
  IssuerAndSerialNumber,
  IssuerSerial,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import { oid } from './oids.ts';
import type { SealIdentity } from './seal-identity.ts';

export type Signed = {
  /** The signature itself, which a timestamp is taken of. */
  readonly signature: Uint8Array;
  /** DER, with a timestamp's token when one is given. */
  toDer(token?: Uint8Array): Uint8Array;
};

/** Signs the SHA-256 of what the seal covers. */
export async function signedBy(identity: SealIdentity, digest: Uint8Array): Promise<Signed> {
  const certificate = Certificate.fromBER(buffer(identity.certificate));
  const attributes = inDerOrder([
    attribute(oid.contentType, new ObjectIdentifier({ value: oid.data })),
    attribute(oid.messageDigest, new OctetString({ valueHex: buffer(digest) })),
    attribute(oid.signingCertificateV2, signingCertificate(identity.certificate, certificate)),
  ]);
  const signature = await identity.sign(setOf(attributes));
  const signer = signerInfo({ identity, certificate, attributes, signature });
  return { signature, toDer: (token) => signedData(identity, signer, token) };
}

function attribute(type: string, value: unknown): Attribute {
  return new Attribute({ type, values: [value] });
}

/** ESSCertIDv2 with SHA-256, which is its default and is left out. */
function signingCertificate(der: Uint8Array, { issuer, serialNumber }: Certificate): Sequence {
  const hash = createHash('sha256').update(der).digest();
  const names = new GeneralNames({ names: [new GeneralName({ type: 4, value: issuer })] });
  const issuerSerial = new IssuerSerial({ issuer: names, serialNumber });
  const named = new Sequence({ value: [new OctetString({ valueHex: buffer(hash) }), issuerSerial.toSchema()] });
  return new Sequence({ value: [new Sequence({ value: [named] })] });
}

/** DER sorts the members of a set by their encodings; what is signed and what is stored must agree on it. */
function inDerOrder(attributes: readonly Attribute[]): Attribute[] {
  return attributes.toSorted((a, b) => Buffer.compare(encoded(a), encoded(b)));
}

/** The attributes as they are signed: a set, not the tagged list that stands in the signature (RFC 5652, 5.4). */
function setOf(attributes: readonly Attribute[]): Uint8Array {
  const list = new SignedAndUnsignedAttributes({ type: 0, attributes: [...attributes] }).toSchema().toBER();
  const set = new Uint8Array(list);
  set[0] = 0x31;
  return set;
}

type SignerParts = {
  readonly identity: SealIdentity;
  readonly certificate: Certificate;
  readonly attributes: readonly Attribute[];
  readonly signature: Uint8Array;
};

function signerInfo({ identity, certificate, attributes, signature }: SignerParts): SignerInfo {
  const algorithm = identity.algorithm === 'ES256' ? oid.ecdsaWithSha256 : oid.rsaWithSha256;
  return new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    digestAlgorithm: new AlgorithmIdentifier({ algorithmId: oid.sha256 }),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: [...attributes] }),
    signatureAlgorithm: new AlgorithmIdentifier({ algorithmId: algorithm }),
    signature: new OctetString({ valueHex: buffer(signature) }),
  });
}

function signedData(identity: SealIdentity, signer: SignerInfo, token: Uint8Array | undefined): Uint8Array {
  if (token !== undefined) {
    const { result } = fromBER(buffer(token));
    signer.unsignedAttrs = new SignedAndUnsignedAttributes({
      type: 1,
      attributes: [attribute(oid.timestampToken, result)],
    });
  }
  const content = new SignedData({
    version: 1,
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: oid.sha256 })],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: oid.data }),
    certificates: [identity.certificate, ...identity.chain].map((der) => Certificate.fromBER(buffer(der))),
    signerInfos: [signer],
  });
  const info = new ContentInfo({ contentType: oid.signedData, content: content.toSchema(true) });
  return new Uint8Array(info.toSchema().toBER());
}

function encoded(attribute: Attribute): Buffer {
  return Buffer.from(attribute.toSchema().toBER());
}

function buffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}
