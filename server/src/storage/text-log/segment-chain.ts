/**
 * The chain of a text's segments. Each hash covers the one before, and every entry of the journal names the segment that
 * was the last when it was appended: changing, removing or moving anything that was typed breaks the journal as well.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from '@entente/shared/canonical-json';
import { DamagedRecord } from '../storage-errors.ts';

/** A segment as stored. `number` counts a convention's segments from 1. */
export type Segment = {
  readonly number: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly payload: Uint8Array;
  readonly hash: string;
  readonly previousHash: string | null;
};

const domain = 'entente text segment 1';

/** SHA-256 over the canonical JSON of where the segment belongs, a line end, and its payload. */
export function segmentHash(convention: string, segment: Omit<Segment, 'hash'>): string {
  const { number, firstSeq, lastSeq, previousHash, payload } = segment;
  const place = canonicalJson({ domain, convention, number, firstSeq, lastSeq, previousHash });
  return createHash('sha256').update(`${place}\n`).update(payload).digest('hex');
}

/** What the chain is held against. */
export type ChainHeads = {
  /** Number and hash of the last segment, as the convention's row says. */
  readonly segmentHead: number;
  readonly segmentHash: string | null;
  readonly sealedSeq: number;
};

export type TextChain = {
  readonly convention: string;
  readonly heads: ChainHeads;
  readonly segments: readonly Segment[];
  /** The journal's entries, in order: the segment that each names. */
  readonly entries: readonly { readonly version: number; readonly text: string | null }[];
};

/**
 * Checks a whole chain: no segment is missing, changed or moved, and each entry of the journal names one that is not older
 * than the one before it names. Throws `DamagedRecord`, which says where.
 */
export function verifyTextChain({ convention, heads, segments, entries }: TextChain): void {
  verifySegments(convention, segments, { heads, from: 1 });
  const numbers = new Map(segments.map(({ hash, number }) => [hash, number]));
  let named = 0;
  for (const { version, text } of entries) {
    const number = text === null ? 0 : numbers.get(text);
    if (number === undefined || number < named) {
      throw new DamagedRecord(
        `journal of convention ${convention}: entry ${version} names a text that the segments do not lead to`,
      );
    }
    named = number;
  }
}

/** The segments from number `from` to the last: each follows the one before, and the last is the head. */
export function verifySegments(
  convention: string,
  segments: readonly Segment[],
  { heads, from }: { readonly heads: ChainHeads; readonly from: number },
): void {
  let before: Segment | undefined;
  for (let number = from; number <= heads.segmentHead; number += 1) {
    const segment = segments[number - from];
    if (segment?.number !== number) throw missing(convention, number);
    if (!follows(segment, before) || segmentHash(convention, segment) !== segment.hash) {
      throw damaged(convention, number);
    }
    before = segment;
  }
  const isHead = !before || (before.hash === heads.segmentHash && before.lastSeq === heads.sealedSeq);
  if (!isHead || segments.length > Math.max(0, heads.segmentHead - from + 1)) {
    throw damaged(convention, heads.segmentHead);
  }
}

function follows(segment: Segment, before: Segment | undefined): boolean {
  if (before) return segment.firstSeq === before.lastSeq + 1 && segment.previousHash === before.hash;
  return segment.number > 1 || (segment.firstSeq === 1 && segment.previousHash === null);
}

function missing(convention: string, number: number): DamagedRecord {
  return new DamagedRecord(`text of convention ${convention}: segment ${number} is missing or out of place`);
}

function damaged(convention: string, number: number): DamagedRecord {
  return new DamagedRecord(`text of convention ${convention}: segment ${number} does not match its hash`);
}
