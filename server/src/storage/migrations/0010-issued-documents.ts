import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A convention's sealed PDF and its evidence, so that a state is sealed once and everybody has the same bytes. */
export const issuedDocuments: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('issued_document')
      .addColumn('convention', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('timestamp', 'text', (column) => column.notNull())
      .addColumn('pdf', 'blob', (column) => column.notNull())
      .addColumn('evidence', 'blob')
      .addPrimaryKeyConstraint('issued_document_key', ['convention', 'state'])
      .execute();
  },
};
