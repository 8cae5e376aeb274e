/** Every scenario by the name that `npm run bench` takes. */
import type { Scenario } from '../harness/scenario.ts';
import { coldJoin } from './cold-join.ts';
import { crash } from './crash.ts';
import { fanOut } from './fan-out.ts';
import { idle } from './idle.ts';
import { manyDocuments } from './many-documents.ts';
import { storage } from './storage.ts';
import { throughput } from './throughput.ts';

export const scenarios = {
  throughput,
  'fan-out': fanOut,
  'many-documents': manyDocuments,
  'cold-join': coldJoin,
  idle,
  crash,
  storage,
} as const satisfies Readonly<Record<string, Scenario>>;

export type ScenarioName = keyof typeof scenarios;
export const scenarioNames = Object.keys(scenarios) as ScenarioName[];
