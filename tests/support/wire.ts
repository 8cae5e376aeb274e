/** What a wire test opens, it closes: pages, sockets, the engine and its folder. */
import type { Actor } from '@entente/shared/negotiation/commands';
import { afterAll, beforeAll } from 'vitest';
import { type RunningEngine, removeFolder, startEngine } from './engine.ts';
import type { EngineStory } from './engine-story.ts';
import { openPage, type Page, type PageOptions } from './page.ts';
import { openRaw, type RawSocket } from './raw-socket.ts';

type Wire = {
  readonly engine: RunningEngine;
  page(story: EngineStory, by: Actor, options?: PageOptions): Promise<Page>;
  raw(story: EngineStory, by: Actor, options?: Parameters<typeof openRaw>[2]): Promise<RawSocket>;
};

/** One engine for the tests of a file. */
export function wire(options: Parameters<typeof startEngine>[0] = {}): Wire {
  let engine: RunningEngine | undefined;
  const open: (() => void)[] = [];
  beforeAll(async () => {
    engine = await startEngine(options);
  });
  afterAll(async () => {
    for (const close of open) close();
    await engine?.stop();
    if (engine) await removeFolder(engine.folder);
  });
  return {
    get engine() {
      if (!engine) throw new Error('the engine starts before the tests');
      return engine;
    },
    page: async (story, by, pageOptions) => {
      const page = await openPage(story, by, pageOptions);
      open.push(() => page.leave());
      return page;
    },
    raw: async (story, by, rawOptions) => {
      const raw = await openRaw(story, by, rawOptions);
      open.push(() => raw.socket.terminate());
      return raw;
    },
  };
}
