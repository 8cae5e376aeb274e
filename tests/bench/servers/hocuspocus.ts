/**
 * Hocuspocus with its own settings (debounce 2 s, at most 10 s; one flush per turn of the event loop). Its SQLite extension
 * needs a compiler on installing, so its storage is written here upon `@hocuspocus/extension-database`, doing what that
 * extension does: one row per document that holds the whole state, replaced at every store, in SQLite's default journal mode.
 */
import { DatabaseSync } from 'node:sqlite';
import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';
import { endWithParent, reportToParent } from './report.ts';

endWithParent();
const folder = process.env.DATA_DIR;
if (!folder) throw new Error('DATA_DIR names the folder of the database');
const db = new DatabaseSync(`${folder}/hocuspocus.sqlite`);
db.exec('create table if not exists documents (name varchar(255) not null, data blob not null, unique(name))');
const select = db.prepare('select data from documents where name = ? order by rowid desc');
const upsert = db.prepare(
  'insert into documents (name, data) values (?, ?) on conflict(name) do update set data = excluded.data',
);

const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  stopOnSignals: false,
  extensions: [
    new Database({
      fetch: async ({ documentName }) => (select.get(documentName)?.data as Uint8Array | undefined) ?? null,
      store: async ({ documentName, state }) => void upsert.run(documentName, state),
    }),
  ],
});
await server.listen();
process.on('SIGTERM', () => void server.destroy().then(() => process.exit(0)));
reportToParent(server.address.port);
