/** F-02 to F-08 and F-13 in their long forms: exact points of death, lost power, failing flushes, torn and flipped bytes. */
import { statSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flipAt, storedDigest, vitalParts, wearIn } from '../faults/support/damage.ts';
import { Installation } from '../faults/support/installation.ts';
import { joinWhileOthersLeave } from '../faults/support/leaving-and-joining.ts';
import { loadsOf, serverNotingLoads } from '../faults/support/loads-of.ts';
import { faultsServed } from '../faults/support/reading.ts';
import { RecordedLoad } from '../faults/support/recorded-load.ts';
import { type StopPoint, stopPoints } from '../faults/support/stop-points.ts';
import { stopAtEach } from '../faults/support/stopping.ts';
import { tracingImpediment } from '../faults/support/strace.ts';
import { TornLog } from '../faults/support/torn-log.ts';
import { Chance } from '../support/chance.ts';
import { independentTrial, sharedTrial, type Trial } from './trial.ts';

function complain(faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(faults.slice(0, 20).join('\n'));
}

/** On a machine that never rests, upkeep waits until 50,000 rows are open. */
const untilUpkeepHurries = 120_000;

const isSealing = (point: StopPoint) => point.endsWith('-sealing');
const traced = { impediment: async () => tracingImpediment() };

const stopTrials: readonly Trial[] = [
  independentTrial(
    { name: 'F-02', title: 'killed at each exact point of an edit’s way, once for each seed', defaultCount: 100 },
    async (seed) => {
      const chance = new Chance(seed);
      const points = stopPoints.filter((point) => !isSealing(point));
      const stops = points.map((point) => ({ point, nth: 1 + chance.below(60) }));
      const saved = await stopAtEach(stops, { rate: 400, clerk: seed % 2 === 0 });
      return { kills: stops.length, saved: sumOf(saved.values()) };
    },
  ),
  independentTrial(
    { name: 'F-08', title: 'killed while the log is sealed, six times for each seed', defaultCount: 100 },
    async (seed) => {
      const chance = new Chance(seed);
      const points = stopPoints.filter(isSealing);
      // By the clerk's entries in the journal, or by the upkeep of a text that is typed in fast.
      const clerk = seed % 2 === 0;
      const nth = () => 1 + chance.below(clerk ? 60 : 4);
      const stops = [...points, ...points, ...points].map((point) => ({ point, nth: nth() }));
      const wish = clerk ? { rate: 600, clerk } : { rate: 3_000, clerk, writers: 20 };
      const saved = await stopAtEach(stops, wish, untilUpkeepHurries);
      return { kills: stops.length, saved: sumOf(saved.values()) };
    },
  ),
];

const cutsPerLoad = 100;

const powerTrials: readonly Trial[] = [
  independentTrial(
    {
      ...traced,
      name: 'F-03',
      title: `power cut at ${cutsPerLoad} steps of a recorded load, for each seed`,
      defaultCount: 20,
    },
    (seed) =>
      withInstallation(async (installation) => {
        const chance = new Chance(seed);
        const life = { kind: 'killed', after: 500 + chance.below(1_500) } as const;
        const load = await RecordedLoad.make(installation, life, { rate: 100 + chance.below(500) });
        try {
          const power = load.power();
          for (let cut = 1; cut <= cutsPerLoad; cut++) {
            const count = Math.floor((load.steps.length * cut) / cutsPerLoad);
            const loss = cut % 3 === 0 ? ({ kind: 'everything' } as const) : ({ kind: 'chance', seed: cut } as const);
            complain(await load.faultsAfter(power, count, loss));
          }
          return { cuts: cutsPerLoad, steps: load.steps.length, saved: load.saved };
        } finally {
          await load.forget();
        }
      }),
  ),
  independentTrial(
    { ...traced, name: 'F-04', title: 'every flush fails from the one on that the seed chooses', defaultCount: 100 },
    (seed) =>
      withInstallation(async (installation) => {
        const inject = `inject=fsync,fdatasync:error=EIO:when=${14 + (seed % 80)}+`;
        const load = await RecordedLoad.make(installation, { kind: 'failing', inject }, { rate: 300 });
        try {
          if (load.end.how !== 1) throw new Error(`the server ended with ${load.end.how}: ${load.end.said}`);
          complain(await load.faultsAfter(load.power(), load.steps.length, { kind: 'everything' }));
          await installation.start();
          complain(await faultsServed(installation, load.convention, load.promises()));
          return { failures: 1, saved: load.saved };
        } finally {
          await load.forget();
        }
      }),
  ),
];

