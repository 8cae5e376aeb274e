/** Pages behind the proxy of an institution that lets no WebSocket through. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type InstitutionProxy, type ProxyHabits, startInstitutionProxy } from '../support/institution-proxy.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type Negotiation, negotiation } from '../support/two-parties.ts';
import { agreeByApi, atBrowser, command } from './support/already-negotiating.ts';
import { comment, discussion } from './support/discussing.ts';
import { said } from './support/sentences.ts';
import type { Visitor } from './support/visitor.ts';
import { visitorsOfEachTest } from './support/visitors.ts';
import {
  expectCaretOf,
  expectNotToRead,
  expectSaved,
  expectToRead,
  openText,
  writeParagraph,
} from './support/writing.ts';

type Behind = { readonly proxy: InstitutionProxy; readonly server: TestServer; readonly told: Negotiation };

let browser: Browser;
const installed: Behind[] = [];

/** A server that people reach through a proxy with these habits, and through it alone. */
async function behind(habits: ProxyHabits): Promise<Behind> {
  const proxy = await startInstitutionProxy(habits);
  const server = await startTestServer({ environment: { PUBLIC_URL: `http://localhost:${proxy.port}` } });
  proxy.target = server.port;
  const there = { proxy, server, told: await negotiation(server) };
  installed.push(there);
  return there;
}

async function seat({ server }: Behind, person: Negotiation['teams'][0]['director']): Promise<Visitor> {
  const visitor = await atBrowser(browser, server, { person });
  visitors.push(visitor);
  return visitor;
}

beforeAll(async () => {
  browser = await launchBrowser();
});

afterEach(async () => {
  for (const { proxy, server } of installed.splice(0)) {
    await proxy.close();
    await server.close();
  }
});

const visitors = visitorsOfEachTest();

afterAll(async () => {
  await browser.close();
});

test('F-24 a proxy refuses WebSockets: people write, see each other, discuss; a refused page keeps its words', async () => {
  const there = await behind({ upgrades: 'refused', streams: 'passed' });
  const { told, proxy } = there;
  const [first, second] = told.teams;
  const [writer, other] = [await seat(there, first.director), await seat(there, second.director)];
  await openText(writer, told.id);
  await openText(other, told.id);
  expect(proxy.upgrades()).toBeGreaterThan(0);
  await writeParagraph(writer, 'values', 'Respect mutuel.');
  await expectSaved(writer);
  await expectToRead(other, 'values', 'Respect mutuel.');
  await expectCaretOf(other, 'values', writer);
  await writeParagraph(other, 'project', 'Un projet ');
  await other.page.keyboard.press('Control+b');
  await other.page.keyboard.type('biennal');
  await expectToRead(writer, 'project', 'Un projet biennal');
  const about = { section: 'project', word: 'biennal' } as const;
  await comment(other, about, 'Pourquoi deux ans ?');
  await discussion(writer, about).waitFor();
  // The words typed while the way is cut are for a section that is closed meanwhile.
  proxy.habits.streams = 'refused';
  proxy.cut();
  await writer.page.getByText(said('convention:saved.offline')).waitFor();
  await writeParagraph(writer, 'values', 'Écrit trop tard.');
  await agreeByApi(told, told.teams, ['values']);
  proxy.habits.streams = 'passed';
  const section = said('sections:values');
  await writer.page.getByRole('alert').getByText(said('convention:refused.title-in', { section })).waitFor();
  const kept = writer.page.getByRole('complementary', { name: said('convention:kept.title') });
  await kept.getByText('Écrit trop tard.').waitFor();
  await expectNotToRead(writer, 'values', 'Écrit trop tard.');
  await writeParagraph(writer, 'project', 'La suite est enregistrée.');
  await expectSaved(writer);
  await expectToRead(other, 'project', 'La suite est enregistrée.');
  expect(writer.accidents).toEqual([]);
});

test('F-24 a proxy swallows WebSockets: the page waits a moment, then works, and does not wait again', async () => {
  const there = await behind({ upgrades: 'swallowed', streams: 'passed' });
  const writer = await seat(there, there.told.teams[0].manager);
  await openText(writer, there.told.id);
  await writeParagraph(writer, 'means', 'Une salle.');
  await expectSaved(writer);
  const tried = there.proxy.upgrades();
  there.proxy.cut();
  await writeParagraph(writer, 'means', 'Deux salles.');
  await expectSaved(writer);
  expect(there.proxy.upgrades()).toBe(tried);
});

test('what was decided while a page was not connected is seen when it is again, without anything else happening', async () => {
  const there = await behind({ upgrades: 'refused', streams: 'passed' });
  const { told, proxy } = there;
  const [first, second] = told.teams;
  const reader = await seat(there, first.director);
  await openText(reader, told.id);
  // The API goes on answering, and the browser believes itself online: nothing but the page's own connection says a thing.
  proxy.habits.streams = 'refused';
  proxy.cut();
  await reader.page.getByText(said('convention:saved.offline')).waitFor();
  const { facts } = await second.manager.api.text.get({ id: told.id });
  const reason = 'Il manque le loyer de la salle.';
  const { digest } = facts.sections.means;
  await command(told, second.manager, { type: 'takeStance', section: 'means', position: 'reserve', digest, reason });
  const shown = reader.page.getByText(reason);
  expect(await shown.count()).toBe(0);
  proxy.habits.streams = 'passed';
  await shown.waitFor();
});
