/** What pages are answered that come in a storm: each everything that it lacks and is durable, encoded once for many. */
import { FirstAnswers } from '@entente/server/conventions/first-answers';
import { RoomGate } from '@entente/server/conventions/room-gate';
import { machineScheduler } from '@entente/server/scheduler';
import type { Member } from '@entente/server/text/member';
import type { Packet } from '@entente/server/text/packet';
import * as decoding from 'lib0/decoding';
import { expect, test } from 'vitest';
import { messageYjsSyncStep2 } from 'y-protocols/sync';
import * as Y from 'yjs';

/** A text whose edits are durable when the test says so. */
function text() {
  const doc = new Y.Doc();
  const state = { encodings: 0, isCommitting: false };
  const answers = new FirstAnswers({
    gate: new RoomGate(async () => undefined),
    scheduler: machineScheduler,
    isCommitting: () => state.isCommitting,
    doc: () => {
      state.encodings += 1;
      return doc;
    },
  });
  const write = (words: string) => {
    doc.once('update', (update: Uint8Array) => answers.became(update));
    doc.getText('words').insert(doc.getText('words').length, words);
  };
  return { doc, state, answers, write };
}

/** A page that asks, and applies what it is told to what it has. */
function page() {
  const doc = new Y.Doc();
  const packets: Packet[] = [];
  let whenAnswered: string | undefined;
  const words = () => doc.getText('words').toString();
  const deliver = (packet: Packet) => {
    packets.push(packet);
    for (const message of packet.messages) {
      const decoder = decoding.createDecoder(message);
      decoding.readVarUint(decoder);
      const kind = decoding.readVarUint(decoder);
      Y.applyUpdate(doc, decoding.readVarUint8Array(decoder));
      if (kind === messageYjsSyncStep2) whenAnswered = words();
    }
  };
  const member = { isSynced: false, deliver } as unknown as Member;
  return { doc, packets, member, words, whenAnswered: () => whenAnswered };
}

const nothing = Uint8Array.of(0);

test('F-20 a hundred pages that come with nothing are sent one encoding, also while somebody types', () => {
  const { answers, state, write } = text();
  write('Le service ');
  const pages = Array.from({ length: 100 }, page);
  for (const [nth, { member }] of pages.entries()) {
    if (nth % 10 === 9) write('accueille ');
    answers.answer(member, nothing);
  }
  expect(state.encodings).toBe(1);
  expect(pages.every(({ member }) => member.isSynced)).toBe(true);
  expect(pages[0]?.words()).toBe('Le service ');
  expect(pages.at(-1)?.words()).toBe(`Le service ${'accueille '.repeat(10)}`);
  // A stock provider says « synced » on reading sync step 2: nothing may be missing then.
  for (const { words, whenAnswered } of pages) expect(whenAnswered()).toBe(words());
  answers.forget();
});

test('a hundred pages that come back with the same text are sent what they missed, encoded once', () => {
  const { answers, doc, state, write } = text();
  write('Le service ');
  const pages = Array.from({ length: 100 }, () => {
    const one = page();
    Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(doc));
    return one;
  });
  write('accueille ');
  for (const { doc: kept, member } of pages) answers.answer(member, Y.encodeStateVector(kept));
  expect(state.encodings).toBe(1);
  expect(pages.every(({ words }) => words() === 'Le service accueille ')).toBe(true);
  answers.forget();
});

test('who asks while edits are on their way to the disk is answered when they are there, and not before', () => {
  const { answers, state, write } = text();
  state.isCommitting = true;
  const [one, other] = [page(), page()];
  answers.answer(one.member, nothing);
  answers.answer(other.member, nothing);
  expect([one.member.isSynced, other.member.isSynced]).toEqual([false, false]);
  write('Le service');
  state.isCommitting = false;
  answers.send();
  expect([one.words(), other.words()]).toEqual(['Le service', 'Le service']);
  expect(state.encodings).toBe(1);
  answers.forget();
});
