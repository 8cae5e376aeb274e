import { randomUUID } from 'node:crypto';
import type { ConventionStore } from '@entente/server/storage/convention-store';
import { describe, expect } from 'vitest';
import { association, GivenConvention, renamed, textOf, town, update } from '../given-convention.ts';
import type { StoreTest } from './store-test.ts';

export function manyAtOnceContract(test: StoreTest): void {
  describe('many at once', () => {
    test('one that conflicts or breaks undoes none of those that are committed with it', async ({ store }) => {
      const conventions = await Promise.all(Array.from({ length: 6 }, () => GivenConvention.opened(store)));
      const [first, conflicting, broken, withWords, last, other] = conventions as [
        GivenConvention,
        ...GivenConvention[],
      ];
      if (!conflicting || !broken || !withWords || !last || !other) throw new Error('six conventions were opened');
      const words = { id: randomUUID(), person: town.person, salt: 'aa', text: 'une raison' };
      await other.appends(store, [renamed('Autre')], { words: [words] });

      const outcomes = await Promise.allSettled([
        store.appendText(first.textAppend([update('un')])),
        store.appendText(conflicting.textAppend([update('non')], { expectedTextHead: 5 })),
        // The same identifier of words twice: a bug, which the database refuses half-way through the append.
        store.appendJournal(broken.journalAppend([renamed('Non')], { words: [words], updates: [update('non')] })),
        store.appendJournal(withWords.journalAppend([renamed('Oui')], { words: [{ ...words, id: randomUUID() }] })),
        store.appendText(last.textAppend([update('deux')])),
      ]);

      expect(outcomes).toEqual([
        { status: 'fulfilled', value: { kind: 'appended', version: 2, textHead: 1 } },
        { status: 'fulfilled', value: { kind: 'conflict' } },
        { status: 'rejected', reason: expect.objectContaining({ message: expect.stringMatching(/constraint/i) }) },
        { status: 'fulfilled', value: { kind: 'appended', version: 3, textHead: 0 } },
        { status: 'fulfilled', value: { kind: 'appended', version: 2, textHead: 1 } },
      ]);
      expect(await store.load(broken.id)).toMatchObject({ journalHead: 2, textHead: 0 });
      expect(await store.words(broken.id)).toEqual({});
      expect(Object.values(await store.words(withWords.id))).toEqual(['une raison']);
      expect((await store.textLog(last.id)).map(textOf)).toEqual(['deux']);
    });

    test('of two decisions on the same journal one is kept', async ({ store }) => {
      const convention = await GivenConvention.opened(store);
      const outcomes = await Promise.all(
        ['A', 'B'].map((title) => store.appendJournal(convention.journalAppend([renamed(title)]))),
      );
      expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['appended', 'conflict']);
      expect((await store.load(convention.id))?.entries).toHaveLength(3);
    });

    test('two stores on the same data conflict rather than fork', async ({ place, store }) => {
      const other = await place.another();
      const convention = await GivenConvention.opened(store);
      const typeTwenty = async (by: ConventionStore, who: string) => {
        for (let nth = 1; nth <= 20; ) {
          const loaded = await by.load(convention.id);
          const heads = { expectedTextHead: loaded?.textHead ?? 0, expectedVersion: loaded?.journalHead ?? 0 };
          const outcome = await by.appendText(convention.textAppend([update(`${who}${nth}`)], heads));
          if (outcome.kind === 'appended') nth += 1;
        }
      };
      await Promise.all([typeTwenty(store, 'a'), typeTwenty(other, 'b')]);
      const texts = (await store.textLog(convention.id)).map(textOf);
      const twenty = (who: string) => Array.from({ length: 20 }, (_, index) => `${who}${index + 1}`);
      expect(texts.filter((text) => text.startsWith('a'))).toEqual(twenty('a'));
      expect(texts.filter((text) => text.startsWith('b'))).toEqual(twenty('b'));

      const here = convention.journalAppend([renamed('Ici')], { expectedTextHead: 40 });
      const there = convention.journalAppend([renamed('Là')], { expectedTextHead: 40 });
      const outcomes = await Promise.all([store.appendJournal(here), other.appendJournal(there)]);
      expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['appended', 'conflict']);
      expect(await store.load(convention.id)).toEqual(await other.load(convention.id));
    });

    test('what one store froze, the other can no longer write to', async ({ place, store }) => {
      const other = await place.another();
      const convention = await GivenConvention.opened(store);
      const admittedThere = convention.textAppend([update('trop tard')]);
      await convention.appends(store, [renamed('Le journal avance')]);
      expect(await other.appendText(admittedThere)).toEqual({ kind: 'conflict' });
    });

    test('a thousand pages opened at once have a thousand clientIDs, each known with its person', async ({ store }) => {
      const convention = await GivenConvention.opened(store);
      const at = '2026-03-02T10:00:00.000Z';
      const issued = await Promise.all(
        Array.from({ length: 1000 }, (_, index) =>
          store.issueClientId({ convention: convention.id, ...(index % 2 ? town : association), at }),
        ),
      );
      expect(new Set(issued).size).toBe(1000);
      expect(issued.every((id) => Number.isInteger(id) && id > 0 && id < 2 ** 32)).toBe(true);
      const ledger = await store.clientIds(convention.id);
      expect(ledger.size).toBe(1000);
      expect(issued.map((id) => ledger.get(id))).toEqual(issued.map((_, index) => (index % 2 ? town : association)));
    });
  });
}
