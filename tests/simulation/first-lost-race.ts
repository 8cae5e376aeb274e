import { type RaceCounts, raceTheFreeze } from './freeze-races.ts';
import type { Flaw } from './simulation.ts';

export type Lost = { readonly fault: string | undefined; readonly counts: RaceCounts };

/** Runs the races of those seeds up to the first fault: what it is, how to see it again, and what was raced. */
export async function firstLostRace(range: {
  readonly from: number;
  readonly count: number;
  readonly flaw?: Flaw;
}): Promise<Lost> {
  const { from, count, flaw } = range;
  const sum = { races: 0, frozen: 0, edits: 0, kept: 0, refused: 0 };
  for (let seed = from; seed < from + count; seed++) {
    const { faults, counts } = await raceTheFreeze({ seed, ...(flaw ? { flaw } : {}) });
    for (const name of Object.keys(sum) as (keyof RaceCounts)[]) sum[name] += counts[name];
    if (faults.length > 0)
      return {
        fault: `seed ${seed}: ${faults.join('; ')}. Again: node tests/simulation/replay-races.ts ${seed}`,
        counts: sum,
      };
  }
  return { fault: undefined, counts: sum };
}
