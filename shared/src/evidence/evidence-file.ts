/**
 * The evidence of a signed convention, in one file that a third party can check without the server. EVIDENCE.md describes it
 * for whoever writes a verifier of their own.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { canonicalJson } from '../canonical-json.ts';
import type { Event } from '../negotiation/events.ts';
import { sectionIds } from '../sections/sections.ts';
import type { SignatureEvidence } from '../signing/proof.ts';
import { zSignatureEvidence } from '../signing/proof.ts';
import type { CanonicalText, Digest } from '../text/digest.ts';

export const evidenceFormat = 'entente/evidence/1';
/** What the server's key signs begins with this, so that its signature is good for nothing else. */
export const sealDomain = 'entente/evidence-seal/1';

/** An entry of the convention's journal, with its hash (shared/src/negotiation/journal.ts). */
export type EvidenceEntry = {
  readonly version: number;
  readonly event: Event;
  /** The hash of the last segment of the text's log at that moment. */
  readonly text: Digest | null;
  readonly hash: Digest;
};

export type Named = { readonly id: string; readonly name: string };

/** The server's signature over the file without its seal: ECDSA in DER for ES256, PKCS #1 v1.5 for RS256; base64url. */
export type EvidenceSeal = { readonly algorithm: 'ES256' | 'RS256'; readonly signature: string };

export type EvidenceFile = {
  readonly format: typeof evidenceFormat;
  readonly convention: string;
  /** The whole frozen text, and its digest. */
  readonly text: CanonicalText;
  readonly digest: Digest;
  readonly journal: readonly EvidenceEntry[];
  /** Of every signature in the journal that has some, in its order; those of rounds that ended without a convention too. */
  readonly signatures: readonly SignatureEvidence[];
  /** The hash of the last sealed segment of the text's log when the file was made. */
  readonly segment: Digest | null;
  /** As they were written when the file was made. No signatory's key covers them. */
  readonly names: { readonly organisations: readonly Named[]; readonly people: readonly Named[] };
  /** `certificate`: the sealing certificate (X.509, DER, base64url). */
  readonly server: { readonly origin: string; readonly certificate: string | null };
  readonly seal: EvidenceSeal | null;
};

const zName = z.string().min(1).max(200);
const zDigest = z.string().regex(/^[0-9a-f]{64}$/);
const zNamed = z.strictObject({ id: zName, name: z.string().max(1_000) });
const isPart = (key: string) => (sectionIds as readonly string[]).includes(key) || /^core:.{1,200}$/.test(key);
const zPart = z.string().refine(isPart);
const zBytes = z.string().regex(/^[A-Za-z0-9_-]+$/);

const zAttributes = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional();
const zMark = z.strictObject({ type: z.string(), attrs: zAttributes });
/**
 * Of a form that can be shown, words in their own nodes only; whether the schema knows it is for the digest to say, which was frozen
 * with it.
 */
const zNode: z.ZodType = z.lazy(() =>
  z.union([
    z.strictObject({ type: z.literal('text'), text: z.string(), marks: z.array(zMark).optional() }),
    z.strictObject({ type: z.literal('hardBreak'), attrs: zAttributes }),
    z.strictObject({
      type: z.string().refine((type) => type !== 'text' && type !== 'hardBreak'),
      attrs: zAttributes,
      content: z.array(zNode).optional(),
    }),
  ]),
);

const zNames = z
  .array(zNamed)
  .refine((names) => new Set(names.map(({ id }) => id)).size === names.length, 'somebody has two names');

/** The form of the file. What a fact says is judged when the journal is replayed, and the text by its digest. */
export const zEvidenceFile = z.strictObject({
  format: z.literal(evidenceFormat),
  convention: zName,
  text: z.record(zPart, z.array(zNode)),
  digest: zDigest,
  journal: z
    .array(
      z.strictObject({
        version: z.number().int().min(1),
        event: z.looseObject({ type: z.string(), at: z.iso.datetime({ precision: 3 }), by: zName }),
        text: zDigest.nullable(),
        hash: zDigest,
      }),
    )
    .min(1),
  signatures: z.array(zSignatureEvidence),
  segment: zDigest.nullable(),
  names: z.strictObject({ organisations: zNames, people: zNames }),
  server: z.strictObject({ origin: z.string().min(1).max(300), certificate: zBytes.nullable() }),
  seal: z.strictObject({ algorithm: z.enum(['ES256', 'RS256']), signature: zBytes }).nullable(),
});

/** The file as it is downloaded and attached: canonical JSON in UTF-8, nothing before and nothing after. */
export function writeEvidence(file: EvidenceFile): Uint8Array {
  return utf8ToBytes(canonicalJson(file));
}

/** The bytes that the server's key signs: the seal's domain, a line feed, and the canonical JSON of the file with `seal` null. */
export function sealedBytes(file: EvidenceFile): Uint8Array {
  return utf8ToBytes(`${sealDomain}\n${canonicalJson({ ...file, seal: null })}`);
}
