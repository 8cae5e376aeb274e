/**
 * Starts Entente from the environment (`config.ts` says what may be set) and stops it when asked to.
 *
 * SIGTERM or SIGINT: no new work is taken, sockets are told to come back, what was accepted is made durable, and the
 * process ends with 0. A second signal, or ten seconds, ends it at once with 1.
 */
import { machineClock } from './clock.ts';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { type RunningServer, startServer } from './start-server.ts';

const longestStop = 10_000;

function sayAndExit(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function stopOnSignals(server: RunningServer): void {
  let stopping = false;
  const stop = () => {
    if (stopping) sayAndExit('Stopped at once: what was under way may be lost.');
    stopping = true;
    setTimeout(() => sayAndExit('Stopping took too long: ended at once.'), longestStop).unref();
    server.close().then(
      () => process.exit(0),
      (error: unknown) => sayAndExit(`Stopping failed: ${error instanceof Error ? error.message : String(error)}`),
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

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
const read = readConfig(process.env);
if ('wrong' in read) sayAndExit(read.wrong);
const { config } = read;
try {
  const server = await startServer({
    config,
    clock: machineClock,
    log: createLog(config.logLevel),
    tellOperator: (sentence) => process.stdout.write(`${sentence}\n`),
    onFatal: (error) => sayAndExit(`The database failed, and nothing more can be kept safe: ${error.message}`),
  });
  stopOnSignals(server);
  process.stdout.write(`Entente is at ${server.url}\n`);
} catch (error) {
  sayAndExit(sentenceFor(error, config.port));
}
