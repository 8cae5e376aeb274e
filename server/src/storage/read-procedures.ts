/** What the thread that reads does in one request, each from one moment of the database. */
import type { KeptText, Loaded, LoggedUpdate, TextSnapshot } from './convention-store.ts';
import { moved } from './moved.ts';
import { readConvention } from './read-convention.ts';
import type { ProcedureContext } from './serve-requests.ts';
import { makeSnapshot } from './text-log/make-snapshot.ts';
import { type ReadText, readText, readTextLog } from './text-log/read-text.ts';

export const readProcedures = {
  readConvention({ db }: ProcedureContext, convention: string): Promise<Loaded | undefined> {
    return readConvention(db, convention);
  },

  async readText({ connection }: ProcedureContext, convention: string): Promise<ReadText> {
    const text = readText(connection, convention);
    return text.snapshot ? moved(text, [text.snapshot.state]) : text;
  },

  async readTextLog({ connection }: ProcedureContext, convention: string): Promise<readonly LoggedUpdate[]> {
    return readTextLog(connection, convention);
  },

  async makeSnapshot({ connection }: ProcedureContext, convention: string): Promise<TextSnapshot | undefined> {
    const snapshot = makeSnapshot(readText(connection, convention));
    return snapshot && moved(snapshot, [snapshot.state]);
  },

  async readKeptText(
    { db }: ProcedureContext,
    { convention, id }: { convention: string; id: string },
  ): Promise<KeptText | undefined> {
    // Its digest is computed again from its words, for which the editor's schema is needed: only once somebody asks.
    const { readKeptText } = await import('./read-kept-text.ts');
    return readKeptText(db, convention, id);
  },
};

export type ReadProcedures = typeof readProcedures;
