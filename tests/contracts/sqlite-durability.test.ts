import { cpSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteConnection } from '@entente/server/storage/sqlite-connection';
import type { SqliteConventionStore } from '@entente/server/storage/sqlite-convention-store';
import { keepSegment, makeSegment } from '@entente/server/storage/text-log/seal-text';
import { LiveText } from '@entente/server/text/live-text';
import { expect } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { GivenConvention, renamed, textOf } from './given-convention.ts';
import { type AppendingProcess, startAppending } from './sqlite/appending-process.ts';
import { reading, type SqliteUnderTest, sqliteTest as test } from './sqlite/start-sqlite.ts';
import { documentOf, essenceOf, fragmentOf } from './typists.ts';

/** Every convention of the process is whole, and has at least what the process was told. */
async function expectNothingMissing(sqlite: SqliteUnderTest, appending: AppendingProcess): Promise<void> {
  expect(appending.acknowledged.size).toBe(5);
  for (const [convention, { version, textHead }] of appending.acknowledged) {
    const loaded = await sqlite.store.load(convention);
    expect(loaded?.entries.length).toBeGreaterThanOrEqual(version);
    const log = await sqlite.store.textLog(convention);
    expect(log.length).toBeGreaterThanOrEqual(textHead);
    expect(log).toHaveLength(loaded?.textHead ?? -1);
  }
}

for (const appends of [150, 203, 251, 308]) {
  test(`nothing acknowledged is missing when the process is killed after ${appends} appends`, async ({ sqlite }) => {
    const appending = startAppending(sqlite.file);
    await appending.after(appends);
    appending.process.kill('SIGKILL');
    expect(await appending.ended).toMatchObject({ signal: 'SIGKILL' });
    await expectNothingMissing(sqlite, appending);
  });
}

for (const appends of [20, 45, 80]) {
  test(`F-08: killed while it seals, after ${appends} appends, every update is a row or in a segment, once`, async ({
    sqlite,
  }) => {
    const sealing = startAppending(sqlite.file, { script: 'seal-for-ever.ts' });
    await sealing.after(appends);
    sealing.process.kill('SIGKILL');
    expect(await sealing.ended).toMatchObject({ signal: 'SIGKILL' });
    const [[convention, { textHead }] = ['', { textHead: 0 }]] = sealing.acknowledged;
    const stored = await sqlite.store.load(convention);
    expect(stored?.textHead).toBeGreaterThanOrEqual(textHead);
    const segments = await sqlite.db.selectFrom('text_segment').select('last_seq').orderBy('number').execute();
    const rows = await sqlite.db.selectFrom('text_update').select('seq').orderBy('seq').execute();
    const sealed = segments.at(-1)?.last_seq ?? 0;
    expect(sealed).toBeGreaterThan(0);
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => sealed + 1 + index));
    expect(sealed + rows.length).toBe(stored?.textHead);
    // All of it can be read, and applied; what was acknowledged is in it.
    const words = fragmentOf(documentOf(await sqlite.store.textLog(convention))).toString();
    expect(words.length).toBeGreaterThan(textHead / 2);
    expect(essenceOf(LiveText.load(await sqlite.store.loadText(convention)).doc)).toBe(
      essenceOf(documentOf(await sqlite.store.textLog(convention))),
    );
  });
}

const storageFailed = { code: 70, complaint: expect.stringMatching(/^storage failed: disk I\/O error .*\n$/) };

test('a segment made while a decision sealed the same rows is not kept: every update is in one place', async ({
  sqlite,
}) => {
  const { store } = sqlite;
  const convention = await GivenConvention.opened(store);
  await convention.types(store, 'un', 'deux');
  const own = new SqliteConnection(sqlite.file);
  const slice = { convention: convention.id, atLeast: 1 };
  const made = makeSegment(own, slice);
  if (!made) throw new Error('there are open rows');
  await convention.appends(store, [renamed('Deux')]);
  await convention.types(store, 'trois');
  expect(keepSegment(own, { convention: convention.id, segment: made })).toEqual({
    kind: 'sealed',
    isSealed: false,
    tail: 1,
  });
  const next = makeSegment(own, slice);
  expect(next).toMatchObject({ number: 2, firstSeq: 3, lastSeq: 3, previousHash: made.hash });
  if (next) expect(keepSegment(own, { convention: convention.id, segment: next })).toMatchObject({ isSealed: true });
  expect(makeSegment(own, slice)).toBeUndefined();
  own.close();
  expect(await store.textLog(convention.id)).toHaveLength(3);
});

