/** Copies of the data, made while it is written to, and put back. */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backUp } from '@entente/server/storage/back-up';
import { restore } from '@entente/server/storage/restore';
import { verifyDatabase } from '@entente/server/storage/verify-database';
import { expect } from 'vitest';
import { GivenConvention, renamed } from './given-convention.ts';
import { reading, type SqliteUnderTest, sqliteTest as test } from './sqlite/start-sqlite.ts';
import { documentOf, essenceOf, Typists } from './typists.ts';

const now = new Date('2026-03-02T10:00:00.000Z');

/** A convention with a segment, a snapshot, an open tail and a journal that names the segment. */
async function given({ store }: SqliteUnderTest) {
  const convention = await GivenConvention.opened(store);
  const typists = new Typists().sentence(0, 'Nous accueillons sans condition. '.repeat(8));
  await convention.writes(store, typists.rows);
  await store.tidy(convention.id);
  await convention.appends(store, [renamed('Gardé')]);
  const before = typists.rows.length;
  typists.sentence(0, 'Et nous restons.');
  await convention.writes(store, typists.rows.slice(before));
  return { convention, rows: typists.rows };
}

test('a copy is one moment of the data, made while others write', async ({ sqlite }) => {
  const { convention, rows } = await given(sqlite);
  const others = await GivenConvention.opened(sqlite.store);
  let isCopied = false;
  const writing = (async () => {
    for (let nth = 0; !isCopied || nth < 20; nth += 1) await others.types(sqlite.store, `mot ${nth}`);
  })();
  const made = backUp(sqlite.file, { target: sqlite.folder, now });
  isCopied = true;
  await writing;
  const place = join(sqlite.folder, 'entente-2026-03-02T10-00-00.sqlite');
  expect(made).toEqual({ kind: 'made', place, conventions: 2 });
  await reading(place, async (store) => {
    expect(await store.load(convention.id)).toEqual(await sqlite.store.load(convention.id));
    expect(essenceOf(documentOf(await store.textLog(convention.id)))).toBe(essenceOf(documentOf(rows)));
    const copied = await store.load(others.id);
    expect(await store.textLog(others.id)).toHaveLength(copied?.textHead ?? -1);
  });
  expect(readdirSync(sqlite.folder).filter((name) => name.includes('unfinished'))).toEqual([]);
});

test('nothing that is there is overwritten by a copy', async ({ sqlite }) => {
  await given(sqlite);
  const place = join(sqlite.folder, 'mine.sqlite');
  writeFileSync(place, 'something else');
  expect(backUp(sqlite.file, { target: place, now })).toEqual({ kind: 'taken', place });
  expect(readFileSync(place, 'utf8')).toBe('something else');
});

test('F-07: damaged data makes no copy that looks whole', async ({ sqlite }) => {
  const { convention } = await given(sqlite);
  const payload = Uint8Array.of(1, 2, 3);
  await sqlite.db.updateTable('text_segment').set({ payload }).execute();
  const target = join(sqlite.folder, 'copy.sqlite');
  expect(() => backUp(sqlite.file, { target, now })).toThrow(`${convention.id}: segment 1 does not match its hash`);
  expect(readdirSync(sqlite.folder).filter((name) => name.startsWith('copy'))).toEqual([]);
});

test('a restored copy is what it was, with new epochs; what it replaced is kept whole', async ({ sqlite }) => {
  const { convention, rows } = await given(sqlite);
  const copy = join(sqlite.folder, 'copy.sqlite');
  backUp(sqlite.file, { target: copy, now });
  await convention.types(sqlite.store, 'écrit après la copie');
  const before = await sqlite.store.load(convention.id);
  await sqlite.database.close();

  const restored = await restore(copy, { file: sqlite.file, now });

  const keptAs = `${sqlite.file}.before-2026-03-02T10-00-00`;
  expect(restored).toEqual({ conventions: 1, keptAs });
  await reading(sqlite.file, async (store) => {
    const loaded = await store.load(convention.id);
    expect(loaded).toEqual({ ...before, textHead: rows.length, epoch: expect.any(String) });
    expect(loaded?.epoch).not.toBe(before?.epoch);
    expect(essenceOf(documentOf(await store.textLog(convention.id)))).toBe(essenceOf(documentOf(rows)));
  });
  await reading(keptAs, async (store) => expect(await store.load(convention.id)).toEqual(before));
  expect(existsSync(copy)).toBe(true);
  expect(readdirSync(sqlite.folder).filter((name) => name.includes('restoring'))).toEqual([]);
});

