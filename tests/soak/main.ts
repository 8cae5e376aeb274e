/** The long forms of the trials, by hand: `npm run soak -- F-01 --from 0 --count 1000`. README.md says more. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryFolder } from '../support/repository.ts';
import { runTrial } from './run-trial.ts';
import type { Trial } from './trial.ts';
import { trials } from './trials.ts';

const usage = `Usage: npm run soak -- [trial …] [options]

Without a name every trial runs, each with its own count. One JSON line per trial goes to standard output,
the rest to standard error; the exit code is 1 when a seed failed.

  --from <seed>     the first seed (0)
  --count <n>       how many seeds (each trial's own)
  --share <part>    instead of --count: this part of each trial's own, such as 0.1
  --minutes <n>     stop each trial after this time; --resume goes on later
  --resume          go on where the kept progress ends (test-results/soak)
  --list            say which trials there are

Trials:
${trials.map(({ name, title, defaultCount }) => `  ${name.padEnd(16)}${String(defaultCount).padStart(8)}  ${title}`).join('\n')}
`;

const say = (sentence: string) => void process.stderr.write(`${sentence}\n`);
// Standard output is for the summaries alone; Yjs speaks there by the console.
console.log = console.error;

type Options = {
  readonly chosen: readonly Trial[];
  readonly from: number;
  readonly count: number | undefined;
  readonly share: number | undefined;
  readonly minutes: number | undefined;
  readonly resume: boolean;
};

/** A number of at least `least`, or undefined when it was not given. Throws a sentence for anything else. */
function numberOf(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number) || number < least) throw new TypeError(`--${name}: ${text}`);
  return number;
}

function readOptions(args: string[]): Options | 'list' {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { from: text, count: text, share: text, minutes: text, resume: flag, list: flag },
  });
  if (values.list) return 'list';
  const chosen = positionals.map((name) => {
    const trial = trials.find((one) => one.name === name);
    if (!trial) throw new TypeError(`there is no trial ${name}`);
    return trial;
  });
  return {
    chosen: chosen.length > 0 ? chosen : trials,
    from: Math.trunc(numberOf('from', values.from, 0) ?? 0),
    count: numberOf('count', values.count, 1),
    share: numberOf('share', values.share, 0),
    minutes: numberOf('minutes', values.minutes, 0),
    resume: values.resume,
  };
}

function stopFor(minutes: number | undefined, wished: AbortSignal): AbortSignal {
  return minutes === undefined ? wished : AbortSignal.any([wished, AbortSignal.timeout(minutes * 60_000)]);
}

async function main(args: string[]): Promise<number> {
  let options: ReturnType<typeof readOptions>;
  try {
    options = readOptions(args);
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
  if (options === 'list') {
    process.stdout.write(usage);
    return 0;
  }
  const wish = new AbortController();
  const stop = () => {
    // A second wish doesn't wait for the seed under way.
    if (wish.signal.aborted) process.exit(130);
    wish.abort();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const { chosen, from, count, share, minutes, resume } = options;
  let anyFailed = false;
  for (const trial of chosen) {
    if (wish.signal.aborted) break;
    const ownShare = share === undefined ? undefined : Math.max(1, Math.round(trial.defaultCount * share));
    const folder = join(repositoryFolder, 'test-results', 'soak');
    const until = stopFor(minutes, wish.signal);
    const summary = await runTrial(trial, { from, count: count ?? ownShare, resume, folder, stop: until, say });
    process.stdout.write(`${JSON.stringify(summary)}\n`);
    if (summary.failures.length > 0) anyFailed = true;
  }
  return anyFailed ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
