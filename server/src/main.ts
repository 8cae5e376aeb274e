/** Starts Entente from the environment (`config.ts` says what may be set) and stops it when asked to. */
import { availableParallelism } from 'node:os';
import { machineClock } from './clock.ts';
import { readConfig } from './config.ts';
import { letHelpersGiveWay } from './helper-threads.ts';
import { createLog, withoutData } from './log.ts';
import { startServer } from './start-server.ts';
import { sayAndExit, stopOnSignals } from './stop-on-signals.ts';

/** What an operator can mend by reading one sentence. */
function sentenceFor(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program: set PORT to a free one.`;
  if (code === 'EACCES') return `This user may not listen on port ${port}, or may not write to the data folder.`;
  return `Entente could not start: ${error instanceof Error ? error.message : String(error)}`;
}

if (Number.parseInt(process.versions.node, 10) < 24) {
  sayAndExit(`Entente needs Node 24 or later; this is Node ${process.versions.node}.`);
}
// What it keeps is for the operator's own user alone, in whatever folder it is.
process.umask(0o077);
const read = readConfig(process.env);
if ('wrong' in read) sayAndExit(read.wrong);
const { config } = read;
const log = createLog(config.logLevel);
try {
  letHelpersGiveWay(availableParallelism());
} catch (error) {
  // Where a container forbids it, everything works all the same, a little less evenly.
  log.warn({ err: withoutData(error) }, 'the threads that compile keep their priority');
}
try {
  const server = await startServer({
    config,
    clock: machineClock,
    log,
    tellOperator: (sentence) => process.stdout.write(`${sentence}\n`),
    onFatal: (error) => sayAndExit(`The database failed, and nothing more can be kept safe: ${error.message}`),
  });
  stopOnSignals(server);
  process.stdout.write(`Entente is at ${server.url}\n`);
} catch (error) {
  sayAndExit(sentenceFor(error, config.port));
}
