import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { association, GivenConvention, keptText, renamed, textOf, town, update } from '../given-convention.ts';
import type { StoreTest } from './store-test.ts';

export function textContract(test: StoreTest): void {
  describe('the text', () => {
    test('gives back every update with its author, in order', async ({ store }) => {
      const convention = await GivenConvention.opened(store);
      await convention.types(store, 'un', 'deux');
      await convention.types(store, 'trois');
      const log = await store.textLog(convention.id);
      const at = '2026-03-02T10:00:00.000Z';
      expect(log.map(({ bytes, ...rest }) => rest)).toEqual(
        [1, 2, 3].map((seq) => ({ firstSeq: seq, lastSeq: seq, ...town, connection: 'connection-1', at, until: at })),
      );
      expect(log.map(textOf)).toEqual(['un', 'deux', 'trois']);
    });

    test('keeps bytes as they are, cut out of a larger buffer or empty', async ({ store }) => {
      const convention = await GivenConvention.opened(store);
      const every = Uint8Array.from({ length: 256 }, (_, index) => index);
      const large = new Uint8Array(4096).fill(7);
      large.set(every, 1000);
      const updates = [large.subarray(1000, 1256), new Uint8Array()].map((bytes) => ({ ...update(''), bytes }));
      await store.appendText(convention.textAppend(updates));
      const log = await store.textLog(convention.id);
      expect(log.map(({ bytes }) => [...bytes])).toEqual([[...every], []]);
    });

    test('refuses updates admitted on another text or before the journal moved on, and writes none', async ({
      store,
    }) => {
      const convention = await GivenConvention.opened(store);
      await convention.types(store, 'un');
      const onOtherHeads = [
        { expectedTextHead: 0 },
        { expectedTextHead: 2 },
        { expectedVersion: 1 },
        { expectedVersion: 3 },
      ];
      for (const heads of onOtherHeads) {
        expect(await store.appendText(convention.textAppend([update('non')], heads))).toEqual({ kind: 'conflict' });
      }
      expect((await store.textLog(convention.id)).map(textOf)).toEqual(['un']);
      expect(await store.appendText({ ...convention.textAppend([update('non')]), convention: randomUUID() })).toEqual({
        kind: 'conflict',
      });
    });

    test('APP-2: takes no update of a frozen text, whoever asks', async ({ store }) => {
      const convention = await GivenConvention.opened(store);
      await convention.types(store, 'le texte convenu');
      const admittedBefore = convention.textAppend([update('un mot de plus')]);
      const { facts, digest, id: version } = keptText('Le texte convenu.');
      const sections = Object.fromEntries(
        Object.entries(facts.sections).map(([section, { digest: own }]) => [section, own]),
      ) as Record<keyof typeof facts.sections, string>;
      await convention.appends(store, [{ type: 'TextFrozen', digest, sections, meeting: randomUUID(), version }]);
      expect(await store.appendText(admittedBefore)).toEqual({ kind: 'conflict' });
      await expect(store.appendText(convention.textAppend([update('un mot de plus')]))).rejects.toThrow('frozen');
      const withUpdate = convention.journalAppend([{ type: 'CommandRefused', command: 'x', codes: [] }], {
        updates: [update('un mot de plus')],
      });
      await expect(store.appendJournal(withUpdate)).rejects.toThrow('frozen');
      expect((await store.textLog(convention.id)).map(textOf)).toEqual(['le texte convenu']);
      // The meeting in which it was approved goes on, and so do its minutes.
      const minutes = convention.textAppend([update('compte rendu')], { isMinutes: true });
      expect(await store.appendText(minutes)).toMatchObject({ kind: 'appended' });
    });

    test('goes with the facts of the same decision, or not at all', async ({ store }) => {
      const convention = await GivenConvention.opened(store);
      await convention.appends(store, [renamed('Avec son texte')], { updates: [update('un'), update('deux')] });
      expect(await store.load(convention.id)).toMatchObject({ journalHead: 3, textHead: 2 });
      expect((await store.textLog(convention.id)).map(textOf)).toEqual(['un', 'deux']);
    });

    test.inTables(
      'notices a byte that was flipped, an author that was changed and a row that is gone',
      async ({ place, store }) => {
        const convention = await GivenConvention.opened(store);
        await convention.types(store, 'un', 'deux', 'trois');
        const row = (seq: number) =>
          place.db.updateTable('text_update').where('seq', '=', seq).where('convention', '=', convention.id);
        const bytes = new TextEncoder().encode('deux');

        await row(2)
          .set({ bytes: bytes.map((byte, index) => (index === 1 ? byte ^ 1 : byte)) })
          .execute();
        await expect(store.textLog(convention.id)).rejects.toThrow(`${convention.id}: update 2 fails its checksum`);
        await row(2).set({ bytes }).execute();
        await row(3).set({ person: association.person }).execute();
        await expect(store.textLog(convention.id)).rejects.toThrow(`${convention.id}: update 3 fails its checksum`);
        await row(3).set({ person: town.person }).execute();
        expect(await store.textLog(convention.id)).toHaveLength(3);
        await place.db.deleteFrom('text_update').where('seq', '=', 2).execute();
        await expect(store.textLog(convention.id)).rejects.toThrow(`${convention.id}: update 2 is missing`);
        await place.db.deleteFrom('text_update').where('seq', '>', 1).execute();
        await expect(store.textLog(convention.id)).rejects.toThrow(
          `${convention.id}: update 2 does not fit the head 3`,
        );
      },
    );
  });
}
