import type { SqliteConnection } from '../sqlite-connection.ts';
import { compactUpdates } from './compact-updates.ts';
import { type Segment, segmentHash } from './segment-chain.ts';
import { encodePieces } from './segment-payload.ts';
import { insertSegment, type TextHeads, textHeads } from './segment-rows.ts';
import { tailRows } from './tail-rows.ts';

/** The most rows that become one segment: a few milliseconds of work. */
const largestSegment = 500;

const dropRows = 'delete from text_update where convention = ? and seq <= ?';
const moveHead = 'update convention set segment_head = ?, segment_hash = ?, sealed_seq = ? where id = ?';

/** `tail`: how many updates are in no segment yet. */
export type Sealed = {
  readonly kind: 'sealed';
  readonly isSealed: boolean;
  readonly tail: number;
};

/** A segment made beside the thread that writes: what it is made of can't change any more, it can only be sealed by another. */
export function makeSegment(
  connection: SqliteConnection,
  { convention, atLeast }: { readonly convention: string; readonly atLeast: number },
): Segment | undefined {
  return connection.atOneMoment(() => {
    const heads = textHeads(connection, convention);
    if (!heads || heads.textHead - heads.sealedSeq < atLeast) return undefined;
    return nextSegment(connection, convention, heads);
  });
}

/** Puts a segment in the place of its rows, unless others were sealed since it was made: then nothing happens. */
export function keepSegment(
  connection: SqliteConnection,
  { convention, segment }: { readonly convention: string; readonly segment: Segment },
): Sealed {
  const heads = textHeads(connection, convention);
  const isNext =
    heads !== undefined && heads.sealedSeq + 1 === segment.firstSeq && heads.segmentHash === segment.previousHash;
  if (isNext) putInPlace(connection, convention, segment);
  const sealedSeq = isNext ? segment.lastSeq : (heads?.sealedSeq ?? 0);
  return { kind: 'sealed', isSealed: isNext, tail: (heads?.textHead ?? 0) - sealedSeq };
}

/** Seals all open rows of a text within the caller's transaction. Returns the hash of its last segment. Throws as `nextSegment` does. */
export function sealText(connection: SqliteConnection, convention: string): string | null {
  for (;;) {
    const heads = textHeads(connection, convention);
    if (!heads || heads.sealedSeq === heads.textHead) return heads?.segmentHash ?? null;
    putInPlace(connection, convention, nextSegment(connection, convention, heads));
  }
}

/** The oldest open rows as a segment. A damaged row throws: it must not be sealed as if it were whole. */
function nextSegment(connection: SqliteConnection, convention: string, heads: TextHeads): Segment {
  const { textHead, sealedSeq, segmentHead, segmentHash: previousHash } = heads;
  const rows = tailRows(connection, convention, { after: sealedSeq, to: textHead, atMost: largestSegment });
  const unhashed: Omit<Segment, 'hash'> = {
    number: segmentHead + 1,
    firstSeq: sealedSeq + 1,
    lastSeq: sealedSeq + rows.length,
    payload: encodePieces(compactUpdates(rows)),
    previousHash,
  };
  return { ...unhashed, hash: segmentHash(convention, unhashed) };
}

function putInPlace(connection: SqliteConnection, convention: string, segment: Segment): void {
  insertSegment(connection, convention, segment);
  connection.execute(dropRows, [convention, segment.lastSeq]);
  connection.execute(moveHead, [segment.number, segment.hash, segment.lastSeq, convention]);
}
