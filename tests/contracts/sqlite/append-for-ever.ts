/**
 * A process that appends to five conventions at once until it is killed or storage fails for good. It writes one line
 * per acknowledged append: the convention, its journal head, its text head.
 *
 *     node append-for-ever.ts <database file>
 */
import { writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { openDatabase } from '@entente/server/storage/database';
import { SqliteConventionStore } from '@entente/server/storage/sqlite-convention-store';
import { GivenConvention, renamed } from '../given-convention.ts';

const [file] = process.argv.slice(2);
if (!file) throw new Error('which file?');

const database = await openDatabase(file, {
  onFatal(error) {
    writeSync(2, `storage failed: ${error.message}\n`);
    process.exit(70);
  },
});
const store = new SqliteConventionStore(database);

/** A pipe whose reader is behind takes nothing for a moment. */
async function tell(line: string): Promise<void> {
  try {
    writeSync(1, line);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    await setTimeout(1);
    await tell(line);
  }
}

async function appendForEver(): Promise<void> {
  const convention = await GivenConvention.opened(store);
  for (let nth = 1; ; nth += 1) {
    if (nth % 10 === 0) await convention.appends(store, [renamed(`Titre ${nth}`)]);
    else await convention.types(store, `mot ${nth} `.repeat(20));
    await tell(`${convention.id} ${convention.version} ${convention.textHead}\n`);
  }
}

await Promise.all(Array.from({ length: 5 }, appendForEver));
