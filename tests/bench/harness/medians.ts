/** Many measurements of one thing, summed up. */
import type { ContenderName } from './contenders.ts';
import type { Measures } from './scenario.ts';

/** Every repetition of a scenario, by contender, in the order in which they were measured. */
export type Found = Readonly<Partial<Record<ContenderName, readonly Measures[]>>>;
export type Medians = Readonly<Partial<Record<ContenderName, Measures>>>;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper;
}

export function mediansOf(found: Found): Medians {
  return Object.fromEntries(Object.entries(found).map(([contender, runs]) => [contender, mediansOfRuns(runs)]));
}

function mediansOfRuns(runs: readonly Measures[]): Measures {
  const names = [...new Set(runs.flatMap((run) => Object.keys(run)))];
  return Object.fromEntries(names.map((name) => [name, median(runs.flatMap((run) => run[name] ?? []))]));
}
