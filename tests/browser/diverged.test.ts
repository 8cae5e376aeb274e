/** Messages that get lost on the way to a page, or from it: nobody tells the page, and it finds out by itself. */
import { setTimeout as pause } from 'node:timers/promises';
import { messageTypes } from '@entente/shared/wire/messages';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type Negotiation, negotiation } from '../support/two-parties.ts';
import { agreeByApi, atBrowser, command } from './support/already-negotiating.ts';
import { said } from './support/sentences.ts';
import type { Visitor } from './support/visitor.ts';
import { expectSaved, expectToRead, openText, sectionText, writeParagraph } from './support/writing.ts';

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

type Way = 'to-page' | 'from-page';

/** From `lose` on, the next change on its way to this person's page, or from it, does not arrive. */
async function lossy({ page }: Visitor): Promise<{ lose(way: Way): void; lost(): number }> {
  let losing: Way | undefined;
  let lost = 0;
  const isLost = (way: Way, message: string | Buffer) => {
    const isChange = typeof message !== 'string' && message[0] === 0 && message[1] === 2;
    if (losing !== way || !isChange) return false;
    losing = undefined;
    lost += 1;
    return true;
  };
  await page.routeWebSocket(/\/sync\//, (near) => {
    const far = near.connectToServer();
    near.onMessage((message) => {
      if (!isLost('from-page', message)) far.send(message);
    });
    far.onMessage((message) => {
      if (!isLost('to-page', message)) near.send(message);
    });
  });
  return {
    lose: (way) => {
      losing = way;
    },
    lost: () => lost,
  };
}

/** How often this page was told what the text is. */
async function digestsTo({ page }: Visitor): Promise<() => number> {
  let heard = 0;
  await page.routeWebSocket(/\/sync\//, (near) => {
    const far = near.connectToServer();
    near.onMessage((message) => far.send(message));
    far.onMessage((message) => {
      if (typeof message !== 'string' && message[0] === messageTypes.digest) heard += 1;
      near.send(message);
    });
  });
  return () => heard;
}

test('pages of those who only read, and pages with closed sections, have the text of the others', async () => {
  const [first, second] = told.teams;
  await agreeByApi(told, told.teams, ['risks']);
  const member = { person: second.manager.id, access: 'reads' } as const;
  await command(told, second.director, { type: 'nameParticipant', ...member });
  const reader = await atBrowser(browser, server, { person: second.manager });
  const writer = await atBrowser(browser, server, { person: first.director });
  const heardBy = [await digestsTo(reader), await digestsTo(writer)];
  await openText(writer, told.id);
  await openText(reader, told.id);
  await writeParagraph(writer, 'values', 'Le cadre est commun.');
  await expectToRead(reader, 'values', 'Le cadre est commun.');
  await writer.page.getByText('Le cadre est commun.').selectText();
  await writer.page.keyboard.press('Control+b');
  await expectSaved(writer);
  const before = heardBy.map((heard) => heard());
  await expect.poll(() => heardBy.every((heard, who) => heard() > (before[who] ?? 0)), { timeout: 40_000 }).toBe(true);
  // A page compares while nothing else is to be done.
  await pause(3_000);
  expect(server.logged()).not.toContain('a page had another text than the server');
  await command(told, second.director, { type: 'nameParticipant', ...member, access: 'writes' });
  expect([...reader.accidents, ...writer.accidents]).toEqual([]);
});

test('F-15 a change that never left a page: « saved » is not said, and a new connection brings it over', async () => {
  const [first, second] = told.teams;
  const writer = await atBrowser(browser, server, { person: first.manager });
  const reader = await atBrowser(browser, server, { person: second.manager });
  const network = await lossy(writer);
  await openText(writer, told.id);
  await openText(reader, told.id);
  await writeParagraph(writer, 'values', 'Mille');
  await expectSaved(writer);
  network.lose('from-page');
  await writer.page.keyboard.type('!');
  await expect.poll(network.lost).toBe(1);
  await writer.page.getByText(said('convention:saved.saving')).waitFor();
  await expectToRead(reader, 'values', 'Mille!');
  await expectSaved(writer);
  expect([...reader.accidents, ...writer.accidents]).toEqual([]);
});

test('F-15 a change that never reached a page: the page finds out within half a minute, and shows the text afresh', async () => {
  const [first, second] = told.teams;
  const reader = await atBrowser(browser, server, { person: first.director });
  const writer = await atBrowser(browser, server, { person: second.director });
  const network = await lossy(reader);
  await openText(reader, told.id);
  await openText(writer, told.id);
  await writeParagraph(reader, 'values', 'Nous tenons parole.');
  await expectToRead(writer, 'values', 'Nous tenons parole.');
  await expectSaved(reader);
  network.lose('to-page');
  const words = 'La famille choisit son répit.';
  await writeParagraph(writer, 'project', words);
  await expectSaved(writer);
  expect(network.lost()).toBe(1);
  expect(await sectionText(reader.page, 'project').textContent()).not.toContain(words);
  await expectToRead(reader, 'project', words);
  await expectToRead(reader, 'values', 'Nous tenons parole.');
  expect(server.logged()).toContain('a page had another text than the server');
  // It is an ordinary page again.
  await writeParagraph(reader, 'project', 'Et sa durée.');
  await expectSaved(reader);
  await expectToRead(writer, 'project', 'Et sa durée.');
  expect([...reader.accidents, ...writer.accidents]).toEqual([]);
});
