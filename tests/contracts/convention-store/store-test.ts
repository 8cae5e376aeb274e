import type { ConventionStore } from '@entente/server/storage/convention-store';
import type { OpenDatabase } from '@entente/server/storage/database';
import { test } from 'vitest';

/** A store on a fresh place, and what a test may do around it. */
export type StoreUnderTest = {
  readonly store: ConventionStore;
  /** The tables themselves, to look behind the store's back and to do damage there. */
  readonly db: OpenDatabase['db'];
  /** Another store on the same data, with a connection of its own, as a second process has. */
  another(): Promise<ConventionStore>;
  /** Closes everything that is open, opens the same data again and gives the new store. */
  reopen(): Promise<ConventionStore>;
  /** What the store told the operator. */
  warnings(): readonly string[];
  close(): Promise<void>;
};

export type StoreTest = ReturnType<typeof storeTest>;

/** Vitest's `test` with a place and its store, made for each test and taken down after it. */
export function storeTest(start: () => Promise<StoreUnderTest>, { hasTables = true } = {}) {
  const everywhere = test.extend<{ place: StoreUnderTest; store: ConventionStore }>({
    place: async ({ task: _ }, use) => {
      const place = await start();
      await use(place);
      await place.close();
    },
    store: async ({ place }, use) => use(place.store),
  });
  const nowhere = (() => undefined) as unknown as typeof everywhere;
  /** For what is looked up, or damaged, behind the store's back: only where there are tables. */
  return Object.assign(everywhere, { inTables: hasTables ? everywhere : nowhere });
}
