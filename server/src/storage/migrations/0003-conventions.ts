import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const conventions: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('convention')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('stage', 'text', (column) => column.notNull())
      .addColumn('journal_head', 'integer', (column) => column.notNull())
      .addColumn('journal_hash', 'text', (column) => column.notNull())
      .addColumn('text_head', 'integer', (column) => column.notNull())
      .addColumn('epoch', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('updated_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('journal')
      .addColumn('convention', 'text', (column) => column.notNull().references('convention.id'))
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('event', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('journal_pk', ['convention', 'version'])
      .execute();
    await db.schema
      .createTable('words')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('convention', 'text', (column) => column.notNull().references('convention.id'))
      .addColumn('person', 'text')
      .addColumn('salt', 'text')
      .addColumn('text', 'text')
      .execute();
    await db.schema.createIndex('words_convention').on('words').column('convention').execute();
    await db.schema.createIndex('words_person').on('words').column('person').execute();
    await db.schema
      .createTable('participation')
      .addColumn('convention', 'text', (column) => column.notNull().references('convention.id'))
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('organisation', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('access', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('participation_pk', ['convention', 'person', 'organisation'])
      .execute();
    await db.schema.createIndex('participation_person').on('participation').column('person').execute();
  },
};
