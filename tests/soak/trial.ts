/** What `npm run soak` runs: a trial that can be repeated from a seed, for as long as somebody likes. */
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Seeds `from`, `from + 1`, … `from + count - 1`. A seed decides everything that a trial chooses by chance. */
export type SeedRange = {
  readonly from: number;
  readonly count: number;
  /** Aborted when the person at the keyboard, or the time that was given, says stop: finish the seed under way and return. */
  readonly stop: AbortSignal;
};

/** Where a trial says how it goes. Every seed is settled once: `passed` or `failed`. */
export type Report = {
  /** The seed went well. `counts` are added up under their names (kills, edits, frames …). */
  passed(seed: number, counts?: Readonly<Record<string, number>>): void;
  /** The seed found a fault. The trial may go on with the next one. */
  failed(seed: number, reason: unknown, counts?: Readonly<Record<string, number>>): void;
  /** A sentence for whoever watches, on standard error. */
  say(sentence: string): void;
};

export type Trial = {
  /** What the command line calls it: a fault's number (`F-01`), or a word (`convergence`). */
  readonly name: string;
  /** One sentence: what is done to the product, and what must hold. */
  readonly title: string;
  /** How many seeds make the long form. */
  readonly defaultCount: number;
  /** Why this machine can't run it (a privilege that the kernel refuses, a missing program); undefined when it can. */
  impediment?(): Promise<string | undefined>;
  /** Runs the seeds in their order. What it starts ends with it. It throws only when it could not be run at all. */
  run(seeds: SeedRange, report: Report): Promise<void>;
};

/** A trial whose seeds have nothing to do with each other: `attempt` throws when the seed finds a fault, and returns its counts. */
export function independentTrial(
  about: Pick<Trial, 'name' | 'title' | 'defaultCount'> & Partial<Pick<Trial, 'impediment'>>,
  attempt: (seed: number, say: Report['say']) => Promise<Readonly<Record<string, number>>>,
): Trial {
  return {
    ...about,
    run: async ({ from, count, stop }, report) => {
      for (let seed = from; seed < from + count && !stop.aborted; seed++) {
        try {
          report.passed(seed, await attempt(seed, report.say));
        } catch (error) {
          report.failed(seed, error);
        }
        // A seed that waits for nothing would keep everybody's wish to stop from being heard.
        await nextTurn();
      }
    },
  };
}

export type Attempts = {
  /** Throws when the seed finds a fault, and returns its counts. */
  readonly attempt: (seed: number) => Promise<Readonly<Record<string, number>>>;
  /** Ends what was prepared. */
  readonly end: () => Promise<void>;
};

/** A trial whose seeds share what is prepared once: a server that lives through them, a folder that they copy. */
export function sharedTrial(
  about: Pick<Trial, 'name' | 'title' | 'defaultCount'> & Partial<Pick<Trial, 'impediment'>>,
  prepare: () => Promise<Attempts>,
): Trial {
  return {
    ...about,
    run: async (seeds, report) => {
      const { attempt, end } = await prepare();
      try {
        await independentTrial(about, attempt).run(seeds, report);
      } finally {
        await end();
      }
    },
  };
}
