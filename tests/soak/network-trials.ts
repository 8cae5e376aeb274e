/** F-14, F-15, F-17: a network, or a server, that fails in the middle of what people type. */
import assert from 'node:assert/strict';
import { Installation } from '../faults/support/installation.ts';
import { doubledAndSwapped, partitioned, stopped } from '../faults/support/network-faults.ts';
import { logOf } from '../faults/support/stored-twice.ts';
import type { Trial } from './trial.ts';

type Fault = (installation: Installation, seed: number) => Promise<string>;

/** One server for all the seeds, each with a convention of its own; the log is looked into after each. */
function networkTrial(about: Pick<Trial, 'name' | 'title' | 'defaultCount'>, fault: Fault): Trial {
  return {
    ...about,
    run: async ({ from, count, stop }, report) => {
      const installation = await Installation.make();
      try {
        await installation.start();
        for (let seed = from; seed < from + count && !stop.aborted; seed++) {
          try {
            const convention = await fault(installation, seed);
            await installation.stop();
            const { pieces, twice } = await logOf(installation.folder, convention);
            await installation.start();
            assert.deepEqual(twice, [], 'the log has something twice');
            report.passed(seed, { pieces });
          } catch (error) {
            report.failed(seed, error);
          }
        }
      } finally {
        await installation.remove();
      }
    },
  };
}

export const networkTrials: readonly Trial[] = [
  networkTrial(
    {
      name: 'F-14',
      title: 'a partition while both sides type, then heal: one text, nothing lost or doubled',
      defaultCount: 100,
    },
    (installation, seed) =>
      partitioned(installation, {
        kind: seed % 2 === 0 ? 'held' : 'lost',
        milliseconds: 200 + (seed % 50) * 200,
        seed,
      }),
  ),
  networkTrial(
    {
      name: 'F-15',
      title: 'messages to the server lost, doubled and swapped: each word once, nothing doubled',
      defaultCount: 300,
    },
    async (installation, seed) => (await doubledAndSwapped(installation, { seed, words: 120 })).convention,
  ),
  networkTrial(
    {
      name: 'F-17',
      title: 'the server stands still for a minute: nothing is called saved, then everything is',
      defaultCount: 5,
    },
    (installation, seed) => stopped(installation, { milliseconds: 60_000, seed }),
  ),
];
