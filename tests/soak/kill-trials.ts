/** F-01: a server that is killed again and again while people type. */
import { Kills, type KillWish } from '../faults/support/kills.ts';
import { sharedTrial, type Trial } from './trial.ts';

function killTrial(about: Pick<Trial, 'name' | 'title'>, wish: KillWish): Trial {
  return sharedTrial({ ...about, defaultCount: 1_000 }, async () => {
    const kills = await Kills.prepare(wish);
    return { attempt: (seed) => kills.once(seed), end: () => kills.end() };
  });
}

const title = 'kill -9 at any moment: nothing called saved, and nothing that another received, is missing';

export const killTrials: readonly Trial[] = [
  killTrial({ name: 'F-01', title: `${title} (eight pages, 400 edits a second)` }, { between: [30, 500], rate: 400 }),
  killTrial(
    { name: 'F-01-load', title: `${title} (26 pages, 3,000 edits a second)` },
    { between: [100, 700], rate: 3_000, writers: 24, readers: 2, mostUnsaved: 150 },
  ),
];
