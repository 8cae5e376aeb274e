/** Reading a text back, believing nothing: rows by their checksums, segments by their hashes and their chain. */
import type { LoadedText, LoggedUpdate, StoredUpdate } from '../convention-store.ts';
import type { SqliteConnection } from '../sqlite-connection.ts';
import { DamagedRecord } from '../storage-errors.ts';
import type { LogPiece } from './compact-updates.ts';
import { type Segment, verifySegments, verifyTextChain } from './segment-chain.ts';
import { decodePieces } from './segment-payload.ts';
import { segmentsAfter, type TextHeads, textHeads } from './segment-rows.ts';
import { findSnapshot } from './snapshot-rows.ts';
import { tailRows } from './tail-rows.ts';

/** `damaged`: what was passed over, for the operator's log. */
export type ReadText = LoadedText & { readonly damaged: readonly string[] };

/** What is needed to open a text, from one moment. Throws `DamagedRecord` when anything of it is not what was written. */
export function readText(connection: SqliteConnection, convention: string): ReadText {
  return connection.atOneMoment(() => {
    const heads = textHeads(connection, convention);
    if (!heads || heads.stage === 'deleted') return { snapshot: null, updates: [], damaged: [] };
    const { snapshot, damaged } = findSnapshot(connection, convention, heads.textHead);
    const after = snapshot?.seq ?? 0;
    const sealed = piecesAfter(connection, convention, { heads, after }).map(asStored);
    const open = tailRows(connection, convention, { after: Math.max(after, heads.sealedSeq), to: heads.textHead });
    return { snapshot, updates: [...sealed, ...open], damaged };
  });
}

/** The whole log, from one moment; its chain is verified, and that the journal names it. Throws `DamagedRecord`. */
export function readTextLog(connection: SqliteConnection, convention: string): readonly LoggedUpdate[] {
  return connection.atOneMoment(() => {
    const heads = textHeads(connection, convention);
    if (!heads || heads.stage === 'deleted') return [];
    const segments = segmentsAfter(connection, convention, 0);
    const entries = connection.rows<{ version: number; text: string | null }>(
      'select version, text from journal where convention = ? order by version',
      [convention],
    );
    verifyTextChain({ convention, heads, segments, entries });
    const sealed = segments.flatMap((segment) => piecesOf(convention, segment)).map(({ count: _, ...piece }) => piece);
    const open = tailRows(connection, convention, { after: heads.sealedSeq, to: heads.textHead });
    return [...sealed, ...open.map(asLogged)];
  });
}

type Place = { readonly heads: TextHeads; readonly after: number };

/** Of a piece that began before and ended after, all of it: what is known already does no harm. */
function piecesAfter(connection: SqliteConnection, convention: string, { heads, after }: Place): readonly LogPiece[] {
  if (after >= heads.sealedSeq) return [];
  const segments = segmentsAfter(connection, convention, after);
  const [first] = segments;
  if (first && first.firstSeq > after + 1) {
    throw new DamagedRecord(`text of convention ${convention}: segment ${first.number - 1} is missing or out of place`);
  }
  verifySegments(convention, segments, { heads, from: first?.number ?? heads.segmentHead });
  return segments.flatMap((segment) => piecesOf(convention, segment)).filter(({ lastSeq }) => lastSeq > after);
}

/** Throws for a segment whose pieces are not as many rows as it says. */
function piecesOf(convention: string, segment: Segment): readonly LogPiece[] {
  const pieces = decodePieces(segment.payload);
  const rows = pieces.reduce((sum, { count }) => sum + count, 0);
  if (rows === segment.lastSeq - segment.firstSeq + 1) return pieces;
  throw new DamagedRecord(`text of convention ${convention}: segment ${segment.number} lacks some of its updates`);
}

function asStored({ firstSeq: _, lastSeq, until: _until, count: _count, ...update }: LogPiece): StoredUpdate {
  return { ...update, seq: lastSeq };
}

function asLogged({ seq, ...update }: StoredUpdate): LoggedUpdate {
  return { ...update, firstSeq: seq, lastSeq: seq, until: update.at };
}
