/** Names of what stands in certificates, signatures and timestamps. */
import { BitString } from 'asn1js';

export const commonName = '2.5.4.3';

export const oid = {
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  /** RFC 5035: names the certificate within what is signed. */
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  /** RFC 3161: a token among what is not signed. */
  timestampToken: '1.2.840.113549.1.9.16.2.14',
  timestampInfo: '1.2.840.113549.1.9.16.1.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  rsaWithSha256: '1.2.840.113549.1.1.11',
} as const;

/** digitalSignature and nonRepudiation. */
export const bitsOfKeyUsage = new BitString({ valueHex: new Uint8Array([0b1100_0000]).buffer, unusedBits: 6 });
