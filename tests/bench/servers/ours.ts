/** Entente, wired as `npm start` wires it, in a folder of its own; its clock can be moved on. */
import { availableParallelism } from 'node:os';
import { readConfig } from '@entente/server/config';
import { letHelpersGiveWay } from '@entente/server/helper-threads';
import { createLog } from '@entente/server/log';
import { startServer } from '@entente/server/start-server';
import { endWithParent, reportToParent } from './report.ts';

endWithParent();
process.umask(0o077);
letHelpersGiveWay(availableParallelism());
const read = readConfig(process.env);
if ('wrong' in read) throw new Error(read.wrong);
let ahead = 0;
const server = await startServer({
  config: read.config,
  clock: () => new Date(Date.now() + ahead),
  log: createLog(read.config.logLevel, { write: (line: string) => void process.stderr.write(line) }),
  tellOperator: () => undefined,
  onFatal: (error) => {
    process.stderr.write(`The database failed: ${error.message}\n`);
    process.exit(1);
  },
});
process.on('SIGTERM', () => void server.close().then(() => process.exit(0)));
reportToParent(server.port, {
  /** So many milliseconds pass at once: an afternoon of typing is sent within seconds. */
  advance: (milliseconds) => {
    ahead += Number(milliseconds);
  },
});
