import type { RunningServer } from './start-server.ts';

/** Milliseconds after which stopping in order is given up. */
const longestStop = 10_000;

/** A signal to a whole process group arrives twice within milliseconds, from the group and from npm: that is one wish to stop. */
const oneWish = 1_000;

/** Says one sentence on standard error and ends the process with 1. */
export function sayAndExit(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/**
 * On SIGTERM or SIGINT: no new work is taken, sockets are told to come back, what was accepted is made durable, and the
 * process ends with 0. A second wish, or ten seconds, ends it at once with 1.
 */
export function stopOnSignals(server: RunningServer): void {
  let since: number | undefined;
  const stop = () => {
    if (since !== undefined) {
      if (performance.now() - since < oneWish) return;
      sayAndExit('Stopped at once: what was under way may be lost.');
    }
    since = performance.now();
    setTimeout(() => sayAndExit('Stopping took too long: ended at once.'), longestStop).unref();
    server.close().then(
      () => process.exit(0),
      (error: unknown) => sayAndExit(`Stopping failed: ${error instanceof Error ? error.message : String(error)}`),
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}
