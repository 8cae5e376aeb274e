import { afterAll, beforeAll, expect, test } from 'vitest';
import { Installation } from './support/installation.ts';
import { comingsAndGoings } from './support/load-faults.ts';
import { gauge } from './support/memory.ts';
import { retyped } from './support/retyping.ts';
import { roomy } from './support/wire-page.ts';

const options = { environment: roomy, preload: [gauge] };

let installation: Installation;

beforeAll(async () => {
  installation = await Installation.make();
  await installation.start(options);
});

afterAll(() => installation.remove());

test('F-22 a day of joining and leaving: the heap stays flat', async () => {
  const { perComing } = await comingsAndGoings(installation, { parts: 4, perPart: 300 });
  // A connection that were kept would cost several kilobytes.
  expect(perComing).toBeLessThan(400);
});

test('F-23 a text that is written and thrown away again and again: its state, the heap and the disk stay bounded', async () => {
  const { measured, loading, diskPerLetter } = await retyped(installation, {
    parts: 3,
    perPart: 40,
    seed: 1,
    serving: options,
  });
  const [, middle, last] = measured;
  if (!middle || !last) throw new Error('nothing was measured');
  // What is left of a round: who deleted what, joined with the rounds before.
  const left = (last.state - middle.state) / (last.rounds - middle.rounds);
  expect(left).toBeLessThan(60);
  expect(last.heap - middle.heap).toBeLessThan(4 * 1_048_576);
  expect(diskPerLetter).toBeLessThan(4);
  expect(loading).toBeLessThan(2_000);
});
