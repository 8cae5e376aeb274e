/** When pages are told what the text is: when it rests, or at last all the same; each once, and never a word too many. */
import { ConvergenceWatch } from '@entente/server/conventions/convergence-watch';
import { RoomGate } from '@entente/server/conventions/room-gate';
import { LiveText } from '@entente/server/text/live-text';
import type { Member } from '@entente/server/text/member';
import { messageTypes } from '@entente/shared/wire/messages';
import { expect, test, vi } from 'vitest';
import { EngineStory } from '../support/engine-story.ts';
import { eventually } from '../support/eventually.ts';
import { HandTime } from '../support/hand-time.ts';
import { manager } from '../support/people.ts';
import { wire } from '../support/wire.ts';

const on = wire();

const rest = 2_000;
const silence = 8_000;

function givenWatch() {
  const time = new HandTime();
  const text = LiveText.load({ snapshot: null, updates: [] });
  const room = { head: 1, members: new Set<Member>(), failures: [] as unknown[] };
  const gate = new RoomGate(async () => undefined);
  const watch = new ConvergenceWatch({
    scheduler: time.scheduler,
    gate,
    members: room.members,
    text: () => text,
    head: () => room.head,
    onFailure: (error) => room.failures.push(error),
  });
  /** Lets time pass, and whatever waits for nothing else come to its end. */
  const passes = async (milliseconds: number) => {
    for (let passed = 0; passed < milliseconds; passed += 500) {
      time.passes(500);
      await new Promise(setImmediate);
    }
  };
  const comes = (isSynced = true) => {
    const heard: Uint8Array[] = [];
    const member = { isSynced, send: (frame: Uint8Array) => heard.push(frame) };
    room.members.add(member as Partial<Member> as Member);
    return { member, heard };
  };
  return { watch, gate, text, room, passes, comes };
}

test('each page is told once when the text rests, and again when it has changed', async () => {
  const { watch, room, passes, comes } = givenWatch();
  const [page, unsynced] = [comes(), comes(false)];
  watch.due();
  await passes(rest - 500);
  expect(page.heard).toEqual([]);
  await passes(500);
  expect(page.heard.map(([type]) => type)).toEqual([messageTypes.digest]);
  watch.due();
  await passes(silence + rest);
  expect(page.heard).toHaveLength(1);
  room.head = 2;
  watch.due();
  await passes(silence + rest);
  expect(page.heard).toHaveLength(2);
  expect(unsynced.heard).toEqual([]);
});

test('nothing more is said for a while, but it is said then; who comes is told, and nobody else again', async () => {
  const { watch, room, passes, comes } = givenWatch();
  const first = comes();
  watch.due();
  await passes(rest);
  room.head = 2;
  const second = comes();
  watch.due();
  await passes(silence - 500);
  expect([first.heard.length, second.heard.length]).toEqual([1, 0]);
  await passes(500 + rest);
  expect([first.heard.length, second.heard.length]).toEqual([2, 1]);
  const third = comes();
  watch.due();
  await passes(silence + rest);
  expect([first, second, third].map(({ heard }) => heard.length)).toEqual([2, 1, 1]);
});

test('a text that never rests is told of all the same, within half a minute of any change', async () => {
  const { watch, room, passes, comes } = givenWatch();
  const page = comes();
  for (let passed = 0; passed < 60_000; passed += 500) {
    room.head += 1;
    watch.due();
    await passes(500);
  }
  expect(page.heard.length).toBeGreaterThanOrEqual(2);
  expect(page.heard.length).toBeLessThanOrEqual(4);
});

test('a digest that can’t be said is told of, costs nobody anything, and is tried again', async () => {
  const { watch, text, room, passes, comes } = givenWatch();
  const page = comes();
  const defect = new Error('defect');
  vi.spyOn(text, 'facts').mockImplementationOnce(() => {
    throw defect;
  });
  watch.due();
  await passes(rest);
  expect([room.failures, page.heard]).toEqual([[defect], []]);
  watch.due();
  await passes(silence + rest);
  expect([room.failures.length, page.heard.length]).toEqual([1, 1]);
});

test('nothing is said of a text that was put away: before it is looked at, or while the room was busy', async () => {
  const { watch, gate, passes, comes } = givenWatch();
  const page = comes();
  watch.due();
  const isDone = Promise.withResolvers<void>();
  const task = gate.alone(() => isDone.promise);
  await passes(rest);
  watch.stop();
  isDone.resolve();
  await task;
  await passes(60_000);
  const other = givenWatch();
  const another = other.comes();
  const reading = vi.spyOn(other.text, 'factsOf');
  other.watch.stop();
  other.watch.due();
  await other.passes(60_000);
  expect([page.heard, another.heard]).toEqual([[], []]);
  expect(reading).not.toHaveBeenCalled();
});

test('the operator hears that a digest could not be said, and the pages notice nothing', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const page = await on.page(story, manager('ville'));
  await page.synced();
  vi.spyOn(LiveText.prototype, 'facts').mockImplementationOnce(() => {
    throw new Error('defect');
  });
  await eventually(() => on.engine.logged().includes('the digest of the text could not be said'));
  vi.restoreAllMocks();
  page.edit('project', 'Comme si de rien n’était. ');
  await page.allSaved();
  expect(page.closings).toEqual([]);
});
