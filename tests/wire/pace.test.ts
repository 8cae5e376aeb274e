/** A large room gathers what is typed; a small one, and one that rested, sends at once. */
import { Pace, restAfter } from '@entente/server/conventions/pace';
import type { Scheduler } from '@entente/server/scheduler';
import { expect, test } from 'vitest';

/** Time in the test's hand. */
function heldScheduler() {
  const waiting: { readonly milliseconds: number; readonly act: () => void }[] = [];
  const scheduler: Scheduler = {
    nextTurn: () => Promise.resolve(),
    after: (milliseconds, act) => {
      waiting.push({ milliseconds, act });
      return () => undefined;
    },
    every: () => () => undefined,
  };
  return { scheduler, waiting };
}

const isSoon = (promise: Promise<void>) =>
  Promise.race([promise.then(() => true), new Promise<boolean>((resolve) => setImmediate(() => resolve(false)))]);

test('the rest grows with the room, from nothing, and has a bound', () => {
  expect([1, 50, 99, 100, 200, 400, 600, 1_000, 10_000].map(restAfter)).toEqual([0, 0, 0, 2, 4, 8, 12, 12, 12]);
});

test('an edit in a room that rested waits for nothing; the next turn of a large room comes after a while', async () => {
  const { scheduler, waiting } = heldScheduler();
  const pace = new Pace(scheduler);
  expect(await isSoon(pace.rested())).toBe(true);
  pace.sends(1_000);
  const next = pace.rested();
  expect(await isSoon(next)).toBe(false);
  expect(waiting.map(({ milliseconds }) => milliseconds)).toEqual([12]);
  waiting[0]?.act();
  expect(await isSoon(next)).toBe(true);
  expect(await isSoon(pace.rested())).toBe(true);
});

test('a small room never waits', async () => {
  const { scheduler, waiting } = heldScheduler();
  const pace = new Pace(scheduler);
  pace.sends(50);
  expect(await isSoon(pace.rested())).toBe(true);
  expect(waiting).toEqual([]);
});
