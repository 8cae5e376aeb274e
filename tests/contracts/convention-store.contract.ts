/** What every store of conventions does. Each implementation's own test runs it on fresh places to store. */
import { describe } from 'vitest';
import { deletionContract } from './convention-store/deletion.ts';
import { journalContract } from './convention-store/journal.ts';
import { keptContract } from './convention-store/kept-and-reopened.ts';
import { manyAtOnceContract } from './convention-store/many-at-once.ts';
import { segmentsContract } from './convention-store/segments.ts';
import { snapshotsContract } from './convention-store/snapshots.ts';
import { type StoreUnderTest, storeTest } from './convention-store/store-test.ts';
import { textContract } from './convention-store/text.ts';

export function conventionStoreContract(name: string, start: () => Promise<StoreUnderTest>): void {
  const test = storeTest(start);
  describe(`${name} keeps conventions`, () => {
    journalContract(test);
    textContract(test);
    segmentsContract(test);
    snapshotsContract(test);
    manyAtOnceContract(test);
    keptContract(test);
    deletionContract(test);
  });
}
