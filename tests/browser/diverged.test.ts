/** Messages that get lost on the way to a page, or from it: nobody tells the page, and it finds out by itself. */
import { messageTypes } from '@entente/shared/wire/messages';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { WebSocketRoute } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { agreeByApi, command } from './support/already-negotiating.ts';
import { negotiationOfFile } from './support/negotiation-of-file.ts';
import { expectNoViolations } from './support/no-violation.ts';
import { said } from './support/sentences.ts';
import type { Visitor } from './support/visitor.ts';
import { expectSaved, expectToRead, openText, sectionText, writeParagraph } from './support/writing.ts';

const scene = negotiationOfFile();

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

/** What this page was told that the text is, and how often it said that it has another one. */
async function digestsTo({ page }: Visitor): Promise<{ last: string; contradicted: number }> {
  const told = { last: '', contradicted: 0 };
  await page.routeWebSocket(/\/sync\//, (near) => {
    const far = near.connectToServer();
    near.onMessage((message) => {
      if (typeof message !== 'string' && message[0] === messageTypes.diverged) told.contradicted += 1;
      far.send(message);
    });
    far.onMessage((message) => {
      near.send(message);
      if (typeof message === 'string' || message[0] !== messageTypes.digest) return;
      const decoder = decoding.createDecoder(message);
      decoding.readVarUint(decoder);
      told.last = decoding.readVarString(decoder);
    });
  });
  return told;
}

declare global {
  interface Window {
    /** How much is left to be done in idle moments, in which a page compares texts. */
    idleWork: () => number;
  }
}

/** Resolves to true when this page has nothing left to do in idle moments. */
async function idleWorkOf({ page }: Visitor): Promise<() => Promise<boolean>> {
  await page.addInitScript(() => {
    const real = window.requestIdleCallback.bind(window);
    let left = 0;
    window.idleWork = () => left;
    window.requestIdleCallback = (act, options) => {
      left += 1;
      return real((deadline) => {
        left -= 1;
        act(deadline);
      }, options);
    };
  });
  return () => page.evaluate(() => window.idleWork() === 0);
}

test('pages of those who only read, and pages with closed sections, have the text of the others', async () => {
  const [first, second] = scene.told.teams;
  await agreeByApi(scene.told, scene.told.teams, ['risks']);
  const member = { person: second.manager.id, access: 'reads' } as const;
  await command(scene.told, second.director, { type: 'nameParticipant', ...member });
  onTestFinished(async () => {
    await command(scene.told, second.director, { type: 'nameParticipant', ...member, access: 'writes' });
  });
  const reader = await scene.seat(second.manager);
  const writer = await scene.seat(first.director);
  const digests = [await digestsTo(reader), await digestsTo(writer)];
  const idle = [await idleWorkOf(reader), await idleWorkOf(writer)];
  await openText(writer, scene.told.id);
  await openText(reader, scene.told.id);
  await writeParagraph(writer, 'values', 'Le cadre est commun.');
  await expectToRead(reader, 'values', 'Le cadre est commun.');
  await writer.page.getByText('Le cadre est commun.').selectText();
  await writer.page.keyboard.press('Control+b');
  const textNow = () => first.director.api.text.get({ id: scene.told.id });
  await expect.poll(async () => JSON.stringify((await textNow()).sections.values)).toContain('bold');
  const { facts } = await textNow();
  const hasHeard = ({ last }: { last: string }) => last === facts.digest;
  await expect.poll(() => digests.every(hasHeard), { timeout: 40_000 }).toBe(true);
  // What a page is asked now, it is asked after it was handed the digest.
  const areIdle = async () => (await Promise.all(idle.map((isIdle) => isIdle()))).every(Boolean);
  await expect.poll(areIdle).toBe(true);
  expect(digests.map(({ contradicted }) => contradicted)).toEqual([0, 0]);
  expect(scene.server.logged()).not.toContain('a page had another text than the server');
  expect([...reader.accidents, ...writer.accidents]).toEqual([]);
});

test('F-15 a change that never left a page: « saved » is not said, and a new connection brings it over', async () => {
  const [first, second] = scene.told.teams;
  const writer = await scene.seat(first.manager);
  const reader = await scene.seat(second.manager);
  const network = await lossy(writer);
  await openText(writer, scene.told.id);
  await openText(reader, scene.told.id);
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
  const [first, second] = scene.told.teams;
  const reader = await scene.seat(first.director);
  const writer = await scene.seat(second.director);
  const network = await lossy(reader);
  await openText(reader, scene.told.id);
  await openText(writer, scene.told.id);
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
  expect(scene.server.logged()).toContain('a page had another text than the server');
  // It is an ordinary page again.
  await writeParagraph(reader, 'project', 'Et sa durée.');
  await expectSaved(reader);
  await expectToRead(writer, 'project', 'Et sa durée.');
  expect([...reader.accidents, ...writer.accidents]).toEqual([]);
});

/** Tells this page, whenever asked, that the server's text is another one; and counts its connections. */
async function contradicted({ page }: Visitor): Promise<{ contradict(): void; connections(): number }> {
  const routes: WebSocketRoute[] = [];
  await page.routeWebSocket(/\/sync\//, (near) => {
    routes.push(near);
    near.connectToServer();
  });
  const message = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageTypes.digest);
    encoding.writeVarString(encoder, 'f'.repeat(64));
  });
  return { contradict: () => routes.at(-1)?.send(Buffer.from(message)), connections: () => routes.length };
}

test('a page whose text differs again and again stops, and says that it did and what is safe', async () => {
  const reader = await scene.seat(scene.told.teams[1].manager);
  const { page } = reader;
  const server = await contradicted(reader);
  await openText(reader, scene.told.id);
  const stopped = page.getByRole('heading', { name: said('convention:unsteady.title'), level: 1 });
  const contradictedOnce = () => {
    server.contradict();
    return stopped.isVisible();
  };
  // What is said while the text is arriving counts for nothing, so it is said again.
  await expect.poll(contradictedOnce, { timeout: 120_000, interval: 1_000 }).toBe(true);
  expect(server.connections()).toBe(4);
  await expectNoViolations(page);
  await page.getByRole('button', { name: said('convention:reload-page') }).click();
  await expectSaved(reader);
});
