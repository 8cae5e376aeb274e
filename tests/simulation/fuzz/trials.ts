/** The long forms: what `npm test` does for seconds, for as long as somebody likes. */
import { independentTrial, type Trial } from '../../soak/trial.ts';
import { raceTheFreeze } from '../freeze-races.ts';
import { play } from '../play.ts';
import { withstand } from './adversarial.ts';
import { converge } from './convergence.ts';
import { swallow } from './malformed.ts';

/** `node tests/simulation/replay.ts <seed>` tells the story of a seed. */
const simulationTrial = independentTrial(
  {
    name: 'simulation',
    title:
      'Rooms, store, wire and pages under one seeded scheduler: whatever fails, nothing saved or seen is lost, and all read the same.',
    defaultCount: 100_000,
  },
  async (seed) => {
    const { faults, counts } = await play({ seed });
    if (faults.length > 0) throw new Error(faults.join('; '));
    const { tasks = 0, updates = 0, crashes = 0 } = counts;
    return { stories: 1, tasks, updates, crashes, oddUndos: counts['odd undos'] ?? 0 };
  },
);

const convergenceTrial = independentTrial(
  {
    name: 'convergence',
    title: 'F-15: five people, 300 edits, messages lost, doubled and swapped, restarts: all read the same.',
    defaultCount: 100_000,
  },
  async (seed) => ({ runs: 1, ...converge(seed) }),
);

const malformedTrial = independentTrial(
  {
    name: 'malformed',
    title: 'F-25, F-26: bytes that are no message, into the path of a page’s messages; 10,000 a seed.',
    defaultCount: 1_000,
  },
  (seed) => swallow(seed),
);

const adversarialTrial = independentTrial(
  {
    name: 'adversarial',
    title: 'F-28 to F-36: hostile updates among honest ones; 100 a seed.',
    defaultCount: 1_000,
  },
  async (seed) => withstand(seed),
);

/** `node tests/simulation/replay-races.ts <seed>` tells the story of a seed. */
const freezeTrial = independentTrial(
  {
    name: 'F-38',
    title: 'Edits race the freeze, twenty times a seed: each is whole in the frozen text, or its author was told.',
    defaultCount: 10_000,
  },
  async (seed) => {
    const { faults, counts } = await raceTheFreeze({ seed });
    if (faults.length > 0) throw new Error(faults.join('; '));
    return counts;
  },
);

export const simulationTrials: readonly Trial[] = [
  simulationTrial,
  freezeTrial,
  convergenceTrial,
  malformedTrial,
  adversarialTrial,
];
