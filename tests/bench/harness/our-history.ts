/** Reads our log back: what a size on disk is worth depends on what can still be told from it. */
import { databaseFile } from '@entente/server/start-server';
import { openDatabase } from '@entente/server/storage/database';
import { SqliteConventionStore } from '@entente/server/storage/sqlite-convention-store';
import * as Y from 'yjs';

export type History = {
  /** Steps that the log tells apart, each with its author and its time. */
  readonly steps: number;
  readonly authors: number;
  /** Seconds between the first and the last. */
  readonly seconds: number;
  /** The text to which the whole log leads. */
  readonly doc: Y.Doc;
};

/** The history of a convention, from the folder of a server that has ended. */
export async function readOurHistory(folder: string, convention: string): Promise<History> {
  const database = await openDatabase(databaseFile({ dataDirectory: folder }));
  try {
    const log = await new SqliteConventionStore(database).textLog(convention);
    const doc = new Y.Doc();
    doc.transact(() => {
      for (const { bytes } of log) Y.applyUpdate(doc, bytes);
    });
    const instants = log.map(({ at }) => Date.parse(at));
    return {
      steps: log.length,
      authors: new Set(log.flatMap(({ person }) => person ?? [])).size,
      seconds: (Math.max(...instants) - Math.min(...instants)) / 1000,
      doc,
    };
  } finally {
    await database.close();
  }
}
