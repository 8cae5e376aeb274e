/** Faults of the network, done to a running server, as the short tests and the long trials share them. Each throws what went wrong. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { closeCodes } from '@entente/shared/wire/messages';
import { Chance } from '../../support/chance.ts';
import { eventually } from '../../support/eventually.ts';
import { firstText, type Page } from '../../support/page.ts';
import { FrameProxy } from './frame-proxy.ts';
import type { Installation } from './installation.ts';
import { SilentProxy } from './silent-proxy.ts';
import { areSame, begin, stockPage, wordsOf } from './stock-pages.ts';

type Typist = { readonly page: Page; readonly name: string; typed: number };

/** Two pages behind a network that breaks, and one that is always connected. Returns the convention. */
export async function partitioned(
  installation: Installation,
  { kind, milliseconds, seed }: { kind: 'held' | 'lost'; milliseconds: number; seed: number },
): Promise<string> {
  const convention = await installation.openConvention();
  const { server, people } = installation;
  const proxy = await SilentProxy.before(installation.port);
  const [first, , , fourth] = people;
  const typists: Typist[] = [];
  try {
    for (const [index, by] of [first, fourth, first].entries()) {
      if (!by) throw new Error('somebody is missing');
      const syncUrl = index === 0 ? server.syncUrl : proxy.syncUrl;
      typists.push({ page: await stockPage(convention, by, { syncUrl }), name: `p${index}`, typed: 0 });
    }
    const pages = typists.map(({ page }) => page);
    const [near, ...behind] = typists;
    if (!near) throw new Error('nobody types');
    await Promise.all(pages.map((page) => page.synced()));
    begin(near.page, 'Début.');
    await eventually(() => pages.every((page) => wordsOf(page).includes('Début.')));
    await typing(typists, { milliseconds: 200, seed });
    await Promise.all(pages.map((page) => page.allSaved()));
    if (kind === 'held') proxy.hold();
    else proxy.lose();
    const savedBefore = behind.map(({ page }) => page.saved());
    const nearBefore = near.page.saved();
    await typing(typists, { milliseconds, seed: seed + 1 });
    for (const [index, { page, name }] of behind.entries()) {
      const heard = page.saved();
      assert(heard === savedBefore[index] || heard === 0, `${name} was told that ${heard} are saved, by nobody`);
      assert(page.sent() !== page.saved() || !page.provider.wsconnected, `${name} believes that all is saved`);
    }
    assert(near.page.saved() > nearBefore, 'the side with the server went on saving');
    proxy.heal();
    await settled(typists);
    return convention;
  } finally {
    for (const { page } of typists) page.leave();
    await proxy.close();
  }
}

/** SIGSTOP while four pages type, then SIGCONT. */
export async function stopped(
  installation: Installation,
  { milliseconds, seed }: { milliseconds: number; seed: number },
): Promise<string> {
  const convention = await installation.openConvention();
  const { server, people } = installation;
  const typists: Typist[] = [];
  try {
    for (const [index, by] of people.entries()) {
      typists.push({ page: await stockPage(convention, by, { syncUrl: server.syncUrl }), name: `p${index}`, typed: 0 });
    }
    const pages = typists.map(({ page }) => page);
    await Promise.all(pages.map((page) => page.synced()));
    begin(pages[0] as Page, 'Début.');
    await eventually(() => pages.every((page) => wordsOf(page).includes('Début.')));
    await typing(typists, { milliseconds: 200, seed });
    server.signal('SIGSTOP');
    try {
      // What it had sent before it stopped arrives all the same.
      await pause(100);
      const saved = pages.map((page) => page.saved());
      await typing(typists, { milliseconds, seed: seed + 1 });
      for (const [index, { page, name }] of typists.entries()) {
        assert(
          page.saved() === saved[index] || page.saved() === 0,
          `${name} was told of something saved by a server that stood still`,
        );
        assert(page.sent() !== page.saved() || !page.provider.wsconnected, `${name} believes that all is saved`);
      }
    } finally {
      server.signal('SIGCONT');
    }
    await settled(typists);
    return convention;
  } finally {
    for (const { page } of typists) page.leave();
  }
}

