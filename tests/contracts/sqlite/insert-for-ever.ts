/**
 * A process that inserts rows one by one, each a transaction of its own, until storage fails for good. What the insert
 * itself answers is ignored: it is the process's end that matters.
 *
 *     node insert-for-ever.ts <database file>
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openDatabase } from '@entente/server/storage/database';

const [file] = process.argv.slice(2);
if (!file) throw new Error('which file?');

const { db } = await openDatabase(file, {
  onFatal(error) {
    writeSync(2, `storage failed: ${error.message}\n`);
    process.exit(70);
  },
});
for (;;) {
  await db
    .insertInto('setting')
    .values({ name: randomUUID(), value: 'x'.repeat(500) })
    .execute();
}
