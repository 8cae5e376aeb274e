import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const signatureEvidence: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('signature_evidence')
      .addColumn('convention', 'text', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('signature_evidence_key', ['convention', 'digest'])
      .execute();
  },
};
