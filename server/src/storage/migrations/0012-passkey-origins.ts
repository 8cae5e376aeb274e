import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** When a password was last set by a link, and what was so of that when a passkey was added. Keys of before have no row. */
export const passkeyOrigins: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('password_reset')
      .addColumn('person', 'text', (column) => column.primaryKey().notNull().references('user.id').onDelete('cascade'))
      .addColumn('at', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('passkey_origin')
      .addColumn('passkey', 'text', (column) =>
        column.primaryKey().notNull().references('passkey.id').onDelete('cascade'),
      )
      .addColumn('added_at', 'text', (column) => column.notNull())
      .addColumn('password_reset_at', 'text')
      .execute();
  },
};
