import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The text's log is sealed into segments, which the journal's entries name; snapshots make opening quick. The open tail
 * moves to a table that keeps its rows in their order and nothing else beside them, without `voided`: what is misjudged
 * is found before it is committed, so no row was ever void.
 */
export const segments: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('text_segment')
      .addColumn('convention', 'text', (column) => column.notNull().references('convention.id'))
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('first_seq', 'integer', (column) => column.notNull())
      .addColumn('last_seq', 'integer', (column) => column.notNull())
      .addColumn('payload', 'blob', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('previous_hash', 'text')
      .addPrimaryKeyConstraint('text_segment_pk', ['convention', 'number'])
      .execute();
    await db.schema
      .createTable('text_snapshot')
      .addColumn('convention', 'text', (column) => column.notNull().references('convention.id'))
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('state', 'blob', (column) => column.notNull())
      .addColumn('threads', 'text', (column) => column.notNull())
      .addColumn('checksum', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('text_snapshot_pk', ['convention', 'seq'])
      .execute();
    await db.schema.alterTable('journal').addColumn('text', 'text').execute();
    await db.schema
      .alterTable('convention')
      .addColumn('segment_head', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable('convention').addColumn('segment_hash', 'text').execute();
    await db.schema
      .alterTable('convention')
      .addColumn('sealed_seq', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await moveTail(db);
  },
};

async function moveTail(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('text_update').renameTo('text_update_before').execute();
  await db.schema
    .createTable('text_update')
    .addColumn('convention', 'text', (column) => column.notNull().references('convention.id'))
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('organisation', 'text', (column) => column.notNull())
    .addColumn('connection', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('bytes', 'blob', (column) => column.notNull())
    .addColumn('checksum', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('text_update_pk', ['convention', 'seq'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await sql`
    insert into text_update
    select convention, seq, person, organisation, connection, at, bytes, checksum
    from text_update_before order by convention, seq
  `.execute(db);
  await db.schema.dropTable('text_update_before').execute();
}
