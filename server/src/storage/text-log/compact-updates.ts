/**
 * Rows of the log, kept as fewer: what one person did over one connection within a minute becomes one piece.
 *
 * People type at the same time, so that their rows alternate. A row joins its author's last piece across the others' rows
 * between, as long as it leans on nothing in a later piece: applied in order, every piece finds what it needs. The
 * text is the same, and so is who wrote and who deleted what; only the order within that minute is forgotten.
 */
import * as Y from 'yjs';
import type { LoggedUpdate, StoredUpdate } from '../convention-store.ts';
import { type DecodedUpdate, joinDecoded, joinUpdates } from './join-updates.ts';

/** How far from the first row of a piece its last one may be, in milliseconds. */
const longestPiece = 60_000;

/** A piece of the log; `count` rows went into it. */
export type LogPiece = LoggedUpdate & { readonly count: number };

type Gathering = {
  readonly index: number;
  readonly began: number;
  readonly rows: StoredUpdate[];
  readonly decoded: DecodedUpdate[];
};

/** The rows as pieces, in an order in which they can be applied. */
export function compactUpdates(rows: readonly StoredUpdate[]): readonly LogPiece[] {
  const pieces: Gathering[] = [];
  const lastOf = new Map<string, Gathering>();
  const written = new WrittenIn();
  for (const row of rows) {
    const author = `${row.person} ${row.organisation} ${row.connection}`;
    const decoded = decodedOrNot(row.bytes);
    if (!decoded) {
      pieces.push({ index: pieces.length, began: 0, rows: [row], decoded: [] });
      lastOf.clear();
      continue;
    }
    const at = Date.parse(row.at);
    let piece = lastOf.get(author);
    if (!piece || !isWithin(piece, at) || written.latestNeededBy(decoded) > piece.index) {
      piece = { index: pieces.length, began: at, rows: [], decoded: [] };
      pieces.push(piece);
      lastOf.set(author, piece);
    }
    piece.rows.push(row);
    piece.decoded.push(decoded);
    written.add(decoded, piece.index);
  }
  return pieces.map(finished);
}

/**
 * `undefined` for what is no update: it stays a piece of its own, and nothing joins across it. Whoever opens the text stumbles
 * over it; the log keeps what it was given.
 */
function decodedOrNot(bytes: Uint8Array): DecodedUpdate | undefined {
  try {
    return Y.decodeUpdate(bytes);
  } catch {
    return undefined;
  }
}

function isWithin({ began }: Gathering, at: number): boolean {
  return at >= began && at - began <= longestPiece;
}

function finished({ rows, decoded }: Gathering): LogPiece {
  const [first] = rows;
  const last = rows.at(-1);
  if (!first || !last) throw new Error('a piece of the log has no row');
  const { person, organisation, connection, at } = first;
  const bytes = rows.length === 1 ? first.bytes : (joinDecoded(decoded) ?? joinUpdates(rows.map((row) => row.bytes)));
  return {
    ...{ person, organisation, connection, at, bytes },
    ...{ firstSeq: first.seq, lastSeq: last.seq, until: last.at, count: rows.length },
  };
}

/** In which piece each struct was written. */
class WrittenIn {
  readonly #clients = new Map<number, { readonly clock: number; end: number; readonly piece: number }[]>();

  add({ structs }: DecodedUpdate, piece: number): void {
    for (const { id, length } of structs) {
      const spans = this.#clients.get(id.client) ?? [];
      if (spans.length === 0) this.#clients.set(id.client, spans);
      const last = spans.at(-1);
      // What is repeated was written where it came first.
      const clock = Math.max(id.clock, last?.end ?? 0);
      const end = id.clock + length;
      if (clock >= end) continue;
      if (last?.piece === piece && last.end === clock) last.end = end;
      else spans.push({ clock, end, piece });
    }
  }

  /** The latest piece that holds something this update leans on; -1 for none of them. */
  latestNeededBy({ structs, ds }: DecodedUpdate): number {
    let latest = -1;
    const need = (client: number, clock: number, end = clock + 1) => {
      latest = Math.max(latest, this.#latestIn(client, clock, end));
    };
    for (const struct of structs) {
      need(struct.id.client, struct.id.clock - 1);
      if (!(struct instanceof Y.Item)) continue;
      for (const id of [struct.origin, struct.rightOrigin, struct.parent]) {
        if (id instanceof Y.ID) need(id.client, id.clock);
      }
    }
    for (const [client, ranges] of ds.clients) {
      for (const { clock, len } of ranges) need(client, clock, clock + len);
    }
    return latest;
  }

  #latestIn(client: number, clock: number, end: number): number {
    let latest = -1;
    const spans = this.#clients.get(client) ?? [];
    // From the newest: what is leaned on is mostly recent.
    for (let index = spans.length - 1; index >= 0; index -= 1) {
      const span = spans[index];
      if (!span || span.end <= clock) break;
      if (span.clock < end) latest = Math.max(latest, span.piece);
    }
    return latest;
  }
}