/**
 * A writer whose messages to the server are lost, doubled and swapped. One that leaves a gap is refused, as it must be; the
 * writer then takes a fresh page and puts back what is missing there, as our pages do. Every word ends in the text once.
 */
export async function doubledAndSwapped(
  installation: Installation,
  { seed, words }: { seed: number; words: number },
): Promise<{ convention: string; counts: { doubled: number; refused: number } }> {
  const convention = await installation.openConvention();
  const [by] = installation.people;
  if (!by) throw new Error('nobody writes');
  const proxy = await FrameProxy.before(installation.server.syncUrl);
  const random = new Chance(seed);
  const wanted = Array.from({ length: words }, (_, index) => `mot-${index}`);
  let refused = 0;
  let isOver = false;
  proxy.mischief = (direction, message) => {
    if (isOver || direction === 'to page' || message[0] !== 0 || message[1] !== 2) return 'pass';
    const number = random.share();
    if (number < 0.3) return 'double';
    if (number < 0.36) return 'lose';
    return number < 0.42 ? 'later' : 'pass';
  };
  try {
    for (let attempt = 0; ; attempt++) {
      assert(attempt < 200, 'the words never arrive');
      // At last the network is kind: a seed could otherwise go on for ever.
      isOver = attempt > 40;
      const page = await stockPage(convention, by, { syncUrl: proxy.syncUrl });
      try {
        await page.synced();
        const known = wordsOf(page);
        const missing = wanted.filter((word) => !known.includes(word));
        assert.deepEqual(
          known.filter((word, index) => known.indexOf(word) !== index),
          [],
          'a word is there twice',
        );
        if (missing.length === 0) break;
        if (known.length === 0) begin(page, 'Début.');
        for (const word of missing) {
          if (page.closings.length > 0) break;
          page.edit('project', `${word} `);
          await pause(4);
        }
        await quiet(page);
        const codes = page.closings.filter((code) => code !== 1005 && code !== 1006);
        assert(
          codes.every((code) => code === closeCodes.updateRefused),
          `closed with ${codes.join()}`,
        );
        assert(
          page.refusals.every(({ code }) => code === 'missing-dependency'),
          JSON.stringify(page.refusals),
        );
        refused += page.refusals.length;
      } finally {
        page.leave();
      }
    }
    return { convention, counts: { doubled: proxy.done.double, refused } };
  } finally {
    await proxy.close();
  }
}

/** Nothing more comes of what was sent. */
async function quiet(page: Page): Promise<void> {
  let before = -1;
  await eventually(async () => {
    const now = page.saved();
    const isQuiet = now === before || page.closings.length > 0;
    before = now;
    if (!isQuiet) await pause(60);
    return isQuiet;
  });
}

/**
 * Everybody begins at the same place, and goes on after their own last word, at moments that the seed chooses. (Thousands of words
 * one before the other at one place, as nobody types, are too much to merge: they are refused as too large.)
 */
async function typing(
  typists: readonly Typist[],
  { milliseconds, seed }: { milliseconds: number; seed: number },
): Promise<void> {
  const random = new Chance(seed);
  const end = Date.now() + milliseconds;
  do {
    for (const typist of typists) {
      goesOn(typist);
      typist.typed += 1;
    }
    await pause(5 + random.below(20));
  } while (Date.now() < end);
}

function goesOn({ page, name, typed }: Typist): void {
  const text = firstText(page.doc, 'project');
  const last = `${name}-${typed - 1} `;
  const found = text.toString().indexOf(last);
  text.insert(found < 0 ? 0 : found + last.length, `${name}-${typed} `);
}

/** All is saved, everybody has one text, and every word is in it once. */
async function settled(typists: readonly Typist[]): Promise<void> {
  const pages = typists.map(({ page }) => page);
  await eventually(() => pages.every(({ provider }) => provider.wsconnected && provider.synced), 45_000);
  await Promise.all(pages.map((page) => page.allSaved()));
  await eventually(() => areSame(pages));
  const words = typists.flatMap(({ name, typed }) => Array.from({ length: typed }, (_, index) => `${name}-${index}`));
  assert.deepEqual(
    wordsOf(pages[0] as Page).filter((word) => word !== 'Début.'),
    words.sort(),
  );
  for (const { refusals } of pages) assert.deepEqual(refusals, []);
}
