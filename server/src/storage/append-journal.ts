import { randomUUID } from 'node:crypto';
import { canonicalJson } from '@entente/shared/canonical-json';
import { entryHash } from '@entente/shared/negotiation/journal';
import { insertUpdates, type WriteOutcome } from './append-text.ts';
import type { JournalAppend } from './convention-store.ts';
import type { ConventionSummary } from './convention-summary.ts';
import { eraseConvention } from './erase-convention.ts';
import { insertKeptTexts } from './insert-kept-texts.ts';
import type { PackedUpdates } from './packed-updates.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { sealText } from './text-log/seal-text.ts';

/** An append as it goes to the thread: of the state that it leads to, only what is stored. */
export type JournalWrite = Omit<JournalAppend, 'after' | 'updates'> & {
  readonly after: ConventionSummary;
  readonly updates: PackedUpdates;
};

type Head = { version: number; hash: string | null; textHead: number; stage: string };

const headOf = `
  select stage, journal_head as version, journal_hash as hash, text_head as textHead from convention where id = ?
`;
const openConvention = `
  insert into convention (id, title, stage, journal_head, journal_hash, text_head, epoch, created_at, updated_at)
  values (?, '', 'negotiating', 0, '', 0, ?, ?, ?)
`;
const insertEntry = 'insert into journal (convention, version, event, hash, text) values (?, ?, ?, ?, ?)';
const moveHead = `
  update convention set journal_head = ?, journal_hash = ?, text_head = ?, title = ?, stage = ?,
    updated_at = coalesce(?, updated_at)
  where id = ?
`;
const insertOneWords = 'insert into words (id, convention, person, salt, text) values (?, ?, ?, ?, ?)';
const insertOneEvidence = 'insert into signature_evidence (convention, digest, body) values (?, ?, ?)';
const dropParticipations = 'delete from participation where convention = ?';
const insertParticipation = `
  insert into participation (convention, person, organisation, role, access) values (?, ?, ?, ?, ?)
`;

/**
 * Appends facts and what belongs to them when neither the journal nor the text has moved on. The text up to there is
 * sealed first, and the entries name it. Throws for a deleted convention, and for updates of a text that is not being
 * negotiated: bugs, since `decide` refuses both.
 */
export function appendJournal(connection: SqliteConnection, append: JournalWrite): WriteOutcome {
  const { convention, expectedVersion, expectedTextHead, events } = append;
  const updates = append.updates.by.length;
  const [found] = connection.rows<Head>(headOf, [convention]);
  const head = found ?? { version: 0, hash: null, textHead: 0, stage: 'negotiating' };
  if (head.version !== expectedVersion || head.textHead !== expectedTextHead) return { kind: 'conflict' };
  const [first] = events;
  if (!first) throw new Error(`nothing to append to the journal of ${convention}`);
  if (head.stage === 'deleted' || (updates > 0 && head.stage !== 'negotiating')) {
    throw new Error(`${convention} is ${head.stage}: this is not appended to it`);
  }
  if (expectedVersion === 0) connection.execute(openConvention, [convention, randomUUID(), first.at, first.at]);
  appendEvents(connection, append, head);
  insertWords(connection, append);
  insertEvidence(connection, append);
  insertKeptTexts(connection, convention, append.keptTexts);
  insertUpdates(connection, { convention, after: expectedTextHead, updates: append.updates });
  replaceParticipations(connection, append);
  if (append.after.stage === 'deleted') eraseConvention(connection, convention);
  const version = expectedVersion + events.length;
  return { kind: 'appended', version, textHead: expectedTextHead + updates, tail: updates };
}

function appendEvents(connection: SqliteConnection, append: JournalWrite, head: Head): void {
  const { convention, events, after } = append;
  const text = sealText(connection, convention);
  let { version, hash } = head;
  for (const event of events) {
    version += 1;
    hash = entryHash(hash, { convention, version, event, text });
    connection.execute(insertEntry, [convention, version, canonicalJson(event), hash, text]);
  }
  // A refused try changes nothing: the convention doesn't climb in anybody's list for it.
  const change = events.findLast((event) => event.type !== 'CommandRefused');
  const textHead = head.textHead + append.updates.by.length;
  connection.execute(moveHead, [version, hash, textHead, after.title, after.stage, change?.at ?? null, convention]);
}

function insertWords(connection: SqliteConnection, { convention, words }: JournalWrite): void {
  for (const { id, person, salt, text } of words) {
    connection.execute(insertOneWords, [id, convention, person, salt, text]);
  }
}

function insertEvidence(connection: SqliteConnection, { convention, signatureEvidence }: JournalWrite): void {
  for (const { digest, body } of signatureEvidence) connection.execute(insertOneEvidence, [convention, digest, body]);
}

function replaceParticipations(connection: SqliteConnection, { convention, after }: JournalWrite): void {
  connection.execute(dropParticipations, [convention]);
  for (const { person, organisation, role, access } of after.participations) {
    connection.execute(insertParticipation, [convention, person, organisation, role, access]);
  }
}
