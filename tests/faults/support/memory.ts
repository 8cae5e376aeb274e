/** How much memory a server under test uses, garbage collected; it is started with {@link gauge} loaded. */
import { join } from 'node:path';
import type { Served } from './served.ts';

export type Memory = Pick<NodeJS.MemoryUsage, 'rss' | 'heapUsed' | 'external' | 'arrayBuffers'>;

/** For `preload`. */
export const gauge = join(import.meta.dirname, 'gauge.ts');

type Answers = { asked: number; readonly waiting: Map<number, (memory: Memory) => void> };
const gauges = new WeakMap<Served, Answers>();

/** Never resolves when the server has gone: the test's own time ends it. */
export function memoryOf(served: Served): Promise<Memory> {
  const answers = gauges.get(served) ?? listenTo(served);
  answers.asked += 1;
  const { asked, waiting } = answers;
  return new Promise((resolve) => {
    waiting.set(asked, resolve);
    served.tell({ gauge: asked });
  });
}

function listenTo(served: Served): Answers {
  const answers: Answers = { asked: 0, waiting: new Map() };
  gauges.set(served, answers);
  served.onTold((message) => {
    const { gauge: asked, memory } = message as { gauge?: number; memory?: Memory };
    if (asked !== undefined && memory) answers.waiting.get(asked)?.(memory);
  });
  return answers;
}

export const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MiB`;
