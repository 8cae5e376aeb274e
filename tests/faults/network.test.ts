import { setTimeout as pause } from 'node:timers/promises';
import { messageTypes } from '@entente/shared/wire/messages';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { firstText, type Page } from '../support/page.ts';
import { syncMessage } from '../support/raw-socket.ts';
import { FrameProxy } from './support/frame-proxy.ts';
import { Installation } from './support/installation.ts';
import { doubledAndSwapped, partitioned, stopped } from './support/network-faults.ts';
import { begin, type StockPageOptions, stockPage, wordsOf } from './support/stock-pages.ts';
import { logOf } from './support/stored-twice.ts';

let installation: Installation;
const open: Page[] = [];

beforeAll(async () => {
  installation = await Installation.make();
  await installation.start();
});

afterEach(() => {
  for (const page of open.splice(0)) page.leave();
});

afterAll(() => installation.remove());

async function pageOf(convention: string, person: number, options: Partial<StockPageOptions> = {}): Promise<Page> {
  const by = installation.people[person];
  if (!by) throw new Error(`nobody is number ${person}`);
  const page = await stockPage(convention, by, { syncUrl: installation.server.syncUrl, ...options });
  open.push(page);
  return page;
}

/** Nothing of this convention may be in the log twice; the server is stopped to look, and started again. */
async function expectNothingTwice(convention: string): Promise<void> {
  await installation.stop();
  const { twice } = await logOf(installation.folder, convention);
  await installation.start();
  expect(twice).toEqual([]);
}

test.each(['held', 'lost'] as const)(
  'F-14 a partition (what is sent meanwhile is %s) while both sides type: not saved meanwhile, all saved after, one text',
  async (kind) => {
    const convention = await partitioned(installation, { kind, milliseconds: 1_200, seed: 1 });
    await expectNothingTwice(convention);
  },
);

test('F-15 messages lost, doubled and swapped on the way to a page: it ends with the text of the others', async () => {
  const convention = await installation.openConvention();
  const proxy = await FrameProxy.before(installation.server.syncUrl);
  try {
    const [writer, reader] = [
      await pageOf(convention, 0),
      await pageOf(convention, 3, { syncUrl: proxy.syncUrl, resyncMilliseconds: 250 }),
    ];
    await Promise.all([writer.synced(), reader.synced()]);
    begin(writer, 'Début.');
    let turn = 0;
    const fates = ['lose', 'pass', 'double', 'later', 'later', 'lose', 'double', 'pass'] as const;
    proxy.mischief = (direction, message) => {
      if (direction === 'to server' || message[0] !== messageTypes.sync) return 'pass';
      turn += 1;
      return fates[turn % fates.length] ?? 'pass';
    };
    for (let word = 0; word < 60; word++) {
      writer.edit('project', `mot-${word} `);
      await pause(20);
    }
    await writer.allSaved();
    expect(Math.min(proxy.done.lose, proxy.done.double, proxy.done.later)).toBeGreaterThan(0);
    await eventually(() => wordsOf(reader).join(' ') === wordsOf(writer).join(' '));
    expect(wordsOf(reader).filter((word) => word.startsWith('mot-'))).toHaveLength(60);
  } finally {
    await proxy.close();
  }
});

test('F-15 messages lost, doubled and swapped on the way to the server: each word once, none stored twice', async () => {
  const { convention, counts } = await doubledAndSwapped(installation, { seed: 5, words: 60 });
  expect(counts.doubled).toBeGreaterThan(0);
  expect(counts.refused).toBeGreaterThan(0);
  await expectNothingTwice(convention);
});

test('F-16 acknowledgements that are lost: all is sent again after the cut, taken for known, and called saved', async () => {
  const convention = await installation.openConvention();
  const proxy = await FrameProxy.before(installation.server.syncUrl);
  try {
    const [writer, witness] = [await pageOf(convention, 0, { syncUrl: proxy.syncUrl }), await pageOf(convention, 3)];
    await Promise.all([writer.synced(), witness.synced()]);
    begin(writer, 'Début.');
    await writer.allSaved();
    proxy.mischief = (direction, [type]) => (direction === 'to page' && type === messageTypes.saved ? 'lose' : 'pass');
    const savedBefore = writer.saved();
    const unheard: Uint8Array[] = [];
    writer.doc.on('update', (update: Uint8Array) => unheard.push(update));
    for (let word = 0; word < 40; word++) writer.edit('project', `mot-${word} `);
    firstText(writer.doc, 'project').delete(0, 'mot-39 '.length);
    await eventually(() => wordsOf(witness).includes('mot-38') && !wordsOf(witness).includes('mot-39'));
    expect(writer.saved()).toBe(savedBefore);
    proxy.mischief = () => 'pass';
    proxy.cut();
    await eventually(() => !writer.provider.wsconnected);
    await eventually(() => writer.provider.synced);
    // The provider sent what the server lacked: nothing. A program that resends each message has to be told the same.
    for (const update of unheard) writer.provider.ws?.send(syncMessage(2, update) as Uint8Array<ArrayBuffer>);
    await writer.allSaved();
    expect(writer.refusals).toEqual([]);
    expect(wordsOf(writer).filter((word) => word.startsWith('mot-'))).toHaveLength(39);
    expect(wordsOf(witness)).toEqual(wordsOf(writer));
  } finally {
    await proxy.close();
  }
  await expectNothingTwice(convention);
});

test('F-17 the server stands still: nothing is called saved meanwhile, everything after, nothing twice', async () => {
  const convention = await stopped(installation, { milliseconds: 2_500, seed: 1 });
  await expectNothingTwice(convention);
});
