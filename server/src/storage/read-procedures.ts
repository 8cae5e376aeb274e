/** What the thread that reads does in one request, each from one moment of the database. */
import type { KeptText, Loaded, LoggedUpdate } from './convention-store.ts';
import { moved } from './moved.ts';
import { readConvention } from './read-convention.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { type ReadText, readText, readTextLog } from './text-log/read-text.ts';
import type { Segment } from './text-log/segment-chain.ts';
import { type PackedSnapshot, packSnapshot } from './text-log/snapshot-rows.ts';

export const readProcedures = {
  readConvention(connection: SqliteConnection, convention: string): Loaded | undefined {
    return readConvention(connection, convention);
  },

  readText(connection: SqliteConnection, convention: string): ReadText {
    const text = readText(connection, convention);
    return text.snapshot ? moved(text, [text.snapshot.state]) : text;
  },

  readTextLog(connection: SqliteConnection, convention: string): readonly LoggedUpdate[] {
    return readTextLog(connection, convention);
  },

  /** The next segment of a text with at least so many open rows. */
  async makeSegment(
    connection: SqliteConnection,
    slice: { readonly convention: string; readonly atLeast: number },
  ): Promise<Segment | undefined> {
    // Yjs is needed for this and for snapshots alone, and late.
    const { makeSegment } = await import('./text-log/seal-text.ts');
    return makeSegment(connection, slice);
  },

  async makeSnapshot(connection: SqliteConnection, convention: string): Promise<PackedSnapshot | undefined> {
    const { makeSnapshot } = await import('./text-log/make-snapshot.ts');
    const snapshot = makeSnapshot(readText(connection, convention));
    if (!snapshot) return undefined;
    const packed = packSnapshot(snapshot);
    return moved(packed, [packed.packed]);
  },

  async readKeptText(
    connection: SqliteConnection,
    { convention, id }: { convention: string; id: string },
  ): Promise<KeptText | undefined> {
    // Its digest is computed again from its words, for which the editor's schema is needed: only once somebody asks.
    const { readKeptText } = await import('./read-kept-text.ts');
    return readKeptText(connection, convention, id);
  },
};

export type ReadProcedures = typeof readProcedures;
