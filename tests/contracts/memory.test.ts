import { randomInt, randomUUID } from 'node:crypto';
import { describe } from 'vitest';
import { MemoryConventionStore } from '../simulation/memory-convention-store.ts';
import { MemoryDisk } from '../simulation/memory-disk.ts';
import { deletionContract } from './convention-store/deletion.ts';
import { journalContract } from './convention-store/journal.ts';
import { keptContract } from './convention-store/kept-and-reopened.ts';
import { manyAtOnceContract } from './convention-store/many-at-once.ts';
import { type StoreUnderTest, storeTest } from './convention-store/store-test.ts';
import { textContract } from './convention-store/text.ts';

async function startMemory(): Promise<StoreUnderTest> {
  const disk = new MemoryDisk();
  const open = () =>
    new MemoryConventionStore(disk, {
      later: (_what, act) => void setImmediate(act),
      newEpoch: () => randomUUID(),
      newClientId: () => randomInt(1, 2 ** 32),
      fate: () => 'done',
      onFatal: () => undefined,
      snapshotAt: () => undefined,
    });
  return {
    store: open(),
    get db(): never {
      throw new Error('a store in memory has no tables');
    },
    another: async () => open(),
    reopen: async () => open(),
    warnings: () => [],
    close: async () => undefined,
  };
}

describe('memory, for the simulation, keeps conventions', () => {
  const test = storeTest(startMemory, { hasTables: false });
  journalContract(test);
  textContract(test);
  manyAtOnceContract(test);
  keptContract(test);
  deletionContract(test);
});