test('a commit that the disk refuses ends the process, with nothing acknowledged missing', async ({ sqlite }) => {
  const appending = startAppending(sqlite.file, { blocks: 1_000 });
  expect(await appending.ended).toMatchObject(storageFailed);
  await expectNothingMissing(sqlite, appending);
});

test('a single statement that the disk refuses ends the process too', async ({ sqlite }) => {
  const inserting = startAppending(sqlite.file, { script: 'insert-for-ever.ts', blocks: 1_000 });
  expect(await inserting.ended).toMatchObject(storageFailed);
});

/** What a crash leaves: the files as they are at this instant, without the memory shared between processes. */
function filesAsAfterACrash({ folder, file }: SqliteUnderTest, copy: string) {
  const paths = { file: join(folder, copy), log: join(folder, `${copy}-wal`) };
  cpSync(file, paths.file);
  cpSync(`${file}-wal`, paths.log);
  return paths;
}

test('a write-ahead log torn in its last commit loses that commit alone', async ({ sqlite }) => {
  const convention = await GivenConvention.opened(sqlite.store);
  await convention.types(sqlite.store, 'un');
  const before = statSync(`${sqlite.file}-wal`).size;
  await convention.appends(sqlite.store, [renamed('Deux')], {});
  const after = statSync(`${sqlite.file}-wal`).size;
  expect(after).toBeGreaterThan(before);

  const whole = filesAsAfterACrash(sqlite, 'whole');
  const cut = filesAsAfterACrash(sqlite, 'cut');
  truncateSync(cut.log, Math.floor((before + after) / 2));
  const flipped = filesAsAfterACrash(sqlite, 'flipped');
  const bytes = readFileSync(flipped.log);
  bytes[after - 10] = (bytes[after - 10] ?? 0) ^ 1;
  writeFileSync(flipped.log, bytes);

  const heads = async (store: SqliteConventionStore) => {
    const loaded = await store.load(convention.id);
    const texts = (await store.textLog(convention.id)).map(textOf);
    return { version: loaded?.entries.length, head: loaded?.journalHead, texts };
  };
  expect(await reading(whole.file, heads)).toEqual({ version: 3, head: 3, texts: ['un'] });
  expect(await reading(cut.file, heads)).toEqual({ version: 2, head: 2, texts: ['un'] });
  expect(await reading(flipped.file, heads)).toEqual({ version: 2, head: 2, texts: ['un'] });
});

/** The names of the database's files that hold these bytes. */
const filesWith = ({ folder }: SqliteUnderTest, secret: string) =>
  readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(secret));

test('words that are erased while another program reads are gone soon after, and nobody waits for it', async ({
  sqlite,
}) => {
  const convention = await GivenConvention.opened(sqlite.store);
  const words = [{ id: 'w1', person: 'someone-else', salt: 'aa', text: 'SECRET-de-la-raison' }];
  await convention.appends(sqlite.store, [renamed('Autre')], { words });
  const other = new DatabaseSync(sqlite.file, { readOnly: true });
  other.exec('begin; select count(*) from words');
  await sqlite.store.eraseWords('someone-else');
  await convention.types(sqlite.store, 'la suite');
  expect(filesWith(sqlite, 'SECRET')).not.toEqual([]);
  other.close();
  await eventually(() => filesWith(sqlite, 'SECRET').length === 0);
});

test('erased words are in no file of the database', async ({ sqlite }) => {
  const { store } = sqlite;
  const convention = await GivenConvention.opened(store);
  await convention.types(store, 'SECRET-du-texte '.repeat(400));
  const words = [{ id: 'w1', person: 'someone-else', salt: 'aa', text: 'SECRET-de-la-raison' }];
  await convention.appends(store, [renamed('SECRET-du-titre')], { words });
  const secrets = (secret: string) => filesWith(sqlite, secret);
  expect(secrets('SECRET-de-la-raison')).not.toEqual([]);
  expect(secrets('SECRET-d')).not.toEqual([]);

  await store.eraseWords('someone-else');
  expect(secrets('SECRET-de-la-raison')).toEqual([]);
  await convention.appends(store, [{ type: 'ConventionDeleted' }]);
  expect(secrets('SECRET-d')).toEqual([]);
});
