import { describe, expect, test } from 'vitest';
import { firstFault } from './first-fault.ts';
import { firstLostRace } from './first-lost-race.ts';
import { play } from './play.ts';
import type { Flaw } from './simulation.ts';

describe('the simulation notices what is wrong on purpose', () => {
  const flaws: readonly (readonly [Flaw, string])[] = [
    ['answers-early', 'a store that answers before it is durable'],
    ['heads-unchecked', 'a store that appends whatever the heads are'],
    ['last-update-lost', 'a store that forgets its last update'],
    ['update-kept-twice-over', 'a store that keeps updates twice over'],
  ];
  test.each(flaws)('%s: %s', async (flaw) => {
    expect(await firstFault({ from: 0, count: 400, flaw })).toBeDefined();
  });
});

test('the same seed tells the same story', async () => {
  const twice = [await play({ seed: 7, isTold: true }), await play({ seed: 7, isTold: true })];
  expect(twice[0]?.story.length).toBeGreaterThan(20);
  expect(twice[1]).toEqual(twice[0]);
});

test('F-38 a store that keeps an older text than was frozen is noticed by the races', async () => {
  const { fault } = await firstLostRace({ from: 0, count: 5, flaw: 'older-text-kept' });
  expect(fault).toMatch(/in the text, and is lost|was saved and is not in the text|is in the text by half/);
});
