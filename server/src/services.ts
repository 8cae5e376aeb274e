import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Accounts } from './accounts/accounts.ts';
import type { Attempts } from './accounts/attempts.ts';
import type { Clock } from './clock.ts';
import type { Conventions } from './conventions/conventions.ts';
import type { Mailer } from './mail/mailer.ts';
import type { PdfRenderer } from './pdf/pdf-renderer.ts';
import type { IssuedDocuments } from './sealing/issued-documents.ts';
import type { Sealer } from './sealing/sealer.ts';
import type { MailedCodes } from './signing/mailed-codes.ts';
import type { ConventionStore } from './storage/convention-store.ts';
import type { Database } from './storage/schema.ts';

/** What every operation behind the API may use; made once, by `startServer`. */
export type Services = {
  /** Origin of every link, without a trailing slash. */
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly db: Kysely<Database>;
  readonly store: ConventionStore;
  readonly conventions: Conventions;
  readonly accounts: Accounts;
  readonly attempts: Attempts;
  /** Codes for signing without a passkey. */
  readonly codes: MailedCodes;
  /** `null` when the operator configured no mail server. */
  readonly mailer: Mailer | null;
  readonly pdf: PdfRenderer;
  readonly sealer: Sealer;
  readonly issued: IssuedDocuments;
  readonly log: Logger;
};
