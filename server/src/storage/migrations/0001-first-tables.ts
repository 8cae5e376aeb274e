import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The tables of the first version. `schema.ts` says what they hold. */
export const firstTables: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createAccountTables(db);
    await createOrganisationTables(db);
    await createConventionTables(db);
    await createTextTables(db);
    await createThreadTables(db);
    await db.schema
      .createTable('setting')
      .addColumn('name', 'text', (column) => column.primaryKey().notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute();
  },
};

/** As better-auth 1.7 generates them for e-mail, password and a rate limit in the database; `language` is ours. */
async function createAccountTables(db: Kysely<unknown>): Promise<void> {
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
}

async function createOrganisationTables(db: Kysely<unknown>): Promise<void> {
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
}

async function createConventionTables(db: Kysely<unknown>): Promise<void> {
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
    .addColumn('person', 'text', (column) => column.notNull())
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
  await createInvitationTable(db);
}

async function createInvitationTable(db: Kysely<unknown>): Promise<void> {
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
}

async function createTextTables(db: Kysely<unknown>): Promise<void> {
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
}

async function createThreadTables(db: Kysely<unknown>): Promise<void> {
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
}
