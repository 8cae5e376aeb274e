import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { closeCodes } from '@entente/shared/wire/messages';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import type { Page } from '../support/page.ts';
import { Installation } from './support/installation.ts';
import { joinWhileOthersLeave } from './support/leaving-and-joining.ts';
import { loadsOf, serverNotingLoads } from './support/loads-of.ts';
import { begin, stockPage, wordsOf } from './support/stock-pages.ts';

let installation: Installation;
let loads = '';
const pages: Page[] = [];

beforeAll(async () => {
  installation = await Installation.make();
  loads = `${installation.folder}.loads`;
});
afterAll(async () => {
  for (const page of pages) page.leave();
  await installation?.remove();
  await rm(loads, { force: true });
});

test('F-09 SIGTERM under load: the server ends with 0 in time, pages come back by themselves, and lose nothing', async () => {
  const { syncUrl } = await installation.start();
  installation.makeReady();
  const convention = await installation.openConvention();
  for (const person of installation.people) {
    const page = await stockPage(convention, person, { syncUrl });
    page.provider.maxBackoffTime = 500;
    pages.push(page);
    await page.synced();
  }
  const [first] = pages;
  if (first) begin(first, 'début');
  await first?.allSaved();
  await eventually(() => pages.every((page) => wordsOf(page).includes('début')));
  const typed: string[] = [];
  const typing = setInterval(() => {
    const index = typed.length % pages.length;
    const word = `mot${typed.length}`;
    pages[index]?.edit('project', `${word} `);
    typed.push(word);
  }, 4);
  try {
    await eventually(() => typed.length > 50);
    const before = performance.now();
    // Whole seconds under load, with a page that types on: ten is what the server allows itself.
    expect(await installation.stop()).toBe(0);
    expect(performance.now() - before).toBeLessThan(10_000);
    await eventually(() => pages.every(({ closings }) => closings[0] === closeCodes.restarting));
    // Nobody has stopped typing; what was typed meanwhile comes along.
    await pause(50);
    await installation.start();
    await eventually(() => pages.every(({ provider }) => provider.synced), 15_000);
  } finally {
    clearInterval(typing);
  }
  await Promise.all(pages.map((page) => eventually(() => page.saved() === page.sent() && page.sent() > 0, 15_000)));
  const [reader] = installation.people;
  if (!reader) throw new Error('nobody is there to read');
  const fresh = await stockPage(convention, reader, { syncUrl });
  pages.push(fresh);
  await fresh.synced();
  expect(wordsOf(fresh)).toEqual(expect.arrayContaining(typed));
  expect(wordsOf(fresh)).toHaveLength(new Set(wordsOf(fresh)).size);
  for (const page of pages.splice(0)) page.leave();
  expect(await installation.stop()).toBe(0);
});

test('F-12 a hundred pages open a cold text at once: it is loaded once, and all see the same', async () => {
  await installation.start();
  const convention = await installation.openConvention();
  await installation.stop();
  const { syncUrl } = await installation.start(serverNotingLoads(loads));
  const opened = await Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      const person = installation.people[index % installation.people.length];
      if (!person) throw new Error('nobody');
      const page = await stockPage(convention, person, { syncUrl });
      pages.push(page);
      return page;
    }),
  );
  await Promise.all(opened.map((page) => eventually(() => page.provider.synced, 30_000)));
  expect(loadsOf(loads)).toBe(1);
  const [first] = opened;
  if (first) begin(first, 'ensemble');
  await eventually(() => opened.every((page) => wordsOf(page).includes('ensemble')));
  expect(opened.every(({ closings }) => closings.length === 0)).toBe(true);
  for (const page of pages.splice(0)) page.leave();
  await installation.stop();
});

test('F-13 the last one leaves while another joins: whichever comes first, nothing is lost and nobody waits', async () => {
  await rm(loads, { force: true });
  await installation.start(serverNotingLoads(loads, 'quick-idle.ts', 'slow-commits.ts'));
  const convention = await installation.openConvention();
  await joinWhileOthersLeave(installation, convention, { from: 0, count: 40 });
  // The race was run: the text was unloaded and loaded again.
  expect(loadsOf(loads)).toBeGreaterThan(3);
  expect(await installation.stop()).toBe(0);
});