const damageTrials: readonly Trial[] = [
  sharedTrial(
    { name: 'F-06', title: 'the log of a killed server torn a byte earlier with each seed', defaultCount: 20_000 },
    async () => {
      const installation = await Installation.make();
      const place = await mkdtemp(join(tmpdir(), 'entente-torn-'));
      const end = async () => {
        await installation.remove();
        await rm(place, { recursive: true, force: true });
      };
      const torn = await TornLog.make(installation, place);
      const attempt = async (seed: number) => {
        complain((await torn.cutAt(torn.size - 1 - (seed % torn.size))).faults);
        return { cuts: 1 };
      };
      return { attempt, end };
    },
  ),
  sharedTrial(
    {
      name: 'F-07',
      title: 'one bit of the database flipped: found, or without effect on text, log and journal',
      defaultCount: 2_000,
    },
    async () => {
      const installation = await Installation.make();
      const { convention } = await wearIn(installation);
      const vital = vitalParts(installation);
      const intact = await storedDigest(installation.folder, convention);
      const place = await mkdtemp(join(tmpdir(), 'entente-flipped-'));
      const end = async () => {
        await installation.remove();
        await rm(`${installation.folder}.record`, { force: true });
        await rm(place, { recursive: true, force: true });
      };
      const attempt = async (seed: number) => {
        const chance = new Chance(seed);
        const folder = join(place, 'flipped');
        await cp(installation.folder, folder, { recursive: true });
        const file = join(folder, 'entente.sqlite');
        // Anywhere, or where it hurts.
        const [start, length] = seed % 2 === 0 ? [0, statSync(file).size] : chance.pick(vital);
        const position = start + chance.below(length);
        flipAt(file, position, chance.below(8));
        const found = await storedDigest(folder, convention).catch((error: unknown) => error);
        await rm(folder, { recursive: true, force: true });
        if (found instanceof Error) return { flips: 1, found: 1 };
        if (found !== intact)
          throw new Error(`a bit flipped in byte ${position} changed what is read, and nobody noticed`);
        return { flips: 1, 'without effect': 1 };
      };
      return { attempt, end };
    },
  ),
];

const roomTrials: readonly Trial[] = [
  independentTrial(
    {
      name: 'F-13',
      title: 'the last one leaves while another joins, a hundred rounds for each seed',
      defaultCount: 100,
    },
    (seed) =>
      withInstallation(async (installation) => {
        const loads = `${installation.folder}.loads`;
        await installation.start(serverNotingLoads(loads, 'quick-idle.ts', 'slow-commits.ts'));
        const convention = await installation.openConvention();
        const rounds = 100;
        await joinWhileOthersLeave(installation, convention, { from: seed * rounds, count: rounds });
        const counts = { rounds, loads: loadsOf(loads) };
        await rm(loads, { force: true });
        return counts;
      }),
  ),
];

export const durabilityTrials: readonly Trial[] = [...stopTrials, ...powerTrials, ...damageTrials, ...roomTrials];

async function withInstallation<T>(use: (installation: Installation) => Promise<T>): Promise<T> {
  const installation = await Installation.make();
  try {
    return await use(installation);
  } finally {
    await installation.remove();
  }
}

function sumOf(numbers: Iterable<number>): number {
  return [...numbers].reduce((sum, each) => sum + each, 0);
}
