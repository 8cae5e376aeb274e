import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '@entente/server/storage/database';
import { SqliteConventionStore } from '@entente/server/storage/sqlite-convention-store';
import { expect } from 'vitest';
import { GivenConvention, update } from './given-convention.ts';
import { type SqliteUnderTest, sqliteTest as test } from './sqlite/start-sqlite.ts';

const organisation = (name: string) => ({
  ...{ id: randomUUID(), name, kind: 'association' },
  created_at: '2026-03-02T10:00:00.000Z',
});

const names = async ({ db }: Pick<SqliteUnderTest, 'db'>) => {
  const rows = await db.selectFrom('organisation').select('name').orderBy('name').execute();
  return rows.map(({ name }) => name);
};

test('a transaction that throws leaves nothing, one that returns leaves everything', async ({ sqlite }) => {
  const { db } = sqlite;
  const failing = db.transaction().execute(async (transaction) => {
    await transaction.insertInto('organisation').values(organisation('Jamais')).execute();
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  await db.transaction().execute(async (transaction) => {
    await transaction.insertInto('organisation').values(organisation('Un')).execute();
    await transaction.insertInto('organisation').values(organisation('Deux')).execute();
  });
  expect(await names(sqlite)).toEqual(['Deux', 'Un']);
});

test('a savepoint undoes its part of a transaction', async ({ sqlite }) => {
  const transaction = await sqlite.db.startTransaction().execute();
  await transaction.insertInto('organisation').values(organisation('Gardée')).execute();
  const savepoint = await transaction.savepoint('part').execute();
  await savepoint.insertInto('organisation').values(organisation('Défaite')).execute();
  await savepoint.rollbackToSavepoint('part').execute();
  await transaction.commit().execute();
  expect(await names(sqlite)).toEqual(['Gardée']);
});

test('transactions wait for each other', async ({ sqlite }) => {
  const { db } = sqlite;
  const append = (name: string) =>
    db.transaction().execute(async (transaction) => {
      const before = await transaction.selectFrom('organisation').select('id').execute();
      await transaction
        .insertInto('organisation')
        .values(organisation(`${before.length} ${name}`))
        .execute();
    });
  await Promise.all(['a', 'b', 'c'].map(append));
  expect(await names(sqlite)).toEqual(['0 a', '1 b', '2 c']);
});

test('using the database beside its open transaction throws instead of waiting for ever', async ({ sqlite }) => {
  const { db, store } = sqlite;
  const convention = await GivenConvention.opened(store);
  const beside: readonly (() => Promise<unknown>)[] = [
    () => names(sqlite),
    () => db.transaction().execute(async () => {}),
    () => store.load(convention.id),
    () => store.appendText(convention.textAppend([update('un')])),
    async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      await names(sqlite);
    },
  ];
  for (const use of beside) {
    const inside = db.transaction().execute(async (transaction) => {
      await transaction.insertInto('organisation').values(organisation('Jamais')).execute();
      await use();
    });
    await expect(inside).rejects.toThrow('beside its open transaction');
  }
  // What was begun inside and goes on after the end is welcome again.
  let late = Promise.resolve<string[]>([]);
  await db.transaction().execute(async () => {
    late = new Promise((resolve) => setTimeout(resolve, 20)).then(() => names(sqlite));
  });
  expect(await late).toEqual([]);
});

test('statements say how many rows they changed, and give back what they return', async ({ sqlite }) => {
  const { db } = sqlite;
  const returned = await db.insertInto('organisation').values(organisation('Une')).returning('name').execute();
  expect(returned).toEqual([{ name: 'Une' }]);
  const { numUpdatedRows } = await db.updateTable('organisation').set({ name: 'Autre' }).executeTakeFirstOrThrow();
  const { numDeletedRows } = await db.deleteFrom('organisation').where('name', '=', 'Une').executeTakeFirstOrThrow();
  expect({ numUpdatedRows, numDeletedRows }).toEqual({ numUpdatedRows: 1n, numDeletedRows: 0n });
});

test('a row that refers to nothing is refused', async ({ sqlite }) => {
  const page = { convention: randomUUID(), client_id: 1, person: 'p', organisation: 'o', opened_at: 'now' };
  await expect(sqlite.db.insertInto('page').values(page).execute()).rejects.toThrow(/FOREIGN KEY constraint/);
});

test('opens and migrates once, also when two processes start together', async ({ sqlite }) => {
  const file = join(sqlite.folder, 'twice.sqlite');
  const both = await Promise.all([openDatabase(file), openDatabase(file)]);
  const stores = both.map((database) => new SqliteConventionStore(database));
  for (const store of stores) await GivenConvention.opened(store);
  expect(await both[0]?.db.selectFrom('convention').select('id').execute()).toHaveLength(2);
  await Promise.all(both.map((database) => database.close()));
});

test('a file that is no database is refused at opening, and left alone', async ({ sqlite }) => {
  const file = join(sqlite.folder, 'letter.txt');
  await writeFile(file, 'Madame, Monsieur, '.repeat(100));
  const fatal: Error[] = [];
  await expect(openDatabase(file, { onFatal: (error) => fatal.push(error) })).rejects.toThrow('file is not a database');
  expect(fatal).toEqual([]);
});

test('after closing, every use is refused', async ({ sqlite }) => {
  const { database, store } = sqlite;
  const convention = await GivenConvention.opened(store);
  await sqlite.reopen();
  await expect(store.appendText(convention.textAppend([update('un')]))).rejects.toThrow('closed');
  await expect(names(database)).rejects.toThrow('destroyed');
});

test('the event loop turns while commits wait for the disk', async ({ sqlite }) => {
  const convention = await GivenConvention.opened(sqlite.store);
  let turns = 0;
  const counting = setInterval(() => {
    turns += 1;
  }, 1);
  const began = performance.now();
  for (let nth = 0; nth < 100; nth += 1) await convention.types(sqlite.store, `mot ${nth}`);
  const elapsed = performance.now() - began;
  clearInterval(counting);
  // Commits on this thread would leave no turn at all between them.
  expect(turns).toBeGreaterThan(Math.min(20, elapsed / 10));
});
