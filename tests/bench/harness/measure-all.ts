/** Measures scenario after scenario; within one, the servers take turns, so that what the machine does besides hits all alike. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ScenarioName, scenarios } from '../scenarios/scenarios.ts';
import type { Asked } from './arguments.ts';
import type { ContenderName } from './contenders.ts';
import type { Found } from './medians.ts';
import type { Prepared } from './ours.ts';
import { runJob } from './run-job.ts';
import type { Measures, Scenario } from './scenario.ts';

export type AllFound = Readonly<Partial<Record<ScenarioName, Found>>>;

/** `tell` hears what is being done. */
export async function measureAll(asked: Asked, folder: string, tell: (sentence: string) => void): Promise<AllFound> {
  const chosen = asked.scenarios.map((name) => [name, scenarios[name] as Scenario] as const);
  if (chosen.length === 0) return {};
  const prepared = await prepare(
    join(folder, 'prepared'),
    Math.max(...chosen.map(([, { documents }]) => documents(asked.isQuick))),
    tell,
  );
  const all: Partial<Record<ScenarioName, Found>> = {};
  for (const [name, scenario] of chosen) all[name] = await measureOne({ name, scenario, asked, prepared, tell });
  return all;
}

async function prepare(folder: string, documents: number, tell: (sentence: string) => void): Promise<Prepared> {
  tell(`Preparing people and ${documents} convention${documents === 1 ? '' : 's'} …`);
  await mkdir(folder);
  const result = await runJob({ kind: 'prepare', folder, documents });
  if (!('prepared' in result)) throw new Error('nothing was prepared');
  return result.prepared;
}

type Task = {
  readonly name: ScenarioName;
  readonly scenario: Scenario;
  readonly asked: Asked;
  readonly prepared: Prepared;
  readonly tell: (sentence: string) => void;
};

async function measureOne({ name, scenario, asked, prepared, tell }: Task): Promise<Found> {
  const contenders = scenario.contenders.filter((each) => asked.only.includes(each));
  const repetitions = scenario.repetitions(asked.repeat);
  const found = Object.fromEntries(contenders.map((each) => [each, []])) as Partial<Record<ContenderName, Measures[]>>;
  const groups = 'measureTogether' in scenario ? [contenders] : contenders.map((each) => [each]);
  for (let repetition = 1; repetition <= repetitions; repetition += 1) {
    for (const group of groups) {
      tell(`${name}, ${repetition} of ${repetitions}: ${group.join(', ')} …`);
      const circumstances = { contenders: group, prepared, isQuick: asked.isQuick, seed: repetition };
      const result = await runJob({ kind: 'measure', scenario: name, circumstances });
      if (!('measures' in result)) throw new Error('nothing was measured');
      for (const each of group) found[each]?.push(result.measures[each] as Measures);
    }
  }
  return found;
}
