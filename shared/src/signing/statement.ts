/**
 * What a signatory signs (SIG-2): one statement that names the convention, the text, the journal as it stood, the party and
 * in what capacity the person signs. A passkey signs its digest as the challenge, so that the signature is good for this and
 * nothing else.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { canonicalJson } from '../canonical-json.ts';
import type { Digest } from '../text/digest.ts';

/** Keeps a signature of this kind from being taken for any other. The number changes with the statement's form. */
export const statementDomain = 'entente/signature/1';

/** How long a statement may be answered, in minutes. */
export const statementMinutes = 5;

const zName = z.string().min(1).max(200);
const zDigest = z.string().regex(/^[0-9a-f]{64}$/);
const zInstant = z.iso.datetime({ precision: 3 });
const zDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const zStatement = z.strictObject({
  domain: z.literal(statementDomain),
  convention: zName,
  title: z.string().max(1_000),
  round: z.number().int().min(1),
  /** The digest of the frozen text. */
  text: zDigest,
  /** The journal's last entry that the signatory's page knew. */
  journal: z.strictObject({ version: z.number().int().min(1), hash: zDigest }),
  /** The organisation that is bound. */
  party: zName,
  person: zName,
  capacity: z.enum(['director', 'delegate']),
  /** By whom and when the power to sign was given; `null` for a director. */
  delegation: z.strictObject({ by: zName, at: zInstant }).nullable(),
  /** Of a public body (SIG-1). */
  deliberation: z.strictObject({ number: z.string().max(1_000), date: zDay, enforceableOn: zDay }).nullable(),
  /** Scheme, host and port of the server, as the browser says it. */
  origin: z.string().min(1).max(300),
  /** Base64url of at least sixteen random bytes; no two statements have the same. */
  nonce: z.string().regex(/^[A-Za-z0-9_-]{22,100}$/),
  /** When the statement was made, by the server's clock. */
  at: zInstant,
});

export type Statement = z.infer<typeof zStatement>;

/** The challenge that the passkey signs: SHA-256 of the domain, a line feed, and the statement's canonical JSON, in UTF-8. */
export function challengeOf(statement: Statement): Uint8Array {
  return sha256(utf8ToBytes(`${statementDomain}\n${canonicalJson(statement)}`));
}

/** The same in hexadecimal: what the journal says of the statement. */
export function statementDigest(statement: Statement): Digest {
  return bytesToHex(challengeOf(statement));
}
