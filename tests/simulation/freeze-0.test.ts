import { expect, test } from 'vitest';
import { firstLostRace } from './first-lost-race.ts';
import { racesOfASeed } from './freeze-races.ts';

/** Some forty seconds on an idle machine; how long it takes is no finding. More: `npm run soak -- F-38`. */
const longest = 600_000;
const seeds = 250;

test(
  'F-38 five thousand races of edits with the freeze: each edit is whole in the frozen text, or its author was told that it is not',
  async () => {
    const { fault, counts } = await firstLostRace({ from: 0, count: seeds });
    expect(fault).toBeUndefined();
    expect(counts.races).toBe(seeds * racesOfASeed);
    // Most races end in a freeze; many edits come in time, and many too late.
    expect(counts.frozen).toBeGreaterThan(counts.races * 0.6);
    expect(Math.min(counts.kept, counts.refused)).toBeGreaterThan(counts.races * 0.5);
  },
  longest,
);
