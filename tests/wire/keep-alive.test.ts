/** Signs of life for many pages: everybody's turn comes once in an interval, and never everybody's at once. */
import { KeepAlive } from '@entente/server/text/keep-alive';
import { expect, test } from 'vitest';

test('F-19 each of a thousand pages hears something once in an interval, a few of them at a time', () => {
  let tick: () => void = () => undefined;
  let step = 0;
  const keepAlive = new KeepAlive(
    {
      nextTurn: async () => undefined,
      after: () => () => undefined,
      every: (milliseconds, act) => {
        step = milliseconds;
        tick = act;
        return () => undefined;
      },
    },
    15_000,
  );
  const heard = Array.from({ length: 1_000 }, () => 0);
  let atOnce = 0;
  const leave = heard.map((_, page) =>
    keepAlive.join({
      keepAlive: () => {
        heard[page] = (heard[page] ?? 0) + 1;
        atOnce += 1;
      },
    }),
  );
  let most = 0;
  for (let passed = 0; passed < 15_000; passed += step) {
    atOnce = 0;
    tick();
    most = Math.max(most, atOnce);
  }
  expect(new Set(heard)).toEqual(new Set([1]));
  expect(most).toBeLessThan(50);
  for (const leaves of leave) leaves();
  for (let passed = 0; passed < 15_000; passed += step) tick();
  expect(new Set(heard)).toEqual(new Set([1]));
});
