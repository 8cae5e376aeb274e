import { expect, test } from 'vitest';
import { withstand } from './adversarial.ts';
import { converge } from './convergence.ts';
import { swallow } from './malformed.ts';

/** The long forms are trials of `npm run soak`: convergence, malformed, adversarial. */
const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed);

test('F-15 five people, three hundred edits, messages lost, doubled and swapped, restarts: all read the same', () => {
  let updates = 0;
  for (const seed of seeds(60)) updates += converge(seed).updates;
  expect(updates).toBeGreaterThan(3_000);
});

test('F-25 F-26 bytes that are no message: the text stays as it is, and somebody honest goes on', async () => {
  for (const seed of seeds(3)) {
    const { frames, connections } = await swallow(seed, 1_000);
    expect([frames, connections > 100]).toEqual([1_000, true]);
  }
});

test('F-30 F-34 hostile updates: no lock is got round, no author forged, nobody honest refused, one text in every order', () => {
  const sum = { hostile: 0, admitted: 0, honest: 0 };
  for (const seed of seeds(40)) {
    const counts = withstand(seed);
    for (const name of ['hostile', 'admitted', 'honest'] as const) sum[name] += counts[name];
  }
  expect(sum.hostile).toBe(4_000);
  expect(Math.min(sum.admitted, sum.honest)).toBeGreaterThan(200);
});
