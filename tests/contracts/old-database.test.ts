/** A database from before segments opens, is brought up to date, and loses nothing. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '@entente/server/storage/database';
import { migrations } from '@entente/server/storage/migrations/migrations';
import { SqliteConventionStore } from '@entente/server/storage/sqlite-convention-store';
import { textChecksum } from '@entente/server/storage/text-checksum';
import { canonicalJson } from '@entente/shared/canonical-json';
import { entryHash } from '@entente/shared/negotiation/journal';
import { CompiledQuery, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { GivenConvention, renamed } from './given-convention.ts';
import { authorshipOf, documentOf, essenceOf, Typists } from './typists.ts';

const lastBefore = '0007-settings';

/** Kysely on a connection of its own, with nothing of ours between. */
function plainKysely(database: DatabaseSync): Kysely<unknown> {
  const connection = {
    async executeQuery<R>({ sql, parameters }: { sql: string; parameters: readonly unknown[] }) {
      return { rows: database.prepare(sql).all(...(parameters as never[])) as R[] };
    },
    streamQuery() {
      throw new Error('nothing is streamed here');
    },
  };
  const run = async (sql: string) => void database.exec(sql);
  return new Kysely({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createDriver: () => ({
        init: async () => undefined,
        acquireConnection: async () => connection,
        beginTransaction: () => run('begin'),
        commitTransaction: () => run('commit'),
        rollbackTransaction: () => run('rollback'),
        releaseConnection: async () => undefined,
        destroy: async () => undefined,
      }),
    },
  });
}

/** A file as the version before wrote it: rows with `voided`, entries without a text. */
async function oldFile(file: string) {
  const database = new DatabaseSync(file);
  database.exec('pragma journal_mode = wal');
  const known = Object.fromEntries(Object.entries(migrations).filter(([name]) => name <= lastBefore));
  const migrator = new Migrator({ db: plainKysely(database), provider: { getMigrations: async () => known } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  const convention = new GivenConvention();
  const { events } = convention.journalAppend(convention.opening());
  const { rows } = new Typists().sentence(0, 'Un texte ').sentence(1, 'd’avant les segments');
  let hash: string | null = null;
  const hashes = events.map((event, index) => {
    hash = entryHash(hash, { convention: convention.id, version: index + 1, event });
    return hash;
  });
  const instant = '2026-03-02T10:00:00.000Z';
  database
    .prepare("insert into convention values (?, 'Convention', 'negotiating', ?, ?, ?, 'epoch-1', ?, ?)")
    .run(convention.id, events.length, hash, rows.length, instant, instant);
  for (const [index, event] of events.entries()) {
    database
      .prepare('insert into journal values (?, ?, ?, ?)')
      .run(convention.id, index + 1, canonicalJson(event), hashes[index] ?? '');
  }
  const insert = database.prepare('insert into text_update values (?, ?, ?, ?, ?, ?, ?, ?, 0)');
  for (const row of rows) {
    const { seq, person, organisation, connection, at, bytes } = row;
    insert.run(convention.id, seq, person, organisation, connection, at, bytes, textChecksum(convention.id, row));
  }
  database.close();
  convention.events.push(...events);
  convention.textHead = rows.length;
  return { convention, rows, hashes };
}

test('a database from before segments opens with all its words, and goes on with them sealed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'entente-old-'));
  const file = join(folder, 'entente.sqlite');
  const { convention, rows, hashes } = await oldFile(file);
  const database = await openDatabase(file);
  try {
    const store = new SqliteConventionStore(database);
    expect((await store.load(convention.id))?.entries.map(({ hash, text }) => [hash, text])).toEqual(
      hashes.map((hash) => [hash, null]),
    );
    expect((await store.loadText(convention.id)).updates.map(({ seq, at, person }) => [seq, at, person])).toEqual(
      rows.map(({ seq, at, person }) => [seq, at, person]),
    );
    await convention.appends(store, [renamed('Mis à jour')]);
    const log = await store.textLog(convention.id);
    expect(essenceOf(documentOf(log))).toBe(essenceOf(documentOf(rows)));
    expect(authorshipOf(log)).toEqual(authorshipOf(rows));
    expect((await store.load(convention.id))?.entries.at(-1)?.text).toMatch(/^[0-9a-f]{64}$/);
    expect(await database.db.selectFrom('text_update').select('seq').execute()).toEqual([]);
    // The file can give back what sealing frees, which an older one could not.
    const { rows: mode } = await database.db.executeQuery<{ auto_vacuum: number }>(
      CompiledQuery.raw('pragma auto_vacuum'),
    );
    expect(mode).toEqual([{ auto_vacuum: 2 }]);
  } finally {
    await database.close();
    await rm(folder, { recursive: true });
  }
});
