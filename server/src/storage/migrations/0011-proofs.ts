import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What proves who signs: passkeys (as @better-auth/passkey 1.7 generates the table), what the server asked and may be
 * answered once, and the codes that were mailed.
 */
export const proofs: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('passkey')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('name', 'text')
      .addColumn('publicKey', 'text', (column) => column.notNull())
      .addColumn('userId', 'text', (column) => column.notNull().references('user.id').onDelete('cascade'))
      .addColumn('credentialID', 'text', (column) => column.notNull().unique())
      .addColumn('counter', 'integer', (column) => column.notNull())
      .addColumn('deviceType', 'text', (column) => column.notNull())
      .addColumn('backedUp', 'integer', (column) => column.notNull())
      .addColumn('transports', 'text')
      .addColumn('createdAt', 'date')
      .addColumn('aaguid', 'text')
      .execute();
    await db.schema.createIndex('passkey_userId_idx').on('passkey').column('userId').execute();
    await db.schema
      .createTable('single_use')
      .addColumn('token_hash', 'text', (column) => column.primaryKey().notNull())
      .addColumn('purpose', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('signature_code')
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('convention', 'text', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('salt', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('signature_code_key', ['person', 'convention'])
      .execute();
  },
};
