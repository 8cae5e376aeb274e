/** Measurements, by hand: `npm run bench`. Tables or JSON go to standard output, the rest to standard error. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { table } from './figures.ts';
import { type Asked, readArguments, usage } from './harness/arguments.ts';
import { canPin } from './harness/cores.ts';
import { measureFsync } from './harness/fsync.ts';
import { machine } from './harness/machine.ts';
import { type AllFound, measureAll } from './harness/measure-all.ts';
import { mediansOf } from './harness/medians.ts';
import { scenarioTable } from './harness/tables.ts';
import { type Latency, measureLatency } from './latency.ts';
import { type ScenarioName, scenarios } from './scenarios/scenarios.ts';
import { type AllMedians, judge, targetTable } from './targets.ts';

const tell = (sentence: string) => void process.stderr.write(`${sentence}\n`);

/** Everything that is measured keeps its files in one folder, which goes whatever happens. */
const folder = mkdtempSync(join(tmpdir(), 'entente-bench-'));
process.env.TMPDIR = folder;
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
// What was started ends with its channel to this process.
for (const [signal, code] of [['SIGINT', 130] as const, ['SIGTERM', 143] as const]) {
  process.on(signal, () => process.exit(code));
}

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const asked = readArguments(args);
  if (!asked) {
    process.stderr.write(usage);
    return 2;
  }
  if (asked.profile !== undefined) process.env.BENCH_PROFILE = resolve(asked.profile);
  if (asked.isQuick)
    tell('A quick look: fewer documents, pages and edits than the titles say, and verdicts worth little.');
  if (!canPin()) tell('Without taskset and two cores, server and load share what there is: figures mean less.');
  const measuredAt = new Date().toISOString();
  const fsyncMilliseconds = measureFsync();
  const found = await measureAll(asked, folder, tell);
  const latency = asked.latency ? await measureLatency(tell, asked.isQuick) : undefined;
  const outcome = { asked, measuredAt, fsyncMilliseconds, found, latency };
  process.stdout.write(asked.isJson ? `${asJson(outcome)}\n` : asTables(outcome));
  return 0;
}

type Outcome = {
  readonly asked: Asked;
  readonly measuredAt: string;
  readonly fsyncMilliseconds: number;
  readonly found: AllFound;
  readonly latency: Latency | undefined;
};

function asJson({ asked, measuredAt, fsyncMilliseconds, found, latency }: Outcome): string {
  const measured = entriesOf(found).map(([name, runs]) => [name, { medians: mediansOf(runs), runs }]);
  return JSON.stringify({
    measuredAt,
    machine: { ...machine(), pinned: canPin(), fsyncMilliseconds, browser: latency?.browser ?? null },
    asked,
    scenarios: Object.fromEntries(measured),
    latency: latency?.figures ?? null,
    toReach: judge(allMediansOf(found), fsyncMilliseconds),
  });
}

function asTables({ fsyncMilliseconds, found, latency }: Outcome): string {
  const parts = entriesOf(found).map(
    ([name, runs]) => `## ${scenarios[name].title}\n\n${scenarioTable(mediansOf(runs))}\n`,
  );
  if (latency) parts.push(`## Latency\n\n${table(latency.figures)}\n`);
  if (entriesOf(found).length > 0) {
    const judged = judge(allMediansOf(found), fsyncMilliseconds).filter(({ isMet }) => isMet !== undefined);
    parts.push(`## To reach\n\n${targetTable(judged)}\n`);
  }
  const { processor, cores, memoryGiB, system, node } = machine();
  const flush = `one flush to the disk ${fsyncMilliseconds.toFixed(2)} ms`;
  parts.push(`${processor}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}; ${flush}`);
  return `${parts.join('\n')}\n`;
}

function allMediansOf(found: AllFound): AllMedians {
  return Object.fromEntries(entriesOf(found).map(([name, runs]) => [name, mediansOf(runs)]));
}

function entriesOf(found: AllFound) {
  return Object.entries(found) as [ScenarioName, NonNullable<AllFound[ScenarioName]>][];
}
