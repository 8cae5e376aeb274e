import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const organisations: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('organisation')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('membership')
      .addColumn('organisation', 'text', (column) => column.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('person', 'text', (column) => column.notNull().references('user.id').onDelete('cascade'))
      .addColumn('rank', 'text', (column) => column.notNull())
      .addColumn('joined_at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('membership_pk', ['organisation', 'person'])
      .execute();
    await db.schema.createIndex('membership_person').on('membership').column('person').execute();
  },
};
