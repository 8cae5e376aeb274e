/** What is said of trouble while texts are tidied: once of each, never of what others say, and a damaged text is left alone. */
import type { OpenDatabase } from '@entente/server/storage/database';
import type { GroupCommit } from '@entente/server/storage/group-commit';
import { DamagedRecord, SqliteFailure, StorageFull } from '@entente/server/storage/storage-errors';
import { TextUpkeep } from '@entente/server/storage/text-upkeep';
import { expect, test } from 'vitest';

const busy = new SqliteFailure('the database is busy', 5, false);

/** A database that fails as it is told to, for each text. */
function givenUpkeep() {
  const warned: string[] = [];
  const asked: string[] = [];
  const trouble = new Map<string, Error>();
  const database = {
    call: async () => {
      throw busy;
    },
    read: async (_procedure: string, input: string | { readonly convention: string }) => {
      const convention = typeof input === 'string' ? input : input.convention;
      asked.push(convention);
      const error = trouble.get(convention);
      if (error) throw error;
      return undefined;
    },
  } as unknown as OpenDatabase;
  const commits = { isIdle: true, quietFor: () => 0 } as unknown as GroupCommit;
  const upkeep = new TextUpkeep({ database, commits, warn: (sentence) => warned.push(sentence) });
  return { upkeep, warned, asked, trouble };
}

test('the same trouble with a text is said once, other trouble and that of another text by itself', async () => {
  const { upkeep, warned, trouble } = givenUpkeep();
  trouble.set('one', busy).set('other', busy);
  for (const convention of ['one', 'one', 'other', 'one', 'other']) await upkeep.tidy(convention);
  const sentence = 'the texts could not be tidied: the database is busy';
  expect(warned).toEqual([sentence, sentence]);
  trouble.set('one', new SqliteFailure('the database is locked', 6, false));
  await upkeep.tidy('one');
  await upkeep.tidy('one');
  expect(warned).toEqual([sentence, sentence, 'the texts could not be tidied: the database is locked']);
  await upkeep.stop();
});

test('nothing is said of a full disk, or of what ends the process: others say it', async () => {
  const { upkeep, warned, asked, trouble } = givenUpkeep();
  trouble.set('one', new StorageFull('the disk is full', 13));
  await upkeep.tidy('one');
  trouble.set('one', new SqliteFailure('the disk is gone', 10, true));
  await upkeep.tidy('one');
  expect([asked, warned]).toEqual([['one', 'one'], []]);
  await upkeep.stop();
});

test('a damaged text is said to be so once, and left alone from then on; the others go on', async () => {
  const { upkeep, warned, asked, trouble } = givenUpkeep();
  trouble.set('one', new DamagedRecord('segment 3 is damaged'));
  await upkeep.tidy('one');
  expect(warned).toEqual(['a text is left as it is: segment 3 is damaged']);
  await upkeep.tidy('one');
  await upkeep.compact('one');
  await upkeep.tidy('other');
  expect([asked, warned.length]).toEqual([['one', 'other'], 1]);
  await upkeep.stop();
});

test('an erasure is over although the log could not be emptied, and that is said', async () => {
  const { upkeep, warned } = givenUpkeep();
  await upkeep.erased();
  expect(warned).toEqual(['the write-ahead log could not be emptied: the database is busy']);
  await upkeep.stop();
});
