import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { type Cancel, machineScheduler } from '@entente/server/scheduler';
import { ReplicaWatch } from '@entente/shared/text/replica-watch';
import { closeCodes, messageTypes } from '@entente/shared/wire/messages';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { EngineStory } from '../support/engine-story.ts';
import { eventually } from '../support/eventually.ts';
import { firstText, type Page } from '../support/page.ts';
import { manager } from '../support/people.ts';
import { wire } from '../support/wire.ts';

/** Timers of this length that the server waits for: how long a text rests before a word, and the silence after it. */
const pending = new Map([
  [2_000, 0],
  [8_000, 0],
]);

/** Seconds are tenths of a second here. */
function hurriedTimer(milliseconds: number, act: () => void): Cancel {
  const wait = (more: number) => pending.set(milliseconds, (pending.get(milliseconds) ?? 0) + more);
  let isWaiting = true;
  const over = () => {
    if (isWaiting) wait(-1);
    isWaiting = false;
  };
  wait(1);
  const cancel = machineScheduler.after(milliseconds / 10, () => {
    act();
    over();
  });
  return () => {
    cancel();
    over();
  };
}

const hurried = wire({ scheduler: { ...machineScheduler, after: hurriedTimer } });

/** What pages still have to compare. */
let stepsLeft = 0;

/**
 * Resolves when nothing that the server waits for could make it say another word, and these pages have heard, and compared
 * with, all that it said.
 */
async function everythingSaid(...pages: readonly Page[]): Promise<void> {
  await eventually(() => [2_000, 8_000].every((milliseconds) => pending.get(milliseconds) === 0));
  for (const { provider } of pages) {
    const socket = provider.ws as unknown as WebSocket;
    socket.ping();
    await once(socket, 'pong');
  }
  await eventually(() => stepsLeft === 0);
}

type Listening = { readonly heard: string[]; readonly diverged: string[] };

/** Listens to what the server says of its text, as our pages do. */
function listening(page: Page): Listening {
  const heard: string[] = [];
  const diverged: string[] = [];
  const watch = new ReplicaWatch({
    doc: page.doc,
    hasUnsent: () => page.saved() !== page.sent(),
    later: (step) => {
      stepsLeft += 1;
      setImmediate(() => {
        stepsLeft -= 1;
        step();
      });
    },
    onDiverged: (mine) => diverged.push(mine),
  });
  page.provider.messageHandlers[messageTypes.digest] = (_encoder, decoder) => {
    const digest = decoding.readVarString(decoder);
    heard.push(digest);
    watch.says(digest);
  };
  return { heard, diverged };
}

async function digestOf(story: EngineStory): Promise<string> {
  return (await hurried.engine.conventions.text(story.id)).facts.digest;
}

test('a text that rests is told to every page once, to one that comes later as well, and honest pages agree', async () => {
  const story = await EngineStory.twoParties(hurried.engine);
  const [one, other] = [await hurried.page(story, manager('relais')), await hurried.page(story, manager('ville'))];
  const [first, second] = [listening(one), listening(other)];
  await Promise.all([one.synced(), other.synced()]);
  for (let word = 0; word < 20; word++) {
    one.edit('project', `un-${word} `);
    other.edit('project', `deux-${word} `);
    if (word % 4 === 0) firstText(one.doc, 'project').delete(0, 3);
  }
  await Promise.all([one.allSaved(), other.allSaved()]);
  const digest = await digestOf(story);
  await eventually(() => first.heard.at(-1) === digest && second.heard.at(-1) === digest);
  const late = await hurried.page(story, manager('relais'));
  const third = listening(late);
  await eventually(() => third.heard.at(-1) === digest);
  await everythingSaid(one, other, late);
  expect(first.heard.filter((heard) => heard === digest)).toHaveLength(1);
  expect(third.heard).toEqual([digest]);
  expect([first.diverged, second.diverged, third.diverged]).toEqual([[], [], []]);
});

test('a text that never rests is told of all the same', async () => {
  const story = await EngineStory.twoParties(hurried.engine);
  const [writer, reader] = [await hurried.page(story, manager('relais')), await hurried.page(story, manager('ville'))];
  const { heard, diverged } = listening(reader);
  await Promise.all([writer.synced(), reader.synced()]);
  // Pauses shorter than a rest, until it was told twice.
  await eventually(async () => {
    writer.edit('project', 'encore ');
    await pause(40);
    return heard.length >= 2;
  });
  expect(heard[0]).not.toBe(heard[1]);
  expect(diverged).toEqual([]);
});

test('a replica that was damaged is found, and a page that says so is sent to begin afresh', async () => {
  const story = await EngineStory.twoParties(hurried.engine);
  const [writer, reader] = [await hurried.page(story, manager('relais')), await hurried.page(story, manager('ville'))];
  const { diverged } = listening(reader);
  await Promise.all([writer.synced(), reader.synced()]);
  // Under the provider's own name, so that it is not sent: nobody else ever hears of it.
  reader.doc.transact(() => firstText(reader.doc, 'values').insert(0, 'Jamais convenu. '), reader.provider);
  writer.edit('project', 'Un mot. ');
  await eventually(() => diverged.length === 1);
  reader.provider.ws?.send(divergedMessage(diverged[0] ?? '') as Uint8Array<ArrayBuffer>);
  await eventually(() => reader.closings[0] === closeCodes.stalePage);
  expect(hurried.engine.logged()).toContain('a page had another text than the server');
  expect(writer.closings).toEqual([]);
});

test('F-25 a digest that is none ends the connection as malformed', async () => {
  const story = await EngineStory.twoParties(hurried.engine);
  for (const junk of ['', 'x'.repeat(64), 'a'.repeat(65), 'a'.repeat(10_000)]) {
    const raw = await hurried.raw(story, manager('relais'));
    raw.send(divergedMessage(junk));
    expect(await raw.closed(), junk.slice(0, 70)).toBe(closeCodes.malformed);
  }
});

function divergedMessage(digest: string): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageTypes.diverged);
    encoding.writeVarString(encoder, digest);
  });
}
