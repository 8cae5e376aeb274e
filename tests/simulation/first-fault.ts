import { play } from './play.ts';
import type { Flaw } from './simulation.ts';

export type Range = { readonly from: number; readonly count: number; readonly flaw?: Flaw };

/** The first seed of the range that finds a fault: what it finds, and how to see it again. */
export async function firstFault({ from, count, flaw }: Range): Promise<string | undefined> {
  for (let seed = from; seed < from + count; seed++) {
    const { faults } = await play({ seed, ...(flaw ? { flaw } : {}) });
    if (faults.length > 0) return `seed ${seed}: ${faults.join('; ')}. Again: node tests/simulation/replay.ts ${seed}`;
  }
  return undefined;
}
