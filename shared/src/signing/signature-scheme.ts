/** Which signatures can be verified, and how verifying is asked for: WebCrypto does it, in browsers and in Node alike. */

export type HashName = 'SHA-256' | 'SHA-384' | 'SHA-512';
export type Curve = 'P-256' | 'P-384' | 'P-521';

export type SignatureScheme =
  | { readonly name: 'ECDSA'; readonly curve: Curve; readonly hash: HashName }
  | { readonly name: 'RSASSA-PKCS1-v1_5'; readonly hash: HashName }
  | { readonly name: 'Ed25519' };

/** A public key as WebCrypto imports it. */
export type PublicKey =
  | { readonly format: 'jwk'; readonly key: Readonly<Record<string, string>> }
  | { readonly format: 'spki'; readonly key: Uint8Array<ArrayBuffer> };

export type SignatureToVerify = {
  readonly scheme: SignatureScheme;
  readonly key: PublicKey;
  /** ECDSA: r and s, each as long as the curve's order. */
  readonly signature: Uint8Array<ArrayBuffer>;
  readonly data: Uint8Array<ArrayBuffer>;
};

/** `unsupported`: this browser or this Node can't say. */
export type SignatureVerdict = 'valid' | 'invalid' | 'unsupported';

/** How many bytes r and s have. */
export const bytesOfCurve: Readonly<Record<Curve, number>> = { 'P-256': 32, 'P-384': 48, 'P-521': 66 };
