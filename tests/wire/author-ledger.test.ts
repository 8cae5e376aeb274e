/** Who wrote what, as one process knows it: what another process issued is asked of the store. */
import { AuthorLedger } from '@entente/server/conventions/author-ledger';
import type { ConventionStore } from '@entente/server/storage/convention-store';
import { expect, test } from 'vitest';

type Issued = Awaited<ReturnType<ConventionStore['clientIds']>>;

/** A store of which each reading ends when the test says so. */
function givenLedger() {
  const issued = new Map([[1, { person: 'somebody', organisation: 'relais' }]]);
  const readings: (() => void)[] = [];
  const store = {
    clientIds: () => {
      const now: Issued = new Map(issued);
      return new Promise<Issued>((resolve) => readings.push(() => resolve(now)));
    },
  } as Pick<ConventionStore, 'clientIds'> as ConventionStore;
  const ledger = new AuthorLedger(store, 'convention');
  const reads = async () => {
    readings.shift()?.();
    await new Promise(setImmediate);
  };
  return { issued, readings, ledger, reads };
}

test('what another process issued is asked of the store once, and nobody else’s is taken for one’s own', async () => {
  const { ledger, readings, reads } = givenLedger();
  const asked = Promise.all([ledger.isIssued(1, 'somebody'), ledger.isIssued(1, 'another')]);
  await new Promise(setImmediate);
  expect(readings).toHaveLength(1);
  await reads();
  expect(await asked).toEqual([true, false]);
  expect(ledger.isKnown(1, 'somebody')).toBe(true);
  expect(ledger.isKnown(2, 'somebody')).toBe(false);
});

test('a reading that began before it was issued is not believed: the store is asked once more', async () => {
  const { ledger, issued, readings, reads } = givenLedger();
  const loading = ledger.load();
  issued.set(2, { person: 'somebody', organisation: 'relais' });
  const asked = ledger.isIssued(2, 'somebody');
  await reads();
  await loading;
  expect(readings).toHaveLength(1);
  await reads();
  expect(await asked).toBe(true);
});
