/** How a signatory proved who they are, and the evidence that is kept of it. */
import { z } from 'zod';
import { canonicalJson } from '../canonical-json.ts';
import { sha256Hex } from '../sha256.ts';
import type { Digest } from '../text/digest.ts';
import { isKeyFromReset, zKeyAdded } from './key-added.ts';
import { type Statement, zStatement } from './statement.ts';

const zBytes = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[A-Za-z0-9_-]+$/);

/** A passkey's assertion over the statement's digest (WebAuthn, section 7.2). Bytes are base64url. */
export const zPasskeyProof = z.strictObject({
  kind: z.literal('passkey'),
  /** The credential's identifier. */
  credential: zBytes(2_000),
  /** The credential's public key as a COSE key (RFC 9052). */
  publicKey: zBytes(4_000),
  /** Its COSE algorithm: -7 ES256, -8 EdDSA, -257 RS256. */
  algorithm: z.union([z.literal(-7), z.literal(-8), z.literal(-257)]),
  authenticatorData: zBytes(20_000),
  clientData: zBytes(20_000),
  signature: zBytes(4_000),
  backupEligible: z.boolean(),
  backedUp: z.boolean(),
  userVerified: z.literal(true),
  /** How the key came to the account. Absent for keys of before. */
  added: zKeyAdded.optional(),
});

/**
 * A password, and a code that was mailed: weaker, since only the server saw them. `sentTo` is the SHA-256 of a salt, a line
 * feed and the address; the salt stays on the server.
 */
export const zPasswordAndCodeProof = z.strictObject({
  kind: z.literal('password-and-code'),
  sentTo: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime({ precision: 3 }),
});

export const zProof = z.discriminatedUnion('kind', [zPasskeyProof, zPasswordAndCodeProof]);
export const zSignatureEvidence = z.strictObject({ statement: zStatement, proof: zProof });

export type PasskeyProof = z.infer<typeof zPasskeyProof>;
export type Proof = z.infer<typeof zProof>;
/** All that is kept of one signature. */
export type SignatureEvidence = { readonly statement: Statement; readonly proof: Proof };

/** What the journal says of a signature's evidence: the SHA-256 of its canonical JSON. */
export function evidenceDigest(evidence: SignatureEvidence): Digest {
  return sha256Hex(canonicalJson(evidence));
}

/** True where the proof is worth no more than a link by which the password had just been set. */
export function isFromReset(proof: Proof): boolean {
  return proof.kind === 'passkey' && proof.added !== undefined && isKeyFromReset(proof.added);
}
