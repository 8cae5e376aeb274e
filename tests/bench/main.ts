/** Measurements, by hand: `npm run bench -- latency [--json]`. Figures go to standard output, the rest to standard error. */
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { table } from './figures.ts';
import { measureLatency } from './latency.ts';

const usage = `Usage: npm run bench -- latency [--json]

  latency   keystroke to pixels in other browsers, and update to acknowledgement on the wire
  --json    one JSON object on standard output instead of a table
`;

function machine() {
  const processors = cpus();
  return {
    processor: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
  };
}

async function main(args: readonly string[]): Promise<number> {
  const asJson = args.includes('--json');
  const [what, ...rest] = args.filter((arg) => arg !== '--json');
  if (what !== 'latency' || rest.length > 0) {
    process.stderr.write(usage);
    return 2;
  }
  const { figures, browser } = await measureLatency((sentence) => process.stderr.write(`${sentence}\n`));
  const measured = { measuredAt: new Date().toISOString(), machine: { ...machine(), browser }, unit: 'ms', figures };
  process.stdout.write(asJson ? `${JSON.stringify(measured)}\n` : `${table(figures)}\n`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
