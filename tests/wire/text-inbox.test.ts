/** What waits for the batch before it: bursts of typing become one update, and nothing overtakes anything. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { TextInbox } from '@entente/server/conventions/text-inbox';
import type { Member } from '@entente/server/text/member';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

/** Only told apart: the inbox asks a member nothing. */
const somebody = () => ({}) as Member;

const message = (member: Member, update: Uint8Array, n: number) => ({ member, update, n, isAnswer: false });

/** Updates of a page that types these letters one after the other, after a first one. */
function typed(letters: string, clientId: number): Uint8Array[] {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const [at, letter] of [...`>${letters}`].entries()) doc.getText('words').insert(at, letter);
  return updates;
}

function wordsOf(...updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getText('words').toString();
}

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as NodeJS.GCFunction;
/** Frees only young garbage to which nothing old leads, be that garbage itself or not. */
const smallCollection = () => gc({ execution: 'sync', type: 'minor' });

function heldBytes(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

test('letters that two pages type at the same time are one update of each, settled by its last message', () => {
  const inbox = new TextInbox();
  const [one, other] = [somebody(), somebody()];
  const [ones, others] = [typed('abc', 1), typed('xyz', 2)];
  for (let index = 0; index < 4; index++) {
    inbox.add(message(one, ones[index] as Uint8Array, 1 + index));
    inbox.add(message(other, others[index] as Uint8Array, 11 + index));
  }
  const taken = inbox.take(100);
  expect(taken.map(({ member, whole, messages }) => [member === one, whole.n, messages.length])).toEqual([
    [true, 1, 1],
    [false, 11, 1],
    [true, 4, 3],
    [false, 14, 3],
  ]);
  const updates = taken.map(({ whole }) => whole.update) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  expect(wordsOf(updates[0], updates[2])).toBe('>abc');
  expect(wordsOf(updates[1], updates[3])).toBe('>xyz');
  expect(inbox.isEmpty).toBe(true);
});

test('an update between two bursts keeps its place, and each counts once for its page', () => {
  const inbox = new TextInbox();
  const [member, other] = [somebody(), somebody()];
  const [, a, b, c] = typed('abc', 1) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const foreign = Uint8Array.of(0, 0);
  expect([a, b, foreign, c].map((update, index) => inbox.add(message(member, update, index + 1)))).toEqual([
    1, 1, 2, 3,
  ]);
  expect(inbox.add(message(other, foreign, 1))).toBe(1);
  expect(inbox.take(100).map(({ whole }) => whole.n)).toEqual([2, 3, 4, 1]);
});

test('what was taken is not added to any more, and put back it comes first', () => {
  const inbox = new TextInbox();
  const member = somebody();
  const [, a, b, c] = typed('abc', 1) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  inbox.add(message(member, a, 1));
  const taken = inbox.take(1);
  inbox.add(message(member, b, 2));
  inbox.putBack(taken);
  inbox.add(message(member, c, 3));
  expect(inbox.take(100).map(({ whole }) => whole.n)).toEqual([1, 3]);
});

test('a burst without end is taken in pieces', () => {
  const inbox = new TextInbox();
  const member = somebody();
  const updates = typed('a'.repeat(2_500), 1).slice(1);
  for (const [index, update] of updates.entries()) inbox.add(message(member, update, index + 1));
  expect(inbox.take(100).map(({ whole }) => whole.n)).toEqual([1_000, 2_000, 2_500]);
});

test('what was judged leaves nothing among the old that leads to it', () => {
  const inbox = new TextInbox();
  const members = Array.from({ length: 10 }, somebody);
  const arrive = () => {
    for (const member of members) inbox.add(message(member, Uint8Array.of(0, 0), 1));
  };
  // The inbox grows old while something waits in it.
  arrive();
  for (let collection = 0; collection < 4; collection++) smallCollection();
  inbox.take(100);
  const before = heldBytes();
  for (let batch = 1; batch <= 1_000; batch++) {
    arrive();
    inbox.take(100);
    if (batch % 100 === 0) smallCollection();
  }
  // Ten thousand updates went through.
  expect(heldBytes() - before).toBeLessThan(1_000_000);
});
