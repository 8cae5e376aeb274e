/** Loaded into a server under test: collects its garbage and says how much memory is left in use, when it is asked. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

if (isMainThread) {
  process.on('message', (message: { gauge?: number }) => {
    if (message.gauge === undefined) return;
    collectGarbage();
    // What the first pass lets go may hold on to more, freed by callbacks in between.
    setImmediate(() => {
      collectGarbage();
      process.send?.({ gauge: message.gauge, memory: process.memoryUsage() });
    });
  });
}
