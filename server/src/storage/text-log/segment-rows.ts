import type { TextSegmentTable } from '../schema.ts';
import type { SqliteConnection } from '../sqlite-connection.ts';
import type { ChainHeads, Segment } from './segment-chain.ts';

type SegmentRow = Omit<TextSegmentTable, 'convention'>;

const after = `
  select number, first_seq, last_seq, payload, hash, previous_hash
  from text_segment where convention = ? and last_seq > ? order by number
`;
const insert = `
  insert into text_segment (convention, number, first_seq, last_seq, payload, hash, previous_hash)
  values (?, ?, ?, ?, ?, ?, ?)
`;
const heads = 'select stage, text_head, segment_head, segment_hash, sealed_seq from convention where id = ?';

/** Where a convention's text is: `textHead` updates, the first `sealedSeq` of them in segments. */
export type TextHeads = ChainHeads & { readonly stage: string; readonly textHead: number };

/** `undefined` for a convention that does not exist. */
export function textHeads(connection: SqliteConnection, convention: string): TextHeads | undefined {
  type Row = {
    stage: string;
    text_head: number;
    segment_head: number;
    segment_hash: string | null;
    sealed_seq: number;
  };
  const [row] = connection.rows<Row>(heads, [convention]);
  if (!row) return undefined;
  return {
    stage: row.stage,
    textHead: row.text_head,
    segmentHead: row.segment_head,
    segmentHash: row.segment_hash,
    sealedSeq: row.sealed_seq,
  };
}

/** The segments that hold anything after update `seq`, in order. */
export function segmentsAfter(connection: SqliteConnection, convention: string, seq: number): readonly Segment[] {
  return connection.rows<SegmentRow>(after, [convention, seq]).map((row) => ({
    number: row.number,
    firstSeq: row.first_seq,
    lastSeq: row.last_seq,
    payload: row.payload,
    hash: row.hash,
    previousHash: row.previous_hash,
  }));
}

export function insertSegment(connection: SqliteConnection, convention: string, segment: Segment): void {
  const { number, firstSeq, lastSeq, payload, hash, previousHash } = segment;
  connection.execute(insert, [convention, number, firstSeq, lastSeq, payload, hash, previousHash]);
}
