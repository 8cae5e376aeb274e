import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const threads: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('thread')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('convention', 'text', (column) => column.notNull().references('convention.id'))
      .addColumn('section', 'text', (column) => column.notNull())
      .addColumn('quote', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('anchor', 'text')
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('thread_convention').on('thread').column('convention').execute();
    await db.schema
      .createTable('reply')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('thread', 'text', (column) => column.notNull().references('thread.id').onDelete('cascade'))
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('reply_thread').on('reply').column('thread').execute();
    await db.schema.createIndex('reply_person').on('reply').column('person').execute();
  },
};
