/**
 * The key and the certificate with which this server seals documents: its own, made at first start, or the operator's.
 * A seal says which server issued a document and that nothing in it has changed since; it signs for no person.
 */
import { createPrivateKey, sign, verify, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { P12Signer, type Signer } from '@libpdf/core';
import type { Clock } from '../clock.ts';
import { ownSealFile } from './own-seal.ts';

export type SealSettings =
  | { readonly kind: 'own' }
  /** PEM files; the certificate's may hold its chain after it. */
  | { readonly kind: 'pem'; readonly certificate: string; readonly key: string }
  | { readonly kind: 'p12'; readonly file: string; readonly password: string };

export type SealIdentity = {
  /** DER. */
  readonly certificate: Uint8Array;
  /** DER of what stands above the certificate, nearest first. */
  readonly chain: readonly Uint8Array[];
  /** The certificate's name, as `CN=…`. */
  readonly subject: string;
  /** SHA-256 of the certificate, upper-case pairs with colons. */
  readonly fingerprint: string;
  /** True when the server made it: nobody else vouches for its name. */
  readonly isOwn: boolean;
  /** When readers begin to be told that the certificate has expired; what was sealed before stays unchanged. */
  readonly until: Date;
  /** ES256 means P-256. */
  readonly algorithm: 'ES256' | 'RS256';
  /** A signature over SHA-256 of the bytes: DER for ECDSA, PKCS #1 v1.5 for RSA. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
};

/** What an operator can mend by reading one sentence. */
export class SealUnusable extends Error {
  override readonly name = 'SealUnusable';
}

export type SealPlace = { readonly dataDirectory: string; readonly publicUrl: string; readonly clock: Clock };

/** Throws {@link SealUnusable} when a file is missing, the key is not the certificate's, or of a kind that can't seal. */
export async function loadSealIdentity(settings: SealSettings, place: SealPlace): Promise<SealIdentity> {
  switch (settings.kind) {
    case 'own': {
      const pem = await ownSealFile(place);
      return identityOf({ ...fromPem(pem, pem, 'seal.pem'), isOwn: true });
    }
    case 'pem': {
      const certificates = read(settings.certificate, 'SEAL_CERTIFICATE');
      return identityOf({ ...fromPem(certificates, read(settings.key, 'SEAL_KEY'), 'SEAL_KEY'), isOwn: false });
    }
    case 'p12':
      return identityOf({ ...(await fromP12(settings)), isOwn: false });
  }
}

type Parts = Pick<SealIdentity, 'certificate' | 'chain' | 'sign'>;

async function identityOf({ certificate, chain, sign, isOwn }: Parts & { isOwn: boolean }): Promise<SealIdentity> {
  const x509 = new X509Certificate(certificate);
  const probe = Buffer.from('entente/seal/probe');
  if (!verify('sha256', probe, x509.publicKey, await sign(probe))) {
    throw new SealUnusable('The sealing key is not the one of the sealing certificate.');
  }
  return {
    certificate,
    chain,
    subject: x509.subject.split('\n').reverse().join(', '),
    fingerprint: x509.fingerprint256,
    isOwn,
    until: x509.validToDate,
    algorithm: algorithmOf(x509),
    sign,
  };
}

function algorithmOf({ publicKey }: X509Certificate): SealIdentity['algorithm'] {
  const { asymmetricKeyType, asymmetricKeyDetails } = publicKey;
  if (asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1') return 'ES256';
  if (asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048) return 'RS256';
  throw new SealUnusable('The sealing key must be EC P-256, or RSA of at least 2048 bits.');
}

const pemCertificate = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

function fromPem(certificates: string, key: string, name: string): Parts {
  try {
    const [certificate, ...chain] = (certificates.match(pemCertificate) ?? []).map(
      (pem) => new Uint8Array(new X509Certificate(pem).raw),
    );
    if (certificate === undefined) throw new SealUnusable('SEAL_CERTIFICATE holds no certificate in PEM.');
    const privateKey = createPrivateKey(key);
    return { certificate, chain, sign: async (bytes) => new Uint8Array(sign('sha256', bytes, privateKey)) };
  } catch (error) {
    if (error instanceof SealUnusable) throw error;
    throw new SealUnusable(`${name} does not hold a private key in PEM, without a password.`);
  }
}

async function fromP12({ file, password }: Extract<SealSettings, { kind: 'p12' }>): Promise<Parts> {
  const bytes = readBytes(file, 'SEAL_P12');
  let signer: Signer;
  try {
    signer = await P12Signer.create(new Uint8Array(bytes), password);
  } catch {
    throw new SealUnusable('SEAL_P12 could not be opened with SEAL_P12_PASSWORD.');
  }
  return {
    certificate: signer.certificate,
    chain: signer.certificateChain ?? [],
    sign: (data) => signer.sign(data, 'SHA-256'),
  };
}

function read(file: string, setting: string): string {
  return readBytes(file, setting).toString('utf8');
}

function readBytes(file: string, setting: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new SealUnusable(`${setting} names a file that can't be read.`);
  }
}
