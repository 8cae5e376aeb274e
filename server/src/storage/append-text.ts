/**
 * The way of every edit to the disk. Written in SQL at hand: building the statements anew cost more than the writing
 * itself, thousands of times a second.
 */
import type { AppendOutcome, TextAppend } from './convention-store.ts';
import { type PackedUpdates, unpackUpdates } from './packed-updates.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { textChecksum } from './text-checksum.ts';

/** An append as it goes to the thread. */
export type TextWrite = Omit<TextAppend, 'updates'> & { readonly updates: PackedUpdates };

/** `tail`: how many updates are in no segment yet. */
export type Appended = Extract<AppendOutcome, { kind: 'appended' }> & { readonly tail: number };

export type WriteOutcome = Appended | Extract<AppendOutcome, { kind: 'conflict' }>;

type Heads = { stage: string; journal_head: number; text_head: number; sealed_seq: number };

const headsOf = 'select stage, journal_head, text_head, sealed_seq from convention where id = ?';
const moveHead = 'update convention set text_head = ?, updated_at = ? where id = ?';
const insertUpdate = `
  insert into text_update (convention, seq, person, organisation, connection, at, bytes, checksum)
  values (?, ?, ?, ?, ?, ?, ?, ?)
`;

/** Appends admitted updates when neither the text nor the journal has moved on. Throws outside the negotiation, but for minutes: a bug. */
export function appendText(connection: SqliteConnection, append: TextWrite): WriteOutcome {
  const { convention, expectedTextHead, expectedVersion, updates } = append;
  const [heads] = connection.rows<Heads>(headsOf, [convention]);
  if (!heads || heads.text_head !== expectedTextHead || heads.journal_head !== expectedVersion) {
    return { kind: 'conflict' };
  }
  const textHead = expectedTextHead + updates.by.length;
  const outcome: Appended = {
    kind: 'appended',
    version: expectedVersion,
    textHead,
    tail: textHead - heads.sealed_seq,
  };
  const last = updates.at.at(-1);
  if (last === undefined) return outcome;
  const isOpen = heads.stage === 'negotiating' || (append.isMinutes === true && heads.stage !== 'deleted');
  if (!isOpen) {
    throw new Error(`the text of ${convention} is ${heads.stage}: nothing is appended to it`);
  }
  insertUpdates(connection, { convention, after: expectedTextHead, updates });
  connection.execute(moveHead, [textHead, last, convention]);
  return outcome;
}

type Updates = { readonly convention: string; readonly after: number; readonly updates: PackedUpdates };

/** Writes updates to the log, numbered from the one after `after`. The caller holds the convention's row. */
export function insertUpdates(connection: SqliteConnection, { convention, after, updates }: Updates): void {
  let seq = after;
  for (const update of unpackUpdates(updates)) {
    seq += 1;
    const { person, organisation, connection: by, at, bytes } = update;
    const checksum = textChecksum(convention, { ...update, seq });
    connection.execute(insertUpdate, [convention, seq, person, organisation, by, at, bytes, checksum]);
  }
}
