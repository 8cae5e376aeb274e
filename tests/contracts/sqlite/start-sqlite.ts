import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenDatabase, openDatabase } from '@entente/server/storage/database';
import { SqliteConventionStore } from '@entente/server/storage/sqlite-convention-store';
import { test } from 'vitest';
import type { StoreUnderTest } from '../convention-store/store-test.ts';

export type SqliteUnderTest = StoreUnderTest & {
  readonly database: OpenDatabase;
  readonly folder: string;
  readonly file: string;
};

/** A database in a real file of a folder of its own, which `close` removes. */
export async function startSqlite(): Promise<SqliteUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'entente-sqlite-'));
  const file = join(folder, 'entente.sqlite');
  const open: OpenDatabase[] = [];
  const openOne = async () => {
    const database = await openDatabase(file);
    open.push(database);
    return database;
  };
  const closeAll = () => Promise.all(open.splice(0).map((database) => database.close()));
  const database = await openOne();
  const warnings: string[] = [];
  return {
    ...{ folder, file, database, db: database.db },
    store: new SqliteConventionStore(database, { warn: (sentence) => warnings.push(sentence) }),
    warnings: () => warnings,
    another: async () => new SqliteConventionStore(await openOne()),
    async reopen() {
      await closeAll();
      return new SqliteConventionStore(await openOne());
    },
    async close() {
      await closeAll();
      await rm(folder, { recursive: true });
    },
  };
}

/** Vitest's `test` with a database of its own, taken down after it. */
export const sqliteTest = test.extend<{ sqlite: SqliteUnderTest }>({
  sqlite: async ({ task: _ }, use) => {
    const sqlite = await startSqlite();
    await use(sqlite);
    await sqlite.close();
  },
});

/** Opens a database file, which may be a copy, for as long as it is read. */
export async function reading<T>(file: string, read: (store: SqliteConventionStore) => Promise<T>): Promise<T> {
  const database = await openDatabase(file);
  try {
    return await read(new SqliteConventionStore(database));
  } finally {
    await database.close();
  }
}
