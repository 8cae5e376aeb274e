import type { Services } from '../services.ts';
import type { SignedIn } from './accounts.ts';

/** Everything that this installation holds about a person, as one JSON value (the right of access, and to portability). */
export async function exportOf({ db, clock }: Services, { id }: SignedIn) {
  const profile = await db.selectFrom('user').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  return {
    exportedAt: clock().toISOString(),
    profile,
    sessions: await db.selectFrom('session').select(['id', 'expiresAt']).where('userId', '=', id).execute(),
    passkeys: await db
      .selectFrom('passkey')
      .select([
        'id',
        'name',
        'createdAt',
        'credentialID',
        'publicKey',
        'deviceType',
        'backedUp',
        'transports',
        'aaguid',
      ])
      .where('userId', '=', id)
      .execute(),
    memberships: await db
      .selectFrom('membership')
      .innerJoin('organisation', 'organisation.id', 'membership.organisation')
      .select([
        'organisation.id as organisation',
        'organisation.name',
        'membership.rank',
        'membership.joined_at as joinedAt',
      ])
      .where('membership.person', '=', id)
      .execute(),
    invitationsMade: await db
      .selectFrom('invitation')
      .select(['id', 'kind', 'organisation', 'convention', 'label', 'created_at as createdAt', 'used_at as usedAt'])
      .where('created_by', '=', id)
      .execute(),
    participations: await db
      .selectFrom('participation')
      .innerJoin('convention', 'convention.id', 'participation.convention')
      .select([
        'convention.id as convention',
        'convention.title',
        'participation.organisation',
        'participation.role',
        'participation.access',
      ])
      .where('participation.person', '=', id)
      .execute(),
    comments: await db
      .selectFrom('reply')
      .innerJoin('thread', 'thread.id', 'reply.thread')
      .select(['thread.convention', 'thread.section', 'reply.at', 'reply.text'])
      .where('reply.person', '=', id)
      .orderBy('reply.at')
      .execute(),
    words: await db.selectFrom('words').select(['id', 'convention', 'text']).where('person', '=', id).execute(),
    journal: await journalOf(db, id),
    signatures: await signaturesOf(db, id),
    openedPages: await db
      .selectFrom('page')
      .select(['convention', 'opened_at as openedAt'])
      .where('person', '=', id)
      .execute(),
  };
}

/** What the person did, as the journals tell it. */
async function journalOf(db: Services['db'], id: string) {
  const rows = await db
    .selectFrom('journal')
    .select(['convention', 'version', 'event'])
    .where('event', 'like', `%"by":"${id}"%`)
    .orderBy('convention')
    .orderBy('version')
    .execute();
  return rows.map(({ event, ...entry }) => ({ ...entry, event: JSON.parse(event) as unknown }));
}

/** What the person signed, with what proved who did. */
async function signaturesOf(db: Services['db'], id: string) {
  const rows = await db
    .selectFrom('signature_evidence')
    .select(['convention', 'body'])
    .where('body', 'like', `%"person":"${id}"%`)
    .execute();
  return rows.map(({ convention, body }) => ({ convention, evidence: JSON.parse(body) as unknown }));
}
