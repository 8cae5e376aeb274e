/** Pages behind the proxy of an institution that lets no WebSocket through. */
import { afterEach, expect, test } from 'vitest';
import { type InstitutionProxy, type ProxyHabits, startInstitutionProxy } from '../support/institution-proxy.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type Negotiation, negotiation } from '../support/two-parties.ts';
import { signIn } from './support/accounts.ts';
import { agreeByApi, command } from './support/already-negotiating.ts';
import { comment, discussion } from './support/discussing.ts';
import { seatsOfEachTest } from './support/seats.ts';
import { said } from './support/sentences.ts';
import {
  beginParagraph,
  caretsIn,
  expectCaretOf,
  expectHere,
  expectNotToRead,
  expectSaved,
  expectToRead,
  openText,
  writeParagraph,
} from './support/writing.ts';

type Behind = { readonly proxy: InstitutionProxy; readonly server: TestServer; readonly told: Negotiation };

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

afterEach(async () => {
  for (const { proxy, server } of installed.splice(0)) {
    await proxy.close();
    await server.close();
  }
});

const seats = seatsOfEachTest();

test('F-24 a proxy refuses WebSockets: people write, see each other, discuss; a refused page keeps its words', async () => {
  const there = await behind({ upgrades: 'refused', streams: 'passed' });
  const { told, proxy } = there;
  const [first, second] = told.teams;
  const [writer, other] = [
    await seats.take(there.server, first.director),
    await seats.take(there.server, second.director),
  ];
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
  const writer = await seats.take(there.server, there.told.teams[0].manager);
  await openText(writer, there.told.id);
  await writeParagraph(writer, 'means', 'Une salle.');
  await expectSaved(writer);
  const tried = there.proxy.upgrades();
  there.proxy.cut();
  await writeParagraph(writer, 'means', 'Deux salles.');
  await expectSaved(writer);
  expect(there.proxy.upgrades()).toBe(tried);
});

test('F-24 one person at two computers, one of them without WebSockets: both write, and see each other; others see one person', async () => {
  const there = await behind({ upgrades: 'passed', streams: 'passed' });
  const { told, proxy, server } = there;
  const [{ director }, { manager }] = told.teams;
  const [office, onlooker] = [await seats.take(server, director), await seats.take(server, manager)];
  await openText(office, told.id);
  await openText(onlooker, told.id);
  proxy.habits.upgrades = 'refused';
  const { name, email, password } = director;
  const home = { ...(await seats.newcomer(server, { name })), email, password };
  await home.page.goto('/sign-in');
  await signIn(home);
  await home.page.waitForURL(`${server.url}/`);
  const streamed = home.page.waitForResponse(/\/sync\/.*\/events\?/);
  await openText(home, told.id);
  expect((await streamed).ok()).toBe(true);
  await beginParagraph(office, 'values');
  await beginParagraph(home, 'values');
  await Promise.all([office.page.keyboard.type('Au bureau.'), home.page.keyboard.type('À la maison.')]);
  for (const visitor of [office, home, onlooker]) {
    for (const words of ['Au bureau.', 'À la maison.']) await expectToRead(visitor, 'values', words);
  }
  await expectSaved(office);
  await expectSaved(home);
  await expectCaretOf(office, 'values', home);
  await expectCaretOf(home, 'values', office);
  await expect.poll(() => caretsIn(onlooker, 'values')).toBe(2);
  for (const visitor of [office, home, onlooker]) await expectHere(visitor, 2);
  // Somebody who leaves one computer is still there.
  await office.context.close();
  await expect.poll(() => caretsIn(onlooker, 'values')).toBe(1);
  await expectHere(onlooker, 2);
  await home.context.close();
  await expectHere(onlooker, 1);
  expect([...office.accidents, ...home.accidents, ...onlooker.accidents]).toEqual([]);
});

test('what was decided while a page was not connected is seen when it is again, without anything else happening', async () => {
  const there = await behind({ upgrades: 'refused', streams: 'passed' });
  const { told, proxy } = there;
  const [first, second] = told.teams;
  const reader = await seats.take(there.server, first.director);
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
