import type { SqliteConnection } from '../sqlite-connection.ts';
import { compactUpdates } from './compact-updates.ts';
import { type Segment, segmentHash } from './segment-chain.ts';
import { encodePieces } from './segment-payload.ts';
import { insertSegment, textHeads } from './segment-rows.ts';
import { tailRows } from './tail-rows.ts';

/** The most rows that become one segment: a few milliseconds of work. */
const largestSegment = 500;

const dropRows = 'delete from text_update where convention = ? and seq <= ?';
const moveHead = 'update convention set segment_head = ?, segment_hash = ?, sealed_seq = ? where id = ?';

/** `tail`: how many updates are in no segment yet. */
export type Sealed = {
  readonly kind: 'sealed';
  readonly isSealed: boolean;
  readonly segmentHash: string | null;
  readonly tail: number;
};

/** Seals one segment's worth of a text's open rows, if there are at least so many. */
export function sealSlice(
  connection: SqliteConnection,
  { convention, atLeast }: { readonly convention: string; readonly atLeast: number },
): Sealed {
  const heads = textHeads(connection, convention);
  const tail = heads ? heads.textHead - heads.sealedSeq : 0;
  if (heads && tail >= atLeast) return sealText(connection, convention, 1);
  return { kind: 'sealed', isSealed: false, segmentHash: heads?.segmentHash ?? null, tail };
}

/**
 * Seals the open rows of a text, all of them or the first `slices` segments' worth, within the caller's transaction. A damaged
 * row throws: it must not be sealed as if it were whole.
 */
export function sealText(
  connection: SqliteConnection,
  convention: string,
  slices: number = Number.POSITIVE_INFINITY,
): Sealed {
  const heads = textHeads(connection, convention);
  if (!heads) return { kind: 'sealed', isSealed: false, segmentHash: null, tail: 0 };
  const { textHead } = heads;
  let { segmentHead: number, segmentHash: hash, sealedSeq } = heads;
  for (let slice = 0; slice < slices && sealedSeq < textHead; slice += 1) {
    const rows = tailRows(connection, convention, { after: sealedSeq, to: textHead, atMost: largestSegment });
    number += 1;
    const firstSeq = sealedSeq + 1;
    sealedSeq += rows.length;
    const payload = encodePieces(compactUpdates(rows));
    const unhashed: Omit<Segment, 'hash'> = { number, firstSeq, lastSeq: sealedSeq, payload, previousHash: hash };
    hash = segmentHash(convention, unhashed);
    insertSegment(connection, convention, { ...unhashed, hash });
    connection.execute(dropRows, [convention, sealedSeq]);
  }
  const isSealed = number > heads.segmentHead;
  if (isSealed) connection.execute(moveHead, [number, hash, sealedSeq, convention]);
  return { kind: 'sealed', isSealed, segmentHash: hash, tail: textHead - sealedSeq };
}
