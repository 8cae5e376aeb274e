import { afterAll, beforeAll, expect, test } from 'vitest';
import { Installation } from './support/installation.ts';
import { movingCursors } from './support/load-faults.ts';
import { gauge } from './support/memory.ts';
import { roomy } from './support/wire-page.ts';

let installation: Installation;

beforeAll(async () => {
  installation = await Installation.make();
  await installation.start({ environment: roomy, preload: [gauge] });
});

afterAll(() => installation.remove());

test('F-21 five hundred people move their carets: twenty messages a second at most, and words still pass', async () => {
  const convention = await installation.openConvention();
  const found = await movingCursors(installation, { convention, count: 500, movesPerSecond: 1, milliseconds: 3_000 });
  // One at most every 50 ms; half a message for the edges of the time measured.
  expect(found.framesPerSecond).toBeLessThan(20.5);
  expect(found.bytesPerSecond).toBeLessThan(256 * 1_024);
  expect(found.slowest).toBeLessThan(5_000);
});

test('F-21 forty people who move all the time are told of each other twenty times a second at most', async () => {
  const convention = await installation.openConvention();
  const found = await movingCursors(installation, { convention, count: 40, movesPerSecond: 10, milliseconds: 2_000 });
  expect(found.framesPerSecond).toBeGreaterThan(2);
  expect(found.framesPerSecond).toBeLessThan(20.5);
});