test('a copy that was damaged replaces nothing', async ({ sqlite }) => {
  const { convention } = await given(sqlite);
  const copy = join(sqlite.folder, 'copy.sqlite');
  backUp(sqlite.file, { target: copy, now });
  const bytes = readFileSync(copy);
  const place = bytes.indexOf('"title":"Gardé"');
  expect(place).toBeGreaterThan(0);
  bytes.write('Gardx', place + 9);
  writeFileSync(copy, bytes);
  expect(() => verifyDatabase(copy)).toThrow('entry 3 does not match its hash');
  const before = await sqlite.store.load(convention.id);
  await sqlite.database.close();
  await expect(restore(copy, { file: sqlite.file, now })).rejects.toThrow('entry 3 does not match its hash');
  await reading(sqlite.file, async (store) => expect(await store.load(convention.id)).toEqual(before));
  expect(readdirSync(sqlite.folder).filter((name) => /before|restoring/.test(name))).toEqual([]);
});

test('a copy is restored where there was nothing', async ({ sqlite }) => {
  const { convention } = await given(sqlite);
  const copy = join(sqlite.folder, 'copy.sqlite');
  backUp(sqlite.file, { target: copy, now });
  const file = join(sqlite.folder, 'new.sqlite');
  expect(await restore(copy, { file, now })).toEqual({ conventions: 1, keptAs: null });
  await reading(file, async (store) => expect((await store.load(convention.id))?.journalHead).toBe(3));
});

/** The files of a server that was killed: its last words are in the write-ahead log alone. */
async function killed(sqlite: SqliteUnderTest) {
  const { convention } = await given(sqlite);
  const backup = join(sqlite.folder, 'copy.sqlite');
  backUp(sqlite.file, { target: backup, now });
  await convention.types(sqlite.store, 'écrit juste avant la fin');
  const file = join(sqlite.folder, 'killed.sqlite');
  cpSync(sqlite.file, file);
  cpSync(`${sqlite.file}-wal`, `${file}-wal`);
  return { convention, backup, file, last: await sqlite.store.load(convention.id) };
}

test('F-08: what a crash left in the log is in the kept file itself, so that no crash of the restoring can part them', async ({
  sqlite,
}) => {
  const { convention, backup, file, last } = await killed(sqlite);
  const { keptAs } = await restore(backup, { file, now });
  expect(existsSync(`${keptAs}-wal`)).toBe(false);
  await reading(keptAs ?? '', async (store) => expect(await store.load(convention.id)).toEqual(last));
});

test('a restoring that is cut short before the new file is in place leaves the old one whole', async ({ sqlite }) => {
  const { convention, backup, file, last } = await killed(sqlite);
  // Its name is taken, so that it ends right there.
  const taken = `${file}.before-2026-03-02T10-00-00`;
  writeFileSync(taken, 'kept before');
  await expect(restore(backup, { file, now })).rejects.toThrow('EEXIST');
  expect(readFileSync(taken, 'utf8')).toBe('kept before');
  rmSync(`${file}-wal`, { force: true });
  await reading(file, async (store) => expect(await store.load(convention.id)).toEqual(last));
});

test('a copy with a log beside it is restored with what is in the log', async ({ sqlite }) => {
  const { convention, file, last } = await killed(sqlite);
  const place = join(sqlite.folder, 'new.sqlite');
  await restore(file, { file: place, now });
  await reading(place, async (store) => {
    expect(await store.load(convention.id)).toEqual({ ...last, epoch: expect.any(String) });
  });
});

test('a file that is no database any more is replaced, and kept', async ({ sqlite }) => {
  const { convention, backup } = await killed(sqlite);
  const file = join(sqlite.folder, 'ruined.sqlite');
  writeFileSync(file, 'ruined '.repeat(2_000));
  const { keptAs } = await restore(backup, { file, now });
  expect(readFileSync(keptAs ?? '', 'utf8')).toContain('ruined');
  await reading(file, async (store) => expect((await store.load(convention.id))?.journalHead).toBe(3));
});
