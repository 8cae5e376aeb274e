import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** As better-auth 1.7 generates them for e-mail, password and a rate limit in the database; `language` is ours. */
export const accounts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('user')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('email', 'text', (column) => column.notNull().unique())
      .addColumn('emailVerified', 'integer', (column) => column.notNull())
      .addColumn('image', 'text')
      .addColumn('createdAt', 'date', (column) => column.notNull())
      .addColumn('updatedAt', 'date', (column) => column.notNull())
      .addColumn('language', 'text')
      .execute();
    await db.schema
      .createTable('session')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('expiresAt', 'date', (column) => column.notNull())
      .addColumn('token', 'text', (column) => column.notNull().unique())
      .addColumn('createdAt', 'date', (column) => column.notNull())
      .addColumn('updatedAt', 'date', (column) => column.notNull())
      .addColumn('ipAddress', 'text')
      .addColumn('userAgent', 'text')
      .addColumn('userId', 'text', (column) => column.notNull().references('user.id').onDelete('cascade'))
      .execute();
    await db.schema.createIndex('session_userId_idx').on('session').column('userId').execute();
    await db.schema
      .createTable('account')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('accountId', 'text', (column) => column.notNull())
      .addColumn('providerId', 'text', (column) => column.notNull())
      .addColumn('userId', 'text', (column) => column.notNull().references('user.id').onDelete('cascade'))
      .addColumn('accessToken', 'text')
      .addColumn('refreshToken', 'text')
      .addColumn('idToken', 'text')
      .addColumn('accessTokenExpiresAt', 'date')
      .addColumn('refreshTokenExpiresAt', 'date')
      .addColumn('scope', 'text')
      .addColumn('password', 'text')
      .addColumn('createdAt', 'date', (column) => column.notNull())
      .addColumn('updatedAt', 'date', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('account_userId_idx').on('account').column('userId').execute();
    await db.schema
      .createTable('verification')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('identifier', 'text', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addColumn('expiresAt', 'date', (column) => column.notNull())
      .addColumn('createdAt', 'date', (column) => column.notNull())
      .addColumn('updatedAt', 'date', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('verification_identifier_idx').on('verification').column('identifier').execute();
    await db.schema
      .createTable('rateLimit')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('key', 'text', (column) => column.notNull().unique())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addColumn('lastRequest', 'bigint', (column) => column.notNull())
      .execute();
  },
};
