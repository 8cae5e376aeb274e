import { expect, test } from 'vitest';
import { playForgerStory } from '../support/forger-story.ts';

test('F-30 F-34 F-36 whatever is admitted of forged updates among honest ones, all replicas and a fresh one are the same', {
  timeout: 60_000,
}, () => {
  let sum = 0;
  for (let seed = 1; seed <= 25; seed++) {
    const { wrong, admitted } = playForgerStory(seed);
    expect(wrong, `seed ${seed}`).toEqual([]);
    sum += admitted;
  }
  // Otherwise it shows nothing.
  expect(sum).toBeGreaterThan(60);
});
