/**
 * What a passkey's assertion says (WebAuthn level 3, section 7.2), point by point, so that a verifier can name the one that
 * doesn't hold. Whether the signature is good is asked last: everything before is only worth what it covers.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { decodeUtf8 } from 'lib0/string';
import { z } from 'zod';
import { fromBase64url, toBase64url } from './base64url.ts';
import { readCoseKey } from './cose-key.ts';
import { rawEcdsa } from './der.ts';
import type { PasskeyProof } from './proof.ts';
import type { SignatureToVerify } from './signature-scheme.ts';
import { challengeOf, type Statement } from './statement.ts';

const present = 0x01;
const verified = 0x04;
const backupEligible = 0x08;
const backedUp = 0x10;
const attested = 0x40;
const extended = 0x80;

/** The points of an assertion, in the order in which they are told. */
export type AssertionPoints = {
  /** It is an assertion, of this very statement (« webauthn.get », the challenge). */
  readonly challenge: boolean;
  /** It was given to the page that the statement names, which was not inside another's. */
  readonly origin: boolean;
  /** The key belongs to that site (the relying party). */
  readonly relyingParty: boolean;
  /** Somebody was there, and the device made sure who. */
  readonly verified: boolean;
  /** What is said of copies of the key is what the device said. */
  readonly backup: boolean;
  /** What to verify with the key; `undefined` when there is no key or no signature to read. */
  readonly signature: SignatureToVerify | undefined;
};

const zClientData = z.looseObject({
  type: z.string(),
  challenge: z.string(),
  origin: z.string(),
  crossOrigin: z.boolean().optional(),
});

/** Reads the assertion and compares it with the statement that it should be over. */
export function readAssertion(proof: PasskeyProof, statement: Statement): AssertionPoints {
  const data = fromBase64url(proof.authenticatorData) ?? new Uint8Array();
  const clientBytes = fromBase64url(proof.clientData) ?? new Uint8Array();
  const client = readClientData(clientBytes);
  const flags = data[32] ?? 0;
  const has = (flag: number) => (flags & flag) !== 0;
  const isWhole = data.length === 37 || (data.length > 37 && (has(attested) || has(extended)));
  return {
    challenge: client?.type === 'webauthn.get' && client.challenge === toBase64url(challengeOf(statement)),
    origin: client !== undefined && client.origin === statement.origin && client.crossOrigin !== true,
    relyingParty: isWhole && isRelyingParty(data.subarray(0, 32), statement.origin),
    verified: isWhole && has(present) && has(verified),
    backup:
      has(backupEligible) === proof.backupEligible &&
      has(backedUp) === proof.backedUp &&
      (has(backupEligible) || !has(backedUp)),
    signature: signatureOf(proof, data, clientBytes),
  };
}

function readClientData(bytes: Uint8Array): z.infer<typeof zClientData> | undefined {
  try {
    const parsed = zClientData.safeParse(JSON.parse(decodeUtf8(bytes)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Not UTF-8 or not JSON: it says nothing.
    return undefined;
  }
}

function isRelyingParty(hash: Uint8Array, origin: string): boolean {
  const name = hostOf(origin);
  return name !== undefined && toBase64url(sha256(utf8ToBytes(name))) === toBase64url(hash);
}

/** The name in an origin: https anywhere, http on the machine itself alone, as browsers have it. */
export function hostOf(origin: string): string | undefined {
  const [, scheme, host] = /^(https?):\/\/([a-z0-9.-]+)(?::\d{1,5})?$/.exec(origin) ?? [];
  return scheme === 'https' || host === 'localhost' || host?.endsWith('.localhost') ? host : undefined;
}

function signatureOf(proof: PasskeyProof, data: Uint8Array, clientBytes: Uint8Array): SignatureToVerify | undefined {
  const [keyBytes, given] = [fromBase64url(proof.publicKey), fromBase64url(proof.signature)];
  const read = keyBytes && readCoseKey(keyBytes, proof.algorithm);
  if (!read || !given) return undefined;
  const signature = read.scheme.name === 'ECDSA' ? rawEcdsa(given, 32) : given;
  if (!signature) return undefined;
  const signed = new Uint8Array(data.length + 32);
  signed.set(data);
  signed.set(sha256(clientBytes), data.length);
  return { ...read, signature, data: signed };
}
