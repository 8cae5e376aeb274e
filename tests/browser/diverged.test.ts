/** A page whose text is no longer the server's, and that nobody told so: it finds out by itself, and starts afresh. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type Negotiation, negotiation } from '../support/two-parties.ts';
import { atBrowser } from './support/already-negotiating.ts';
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

/** From `lose` on, the next change that the server sends to this person's page does not arrive there. */
async function lossy({ page }: Visitor): Promise<{ lose(): void; lost(): number }> {
  let isLosing = false;
  let lost = 0;
  await page.routeWebSocket(/\/sync\//, (near) => {
    const far = near.connectToServer();
    near.onMessage((message) => far.send(message));
    far.onMessage((message) => {
      const isChange = typeof message !== 'string' && message[0] === 0 && message[1] === 2;
      if (isLosing && isChange) {
        isLosing = false;
        lost += 1;
      } else near.send(message);
    });
  });
  return {
    lose: () => {
      isLosing = true;
    },
    lost: () => lost,
  };
}

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
  network.lose();
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
