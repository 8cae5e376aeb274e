import { closeCodes } from '@entente/shared/wire/messages';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reconnectDelay } from '../../client/src/editor/reconnect-delay.ts';

const codes = [null, 1006, 1011, ...Object.values(closeCodes)];

test('F-20 a page waits at least a moment and at most fifteen seconds, and longer the more often it failed', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...codes),
      fc.integer({ min: 1, max: 5_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (code, failures, chance) => {
        const delay = reconnectDelay({ code, failures }, chance);
        expect(delay).toBeGreaterThanOrEqual(200);
        expect(delay).toBeLessThanOrEqual(15_000);
        expect(reconnectDelay({ code, failures: failures + 1 }, chance)).toBeGreaterThanOrEqual(delay);
      },
    ),
  );
  expect(reconnectDelay({ code: 1006, failures: 100 }, 1)).toBe(15_000);
});

test('F-20 a thousand pages that a restart cuts off together come back over seconds, never all at once', () => {
  const draws = Array.from({ length: 1_000 }, (_, page) => (page + 0.5) / 1_000);
  const returns = draws.map((chance) => reconnectDelay({ code: closeCodes.restarting, failures: 1 }, chance));
  expect(Math.max(...returns)).toBeGreaterThan(4_500);
  for (let from = 0; from <= 15_000; from += 100) {
    const together = returns.filter((delay) => delay >= from && delay < from + 100).length;
    expect(together, `from ${from} ms`).toBeLessThanOrEqual(25);
  }
});

test('F-20 who lost the network alone is back within a second', () => {
  expect(reconnectDelay({ code: 1006, failures: 1 }, 1)).toBeLessThanOrEqual(1_000);
});
