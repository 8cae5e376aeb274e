/**
 * The sealed documents that were issued. A state of a convention is sealed once: whoever asks for it again, at the same time
 * or years later, has the same bytes. One that lacks its timestamp because the authority failed is kept for a moment only,
 * so that the next one can have it.
 */
import type { Instant } from '@entente/shared/negotiation/state';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from '../storage/schema.ts';
import { StorageFull } from '../storage/storage-errors.ts';
import type { TimestampOutcome } from './sealer.ts';

export type IssuedDocument = {
  readonly pdf: Uint8Array;
  /** The evidence file that is attached inside. */
  readonly evidence: Uint8Array | null;
  readonly at: Instant;
  readonly timestamp: TimestampOutcome;
};

export interface IssuedDocuments {
  /** `state` is the digest of all that the document says, its seal's time apart. */
  get(convention: string, state: string, make: () => Promise<IssuedDocument>): Promise<IssuedDocument>;
}

/** Of each convention; what changed since makes older ones useless. */
const kept = 3;
const untilAskedAgainMs = 60_000;

export function createIssuedDocuments(db: Kysely<Database>, log: Logger): IssuedDocuments {
  const underWay = new Map<string, Promise<IssuedDocument>>();

  async function findOrMake(convention: string, state: string, make: () => Promise<IssuedDocument>) {
    const found = await find(db, convention, state);
    if (found) return found;
    const document = await make();
    if (document.timestamp !== 'failed') await keep(db, { convention, state, document, log });
    return document;
  }

  return {
    get(convention, state, make) {
      const name = `${convention} ${state}`;
      const already = underWay.get(name);
      if (already) return already;
      const making = findOrMake(convention, state, make);
      underWay.set(name, making);
      const forget = () => underWay.delete(name);
      making.then(({ timestamp }) => {
        if (timestamp === 'failed') setTimeout(forget, untilAskedAgainMs).unref();
        else forget();
      }, forget);
      return making;
    },
  };
}

async function find(db: Kysely<Database>, convention: string, state: string): Promise<IssuedDocument | undefined> {
  const row = await db
    .selectFrom('issued_document')
    .select(['pdf', 'evidence', 'at', 'timestamp'])
    .where('convention', '=', convention)
    .where('state', '=', state)
    .executeTakeFirst();
  return row && { ...row, timestamp: row.timestamp as TimestampOutcome };
}

type Kept = {
  readonly convention: string;
  readonly state: string;
  readonly document: IssuedDocument;
  readonly log: Logger;
};

/** A disk without room keeps nothing, and the document is handed out all the same. */
async function keep(db: Kysely<Database>, { convention, state, document, log }: Kept): Promise<void> {
  try {
    await db
      .insertInto('issued_document')
      .values({ convention, state, ...document })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const newest = db
      .selectFrom('issued_document')
      .select('state')
      .where('convention', '=', convention)
      .orderBy('at', 'desc')
      .limit(kept);
    await db
      .deleteFrom('issued_document')
      .where('convention', '=', convention)
      .where('state', 'not in', newest)
      .execute();
  } catch (error) {
    if (!(error instanceof StorageFull)) throw error;
    log.warn('there is no room to keep a sealed document');
  }
}
