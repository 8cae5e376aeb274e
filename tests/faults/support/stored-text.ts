/** What a folder holds of a convention's text, read by the product's own storage, without a server. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type OpenDatabase, openDatabase } from '@entente/server/storage/database';
import { SqliteConventionStore } from '@entente/server/storage/sqlite-convention-store';
import { LiveText } from '@entente/server/text/live-text';
import * as Y from 'yjs';

type Opened = { readonly database: OpenDatabase; readonly store: SqliteConventionStore };

/** Opens the folder's database, uses it, and closes it. */
export async function withStored<T>(folder: string, use: (opened: Opened) => Promise<T>): Promise<T> {
  let fatal: Error | undefined;
  const database = await openDatabase(join(folder, 'entente.sqlite'), {
    onFatal: (error) => {
      fatal = error;
    },
  });
  try {
    const used = await use({ database, store: new SqliteConventionStore(database) });
    if (fatal) throw fatal;
    return used;
  } finally {
    await database.close();
  }
}

/** The whole text as one update (V1). Throws when the database, the journal or the text is damaged. */
export async function storedText(folder: string, convention: string): Promise<Uint8Array> {
  const state = await withStored(folder, async ({ store }) => {
    await store.load(convention);
    // The whole log as well: a snapshot must not hide what is behind it.
    await store.textLog(convention);
    const text = LiveText.load(await store.loadText(convention));
    const update = Y.encodeStateAsUpdate(text.doc);
    text.destroy();
    return update;
  });
  const wrong = wrongWithFile(join(folder, 'entente.sqlite'));
  if (wrong !== undefined) throw new Error(wrong);
  return state;
}

/** What SQLite itself finds wrong with the file. */
function wrongWithFile(file: string): string | undefined {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const found = database.prepare('pragma integrity_check').all();
    const isSound = found.length === 1 && found[0]?.integrity_check === 'ok';
    return isSound ? undefined : `the database is damaged: ${JSON.stringify(found)}`;
  } finally {
    database.close();
  }
}
