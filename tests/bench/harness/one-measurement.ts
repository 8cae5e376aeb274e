/**
 * One measurement in a process of its own: the load runs here, on the second core, and starts the server on the first.
 * A fresh process each time, so that no measurement inherits another's garbage or warmth.
 */
import { type ScenarioName, scenarios } from '../scenarios/scenarios.ts';
import { endWithParent } from '../servers/report.ts';
import { type Prepared, prepareOurs } from './ours.ts';
import { type MeasuresOfEach, measureOnce, type SharedCircumstances } from './scenario.ts';

export type Job =
  | { readonly kind: 'prepare'; readonly folder: string; readonly documents: number }
  | { readonly kind: 'measure'; readonly scenario: ScenarioName; readonly circumstances: SharedCircumstances };

export type JobResult = { readonly prepared: Prepared } | { readonly measures: MeasuresOfEach };

endWithParent();
process.once('message', (job: Job) => void work(job));

async function work(job: Job): Promise<void> {
  const result: JobResult =
    job.kind === 'prepare'
      ? { prepared: await prepareOurs(job.folder, job.documents) }
      : { measures: await measureOnce(scenarios[job.scenario], job.circumstances) };
  process.send?.(result, undefined, undefined, () => process.exit(0));
}
