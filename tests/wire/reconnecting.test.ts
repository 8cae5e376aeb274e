/** How a page comes back: the stock provider, with the product's own waits. */
import { expect, test } from 'vitest';
import { spreadReconnections } from '../../client/src/editor/spread-reconnections.ts';
import { EngineStory } from '../support/engine-story.ts';
import { eventually } from '../support/eventually.ts';
import { manager } from '../support/people.ts';
import { wire } from '../support/wire.ts';

const on = wire();

test('F-20 a stock provider waits as long as it is told, and begins anew with each connection that worked', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const page = await on.page(story, manager('relais'), { connect: false });
  const chances = [0.5, 1];
  spreadReconnections(page.provider, () => chances.shift() ?? 0);
  const waits: number[] = [];
  let closedAt = 0;
  page.provider.on('connection-close', () => {
    closedAt = performance.now();
  });
  page.provider.on('status', ({ status }) => {
    if (status === 'connecting' && closedAt > 0) waits.push(performance.now() - closedAt);
  });
  page.provider.connect();
  await page.synced();
  for (const count of [1, 2]) {
    page.provider.ws?.close();
    await eventually(() => waits.length === count && page.provider.synced);
  }
  expect(waits[0]).toBeGreaterThanOrEqual(600);
  expect(waits[1]).toBeGreaterThanOrEqual(1_000);
});
