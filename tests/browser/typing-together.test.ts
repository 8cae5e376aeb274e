/** Several people type in the same section at the same time: every letter of each of them arrives, on every page. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type Negotiation, negotiation } from '../support/two-parties.ts';
import { atBrowser } from './support/already-negotiating.ts';
import type { Visitor } from './support/visitor.ts';
import { beginParagraph, expectSaved, openText, sectionLines } from './support/writing.ts';

let server: TestServer;
let browser: Browser;
let told: Negotiation;

beforeAll(async () => {
  server = await startTestServer();
  browser = await launchBrowser();
  told = await negotiation(server);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

/** Some of them typed by keys, some put in as a keyboard of another country does. */
const sentence =
  'Chaque famille choisit, à chaque étape, où le répit a lieu : l’été, l’école, où que ce soit ; ça ne l’oblige à rien. ';

/** About this many words; they end without a space. */
function someWords(count: number): string {
  const words = sentence.trim().split(' ');
  return Array.from({ length: count }, (_, place) => words[place % words.length]).join(' ');
}

/** Both directors at the text, each at a computer of their own. */
async function twoWriters(): Promise<readonly [Visitor, Visitor]> {
  const [first, second] = told.teams;
  const one = await atBrowser(browser, server, { person: first.director });
  const other = await atBrowser(browser, server, { person: second.director });
  await openText(one, told.id);
  await openText(other, told.id);
  return [one, other];
}

/** Somebody who was not there reads it too: what the pages show is what the server keeps. */
async function newcomer(): Promise<Visitor> {
  const visitor = await atBrowser(browser, server, { person: told.teams[0].manager });
  await openText(visitor, told.id);
  return visitor;
}

test('two people type in neighbouring lines at the same time: every letter arrives, in its place', async () => {
  const [one, other] = await twoWriters();
  await beginParagraph(one, 'general');
  await beginParagraph(other, 'general');
  const words = [`A ${someWords(120)}`, `B ${someWords(120)}`] as const;
  await Promise.all([one.page.keyboard.type(words[0]), other.page.keyboard.type(words[1])]);
  await expectSaved(one);
  await expectSaved(other);
  for (const { page } of [one, other, await newcomer()]) {
    await expect
      .poll(async () => (await sectionLines(page, 'general')).filter((line) => /^[AB] /.test(line)).sort(), {
        timeout: 30_000,
      })
      .toEqual(words);
  }
  expect([...one.accidents, ...other.accidents]).toEqual([]);
});

test('somebody divides the line in which another is typing: words may part, no letter is lost', async () => {
  const [one, other] = await twoWriters();
  const before = await lettersOf(one);
  await beginParagraph(one, 'project');
  const [typed, divided] = [someWords(80), someWords(4)];
  const divide = async () => {
    for (let time = 0; time < 5; time += 1) {
      // The caret is at the end when the key is pressed; what arrives meanwhile comes after it.
      await beginParagraph(other, 'project');
      await other.page.keyboard.type(divided);
    }
  };
  await Promise.all([one.page.keyboard.type(typed), divide()]);
  await expectSaved(one);
  await expectSaved(other);
  const expected = sorted(before + typed + divided.repeat(5));
  for (const visitor of [one, other, await newcomer()]) {
    await expect.poll(async () => sorted(await lettersOf(visitor)), { timeout: 30_000 }).toBe(expected);
  }
  expect(await sectionLines(one.page, 'project')).toEqual(await sectionLines(other.page, 'project'));
  expect([...one.accidents, ...other.accidents]).toEqual([]);
});

async function lettersOf({ page }: Visitor): Promise<string> {
  return (await sectionLines(page, 'project')).join('');
}

function sorted(letters: string): string {
  return [...letters].sort().join('');
}
