import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const invitations: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('invitation')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('token_hash', 'text', (column) => column.notNull().unique())
      .addColumn('organisation', 'text', (column) => column.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('convention', 'text', (column) => column.references('convention.id'))
      .addColumn('rank', 'text')
      .addColumn('label', 'text', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .addColumn('used_at', 'text')
      .addColumn('used_by', 'text')
      .addColumn('withdrawn_at', 'text')
      .execute();
    await db.schema.createIndex('invitation_organisation').on('invitation').column('organisation').execute();
    await db.schema.createIndex('invitation_convention').on('invitation').column('convention').execute();
  },
};
