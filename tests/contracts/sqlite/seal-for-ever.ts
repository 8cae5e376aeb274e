/**
 * A process in which five people type into one text, each row acknowledged on a line of its own (the text head), while
 * its history is sealed and given back, over and over, until it is killed.
 *
 *     node seal-for-ever.ts <database file>
 */
import { writeSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openDatabase } from '@entente/server/storage/database';
import { SqliteConventionStore } from '@entente/server/storage/sqlite-convention-store';
import { GivenConvention } from '../given-convention.ts';
import { Typists } from '../typists.ts';

const [file] = process.argv.slice(2);
if (!file) throw new Error('which file?');

const database = await openDatabase(file);
const store = new SqliteConventionStore(database);
const convention = await GivenConvention.opened(store);
const typists = new Typists();
let written = 0;

async function type(nth: number): Promise<void> {
  typists.play([{ kind: 'hears', who: nth % 4 }]).sentence(nth % 4, 'encore un mot ');
  const rows = typists.rows.slice(written);
  written = typists.rows.length;
  await convention.writes(store, rows);
}

async function typeForEver(): Promise<void> {
  for (let nth = 1; ; nth += 1) {
    await type(nth);
    writeSync(1, `${convention.id} ${convention.version} ${convention.textHead}\n`);
    await nextTurn();
  }
}

async function sealForEver(): Promise<void> {
  for (;;) {
    await store.compact(convention.id);
    await database.call('giveBackSpace', undefined);
    await nextTurn();
  }
}

// However early it is killed, something is sealed by then.
await type(0);
await store.compact(convention.id);
await Promise.all([typeForEver(), sealForEver()]);
