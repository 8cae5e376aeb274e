/** The program that y-websocket 2.1.0 ships, unchanged, with its LevelDB persistence. It takes no port 0: one is found first. */
import { createRequire } from 'node:module';
import { connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { endWithParent, reportToParent } from './report.ts';

endWithParent();
const folder = process.env.DATA_DIR;
if (!folder) throw new Error('DATA_DIR names the folder of the database');
const port = await freePort();
process.env.HOST = '127.0.0.1';
process.env.PORT = String(port);
process.env.YPERSISTENCE = join(folder, 'leveldb');
const require = createRequire(import.meta.url);
require(join(dirname(require.resolve('y-websocket-2/package.json')), 'bin', 'server.cjs'));
await listening();
process.on('SIGTERM', () => process.exit(0));
reportToParent(port);

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const found = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(found));
    });
  });
}

async function listening(): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const answered = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the server of y-websocket did not begin to listen');
}
