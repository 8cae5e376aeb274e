/** The wire without WebSockets: the stock provider, with the product's own socket of server-sent events and POST. */
import { closeCodes } from '@entente/shared/wire/messages';
import { expect, test } from 'vitest';
import { EngineStory } from '../support/engine-story.ts';
import { eventually } from '../support/eventually.ts';
import { startInstitutionProxy } from '../support/institution-proxy.ts';
import type { PageOptions } from '../support/page.ts';
import { director, manager } from '../support/people.ts';
import { byEventStream, byWhateverWorks } from '../support/stream-page.ts';
import { wire } from '../support/wire.ts';

const on = wire();
const stream: PageOptions = { socket: byEventStream };

test('F-24 two pages write together, one by WebSocket and one without: same text, same acknowledgement, same presence', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const [without, by] = [await on.page(story, manager('relais'), stream), await on.page(story, manager('ville'))];
  await Promise.all([without.synced(), by.synced()]);
  without.type('project', 'Écrit sans WebSocket.');
  by.type('project', 'Écrit par WebSocket.');
  await Promise.all([without.allSaved(), by.allSaved()]);
  await eventually(() => without.words('project') === by.words('project'));
  expect(by.words('project')).toContain('Écrit sans WebSocket.');
  expect(by.words('project')).toContain('Écrit par WebSocket.');
  without.provider.awareness.setLocalStateField('section', 'project');
  await eventually(() => by.provider.awareness.getStates().get(without.clientId)?.section === 'project');
  await eventually(() => without.provider.awareness.getStates().has(by.clientId));
  without.leave();
  await eventually(() => !by.provider.awareness.getStates().has(without.clientId));
});

test('F-24 announcements arrive, and a refused page is told why and closed with 4409', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const page = await on.page(story, manager('relais'), stream);
  await page.synced();
  on.engine.conventions.announce(story.id, 'threads');
  await eventually(() => page.announcements.some(({ kind }) => kind === 'threads'));
  await story.closes('budget');
  page.type('budget', 'Trop tard.');
  await eventually(() => page.closings.includes(closeCodes.updateRefused));
  expect(page.refusals).toEqual([{ code: 'section-closed', section: 'budget' }]);
  expect(page.saved()).toBeLessThan(page.sent());
});

test('F-41 signing out ends a page without WebSockets within a second; a stranger and a stale page hear their codes', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const page = await on.page(story, director('ville'), stream);
  await page.synced();
  on.engine.conventions.disconnect(director('ville').person, 'signed-out');
  await eventually(() => page.closings[0] === closeCodes.signedOut, 1_000);
  const stale = await on.page(story, director('ville'), { ...stream, params: { epoch: 'of an older copy' } });
  await eventually(() => stale.closings[0] === closeCodes.stalePage);
});

test('F-16 a POST whose answer was lost is sent again and taken once: nothing is doubled, everything is saved', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const proxy = await startInstitutionProxy({ upgrades: 'refused', streams: 'passed' });
  try {
    proxy.target = on.engine.port;
    const page = await on.page(story, manager('relais'), { ...stream, syncUrl: `ws://127.0.0.1:${proxy.port}/sync` });
    await page.synced();
    await page.allSaved();
    proxy.losePosts(2);
    page.type('values', 'Une fois.');
    await page.allSaved();
    page.type('values', 'Une autre.');
    await page.allSaved();
    const reader = await on.page(story, manager('ville'));
    await reader.synced();
    expect(reader.words('values').match(/Une fois\./g)).toHaveLength(1);
    expect(reader.words('values')).toContain('Une autre.');
    expect(page.closings).toEqual([]);
  } finally {
    await proxy.close();
  }
});

test.for(['refused', 'swallowed', 'mute'] as const)(
  'F-24 a proxy by which WebSockets are %s: the page goes over by itself, and is saved',
  async (upgrades) => {
    const story = await EngineStory.twoParties(on.engine);
    const proxy = await startInstitutionProxy({ upgrades, streams: 'passed' });
    try {
      proxy.target = on.engine.port;
      const page = await on.page(story, manager('relais'), {
        socket: byWhateverWorks(),
        syncUrl: `ws://127.0.0.1:${proxy.port}/sync`,
      });
      await page.synced();
      expect(page.closings).toEqual([]);
      page.type('values', 'Malgré le mandataire.');
      await page.allSaved();
      const tried = proxy.upgrades();
      expect(tried).toBeGreaterThan(0);
      // A connection that breaks is made anew, with what was typed meanwhile.
      proxy.cut();
      await eventually(() => page.closings.length > 0);
      page.type('values', 'Pendant la coupure.');
      await eventually(() => page.provider.synced);
      await page.allSaved();
      const reader = await on.page(story, manager('ville'));
      await reader.synced();
      expect(reader.words('values')).toContain('Malgré le mandataire.');
      expect(reader.words('values')).toContain('Pendant la coupure.');
      // What gave no answer isn't waited for again.
      expect(proxy.upgrades() > tried).toBe(upgrades === 'refused');
    } finally {
      await proxy.close();
    }
  },
);

test('F-24 a proxy that collects answers lets no stream begin: the page knows that it is not connected, and keeps its words', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const proxy = await startInstitutionProxy({ upgrades: 'refused', streams: 'collected' });
  try {
    proxy.target = on.engine.port;
    const page = await on.page(story, manager('relais'), {
      socket: byWhateverWorks({ patience: 500 }),
      syncUrl: `ws://127.0.0.1:${proxy.port}/sync`,
    });
    page.type('values', 'Gardé ici.');
    await eventually(() => page.closings.length >= 2);
    expect(page.provider.wsconnected).toBe(false);
    expect([page.sent(), page.saved()]).toEqual([0, 0]);
    proxy.habits.streams = 'passed';
    await page.synced();
    await page.allSaved();
    const reader = await on.page(story, manager('ville'));
    await reader.synced();
    expect(reader.words('values')).toContain('Gardé ici.');
  } finally {
    await proxy.close();
  }
});

test('F-24 where WebSockets work, a page uses one', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const requests: string[] = [];
  const page = await on.page(story, manager('relais'), {
    socket: byWhateverWorks({
      fetch: async (url) => {
        requests.push(url);
        throw new Error('not asked for');
      },
    }),
  });
  await page.synced();
  page.type('values', 'Par WebSocket.');
  await page.allSaved();
  expect(requests).toEqual([]);
});
