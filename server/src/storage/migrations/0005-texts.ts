import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const texts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
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
      .addColumn('voided', 'integer', (column) => column.notNull().defaultTo(0))
      .addPrimaryKeyConstraint('text_update_pk', ['convention', 'seq'])
      .execute();
    await db.schema
      .createTable('page')
      .addColumn('convention', 'text', (column) => column.notNull().references('convention.id'))
      .addColumn('client_id', 'integer', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('organisation', 'text', (column) => column.notNull())
      .addColumn('opened_at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('page_pk', ['convention', 'client_id'])
      .execute();
    await db.schema
      .createTable('kept_text')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('convention', 'text', (column) => column.notNull().references('convention.id'))
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('sections', 'text', (column) => column.notNull())
      .addColumn('state', 'blob', (column) => column.notNull())
      .addColumn('checksum', 'integer', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('kept_text_convention').on('kept_text').column('convention').execute();
  },
};
