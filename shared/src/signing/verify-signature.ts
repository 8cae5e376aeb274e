/** Verifying with WebCrypto, which whoever calls brings along: `crypto.subtle` of a browser or of Node. */
import type { SignatureToVerify, SignatureVerdict } from './signature-scheme.ts';

/** What is needed of WebCrypto's `SubtleCrypto`. */
export type Subtle<Key> = {
  importKey(
    format: 'jwk' | 'spki',
    data: never,
    algorithm: { name: string; namedCurve?: string; hash?: string },
    extractable: boolean,
    usages: 'verify'[],
  ): Promise<Key>;
  verify(
    algorithm: { name: string; hash?: string },
    key: Key,
    signature: Uint8Array<ArrayBuffer>,
    data: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>;
};

export type VerifySignature = (asked: SignatureToVerify) => Promise<SignatureVerdict>;

/** A verifier over this WebCrypto. A key that is none makes the signature invalid; it never throws. */
export function verifierWith<Key>(subtle: Subtle<Key>): VerifySignature {
  return async ({ scheme, key, signature, data }) => {
    try {
      const imported = await subtle.importKey(key.format, key.key as never, importParameters(scheme), false, [
        'verify',
      ]);
      return (await subtle.verify(verifyParameters(scheme), imported, signature, data)) ? 'valid' : 'invalid';
    } catch (error) {
      return isUnsupported(error) ? 'unsupported' : 'invalid';
    }
  };
}

function importParameters(scheme: SignatureToVerify['scheme']) {
  if (scheme.name === 'ECDSA') return { name: 'ECDSA', namedCurve: scheme.curve };
  return scheme.name === 'Ed25519' ? { name: 'Ed25519' } : { name: scheme.name, hash: scheme.hash };
}

function verifyParameters(scheme: SignatureToVerify['scheme']) {
  return scheme.name === 'ECDSA' ? { name: 'ECDSA', hash: scheme.hash } : { name: scheme.name };
}

function isUnsupported(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotSupportedError';
}
