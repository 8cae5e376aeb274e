/** How much memory a server under test uses, garbage collected; it is started with {@link gauge} loaded. */
import { join } from 'node:path';
import type { Served } from './served.ts';

export type Memory = Pick<NodeJS.MemoryUsage, 'rss' | 'heapUsed' | 'external' | 'arrayBuffers'>;

/** For `preload`. */
export const gauge = join(import.meta.dirname, 'gauge.ts');

let asked = 0;

export function memoryOf(served: Served): Promise<Memory> {
  asked += 1;
  const mine = asked;
  return new Promise((resolve, reject) => {
    served.onTold((message) => {
      const told = message as { gauge?: number; memory?: Memory };
      if (told.gauge === mine && told.memory) resolve(told.memory);
    });
    served.ended.then((how) => reject(new Error(`the server ended with ${how}`)), reject);
    served.tell({ gauge: mine });
  });
}

export const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MiB`;
