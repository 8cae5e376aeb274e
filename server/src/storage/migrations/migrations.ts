import type { Migration } from 'kysely/migration';
import { accounts } from './0001-accounts.ts';
import { organisations } from './0002-organisations.ts';
import { conventions } from './0003-conventions.ts';
import { invitations } from './0004-invitations.ts';
import { texts } from './0005-texts.ts';
import { threads } from './0006-threads.ts';
import { settings } from './0007-settings.ts';
import { segments } from './0008-segments.ts';
import { signatureEvidence } from './0009-signature-evidence.ts';
import { issuedDocuments } from './0010-issued-documents.ts';
import { proofs } from './0011-proofs.ts';
import { passkeyOrigins } from './0012-passkey-origins.ts';

/** In order of their names; `schema.ts` says what the tables hold. One that has been released is never changed: a change is a new one. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-accounts': accounts,
  '0002-organisations': organisations,
  '0003-conventions': conventions,
  '0004-invitations': invitations,
  '0005-texts': texts,
  '0006-threads': threads,
  '0007-settings': settings,
  '0008-segments': segments,
  '0009-signature-evidence': signatureEvidence,
  '0010-issued-documents': issuedDocuments,
  '0011-proofs': proofs,
  '0012-passkey-origins': passkeyOrigins,
};
