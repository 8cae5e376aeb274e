/** When presence is told: at once after a rest, then at intervals, together with text that is on its way, and less often the more it costs. */
import { PresenceBoard } from '@entente/server/text/presence-board';
import type { PresenceNews } from '@entente/server/text/presence-news';
import { expect, test } from 'vitest';

const user = { id: 'u', name: 'Direction', organisation: 'relais', organisationName: 'Le Relais', color: '#123456' };

function board(pages: number) {
  const state = { isSendingSoon: false };
  const timers: { readonly milliseconds: number; readonly act: () => void }[] = [];
  const told: PresenceNews[] = [];
  const presence = new PresenceBoard(
    {
      clock: () => new Date('2026-03-02T09:00:00.000Z'),
      scheduler: {
        nextTurn: () => Promise.resolve(),
        after: (milliseconds, act) => {
          timers.push({ milliseconds, act });
          return () => undefined;
        },
        every: () => () => undefined,
      },
    },
    { count: () => pages, isSendingSoon: () => state.isSendingSoon, tell: (news) => told.push(news) },
  );
  return { presence, state, timers, told };
}

test('the first change is told at once, the next ones together, fifty milliseconds later', () => {
  const { presence, timers, told } = board(3);
  presence.show(1, user, { section: 'budget' });
  presence.show(2, user, { section: 'project' });
  presence.show(1, user, { section: 'project' });
  expect(told.map((news) => [news.isAbout(1), news.isAbout(2)])).toEqual([[true, false]]);
  expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([50]);
  timers[0]?.act();
  expect(told.slice(1).map((news) => [news.isAbout(1), news.isAbout(2)])).toEqual([[true, true]]);
  timers[1]?.act();
  expect(told).toHaveLength(2);
});

test('while text is on its way presence waits for it, and is taken along once', () => {
  const { presence, state, timers, told } = board(3);
  state.isSendingSoon = true;
  presence.show(1, user, { section: 'budget' });
  expect(told).toEqual([]);
  expect(presence.takeNews()?.isAbout(1)).toBe(true);
  expect(presence.takeNews()).toBeUndefined();
  presence.show(2, user, { section: 'budget' });
  // Not yet: it was told a moment ago.
  expect(presence.takeNews()).toBeUndefined();
  timers[0]?.act();
  expect(told).toEqual([]);
  // Nothing was sent after all: whoever held it back says so.
  state.isSendingSoon = false;
  presence.tell();
  expect(told.map((news) => news.isAbout(2))).toEqual([true]);
});

test('where much is typed, what is due goes with the next text, and waits for it no longer than a moment', () => {
  const { presence, timers, told } = board(3);
  presence.show(1, user, { section: 'budget' });
  presence.show(1, user, { section: 'project' });
  for (let turn = 0; turn < 3; turn++) expect(presence.takeNews()).toBeUndefined();
  timers[0]?.act();
  expect(told).toHaveLength(1);
  presence.show(2, user, { section: 'project' });
  expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([50, 15]);
  const taken = presence.takeNews();
  expect([taken?.isAbout(1), taken?.isAbout(2)]).toEqual([true, true]);
  // No text comes: nothing was sent since, and it is told when it is due; then after three texts, a moment later.
  presence.show(1, user, { section: 'roles' });
  timers[2]?.act();
  expect(told).toHaveLength(2);
  for (let turn = 0; turn < 3; turn++) presence.takeNews();
  timers[3]?.act();
  presence.show(1, user, { section: 'means' });
  expect(told).toHaveLength(2);
  timers[4]?.act();
  expect(told).toHaveLength(3);
  expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([50, 15, 50, 50, 15, 50]);
});

test('F-21 five hundred who move at once are told of less often, so that the server is there for the text', () => {
  const { presence, timers } = board(500);
  presence.show(0, user, { section: 'budget' });
  for (let page = 1; page <= 500; page++) presence.show(page, user, { section: 'budget' });
  timers[0]?.act();
  expect(timers[1]?.milliseconds).toBeGreaterThan(500);
  expect(timers[1]?.milliseconds).toBeLessThanOrEqual(1_000);
});
