/**
 * Comment threads: rows of ours, never words in the `Y.Doc`. The mark that anchors one is written by the server, so that
 * commenting needs no right to edit.
 */
import { randomUUID } from 'node:crypto';
import type { Reply, Thread } from '@entente/shared/comments/thread';
import { mayComment } from '@entente/shared/negotiation/permissions';
import { type SectionId, sectionIds } from '@entente/shared/sections/sections';
import { ORPCError } from '@orpc/server';
import type { SignedIn } from '../accounts/accounts.ts';
import { type Seated, seatIn } from '../conventions/seat.ts';
import { type Missing, missing, type Refused, refusedBecause } from '../http/outcome.ts';
import type { Services } from '../services.ts';
import type { ReplyTable, ThreadTable } from '../storage/schema.ts';

/** Every thread of a convention, oldest first: whoever reads the text reads what is said of it (NEG-5). */
export async function listThreads(services: Services, person: SignedIn, id: string): Promise<Thread[] | Missing> {
  const seated = await seatIn(services, id, person.id);
  if ('missing' in seated) return seated;
  const { db } = services;
  const threads = await db
    .selectFrom('thread')
    .selectAll()
    .where('convention', '=', id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const replies = await db
    .selectFrom('reply')
    .innerJoin('thread', 'thread.id', 'reply.thread')
    .selectAll('reply')
    .where('thread.convention', '=', id)
    .orderBy('reply.at')
    .execute();
  const byThread = Map.groupBy(replies, ({ thread }) => thread);
  return threads.map((thread) => threadOf(thread, byThread.get(thread.id) ?? []));
}

export type NewThread = {
  readonly id: string;
  readonly section: SectionId;
  readonly from?: unknown;
  readonly to?: unknown;
  readonly text: string;
};

/** Starts a discussion of the words between two positions. Positions that name no words are a malformed request. */
export async function startThread(
  services: Services,
  person: SignedIn,
  wanted: NewThread,
): Promise<Thread | Refused | Missing> {
  const seated = await commenterIn(services, wanted.id, person);
  if (!('actor' in seated)) return seated;
  const { db, conventions, clock } = services;
  const { section, from, to } = wanted;
  const thread = randomUUID();
  const anchored = await conventions.anchorThread(wanted.id, seated.actor, thread, { section, from, to });
  if (!anchored) throw new ORPCError('BAD_REQUEST', { message: 'The two positions name no words of that section.' });
  const at = clock().toISOString();
  const anchor = anchored.anchor === null ? null : JSON.stringify(anchored.anchor);
  const row = {
    id: thread,
    convention: wanted.id,
    section,
    quote: anchored.quote,
    status: 'open',
    anchor,
    created_at: at,
  };
  const reply = { id: randomUUID(), thread, person: person.id, at, text: wanted.text };
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('thread').values(row).execute();
    await trx.insertInto('reply').values(reply).execute();
  });
  conventions.announce(wanted.id, 'threads');
  return threadOf(row, [reply]);
}

/** Answers in a thread, resolved or not. */
export async function replyToThread(
  services: Services,
  person: SignedIn,
  { id, thread, text }: { id: string; thread: string; text: string },
): Promise<Thread | Refused | Missing> {
  const seated = await commenterIn(services, id, person);
  if (!('actor' in seated)) return seated;
  if (!(await readThread(services, id, thread))) return missing;
  const at = services.clock().toISOString();
  await services.db.insertInto('reply').values({ id: randomUUID(), thread, person: person.id, at, text }).execute();
  services.conventions.announce(id, 'threads');
  return (await readThread(services, id, thread)) ?? missing;
}

/** Resolves or reopens a thread: any commenter may, since nothing is lost. */
export async function setThreadStatus(
  services: Services,
  person: SignedIn,
  { id, thread, status }: { id: string; thread: string; status: Thread['status'] },
): Promise<Thread | Refused | Missing> {
  const seated = await commenterIn(services, id, person);
  if (!('actor' in seated)) return seated;
  await services.db
    .updateTable('thread')
    .set({ status })
    .where('id', '=', thread)
    .where('convention', '=', id)
    .execute();
  services.conventions.announce(id, 'threads');
  return (await readThread(services, id, thread)) ?? missing;
}

async function commenterIn(
  services: Services,
  convention: string,
  person: SignedIn,
): Promise<Seated | Refused | Missing> {
  const seated = await seatIn(services, convention, person.id);
  if ('missing' in seated || mayComment(seated.state, person.id)) return seated;
  return refusedBecause({ code: 'access-too-narrow', rule: null, needs: 'comments' });
}

async function readThread({ db }: Services, convention: string, id: string): Promise<Thread | undefined> {
  const row = await db
    .selectFrom('thread')
    .selectAll()
    .where('id', '=', id)
    .where('convention', '=', convention)
    .executeTakeFirst();
  if (!row) return undefined;
  return threadOf(row, await db.selectFrom('reply').selectAll().where('thread', '=', id).orderBy('at').execute());
}

function threadOf(row: ThreadTable, replies: readonly ReplyTable[]): Thread {
  const section = sectionIds.find((id) => id === row.section);
  if (section === undefined) throw new Error(`The database holds an unknown section: ${row.section}.`);
  return {
    id: row.id,
    section,
    quote: row.quote,
    status: row.status === 'resolved' ? 'resolved' : 'open',
    replies: replies.map(({ id, person, at, text }): Reply => ({ id, person, at, text })),
    anchor: row.anchor === null ? null : (JSON.parse(row.anchor) as NonNullable<Thread['anchor']>),
  };
}
