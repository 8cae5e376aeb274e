import { randomUUID } from 'node:crypto';
import { entryHash } from '@entente/shared/negotiation/journal';
import { describe, expect } from 'vitest';
import { association, funder, GivenConvention, keptText, renamed, town, update } from '../given-convention.ts';
import type { StoreTest } from './store-test.ts';

export function journalContract(test: StoreTest): void {
  describe('the journal', () => {
    test('gives back what was appended, in order, each entry chained to the one before', async ({ store }) => {
      const convention = await GivenConvention.opened(store);
      await convention.appends(store, [renamed('Un titre'), renamed('Un autre titre')]);

      const loaded = await store.load(convention.id);

      expect(loaded).toMatchObject({ journalHead: 4, textHead: 0, epoch: expect.stringMatching(/^[0-9a-f-]{36}$/) });
      let previous: string | null = null;
      for (const [index, event] of convention.events.entries()) {
        const version = index + 1;
        const hash: string = entryHash(previous, { convention: convention.id, version, event });
        expect(loaded?.entries[index]).toEqual({ version, event, hash, text: null });
        previous = hash;
      }
      expect(loaded?.entries).toHaveLength(4);
    });

    test('knows nothing of an identifier that was never given', async ({ store }) => {
      const unknown = randomUUID();
      expect(await store.load(unknown)).toBeUndefined();
      expect(await store.textLog(unknown)).toEqual([]);
      expect(await store.keptText(unknown, randomUUID())).toBeUndefined();
      expect(await store.words(unknown)).toEqual({});
      expect((await store.clientIds(unknown)).size).toBe(0);
    });

    test('refuses an append on an older or a newer journal than the stored one, and writes nothing of it', async ({
      store,
    }) => {
      const convention = await GivenConvention.opened(store);
      const words = [{ id: randomUUID(), person: town.person, salt: 'aa', text: 'jamais gardé' }];
      const kept = keptText('Jamais gardé.');
      for (const expectedVersion of [0, 1, 3]) {
        const signatureEvidence = [{ digest: 'e'.repeat(64), body: '{}' }];
        const also = { expectedVersion, words, signatureEvidence, keptTexts: [kept], updates: [update('jamais')] };
        const append = convention.journalAppend([renamed('Jamais')], also);
        expect(await store.appendJournal(append)).toEqual({ kind: 'conflict' });
      }
      expect(await store.load(convention.id)).toMatchObject({ journalHead: 2, textHead: 0 });
      expect(await store.words(convention.id)).toEqual({});
      expect(await store.signatureEvidence(convention.id)).toEqual({});
      expect(await store.keptText(convention.id, kept.id)).toBeUndefined();
      expect(await store.textLog(convention.id)).toEqual([]);
    });

    test('keeps the evidence of a signature with the entry that names it, or neither', async ({ store }) => {
      const [convention, stranger] = [await GivenConvention.opened(store), await GivenConvention.opened(store)];
      const evidence = { digest: 'e'.repeat(64), body: '{"proof":{},"statement":{}}' };
      await convention.appends(store, [renamed('Signé')], { signatureEvidence: [evidence] });
      expect(await store.signatureEvidence(convention.id)).toEqual({ [evidence.digest]: evidence.body });
      expect(await store.signatureEvidence(stranger.id)).toEqual({});

      const again = convention.journalAppend([renamed('Deux fois')], { signatureEvidence: [evidence] });
      await expect(store.appendJournal(again)).rejects.toThrow(/constraint/i);
      expect((await store.load(convention.id))?.journalHead).toBe(3);
    });

    test('refuses facts that were decided on an older text', async ({ store }) => {
      const convention = await GivenConvention.opened(store);
      const decidedBefore = convention.journalAppend([renamed('Décidé avant')]);
      await convention.types(store, 'une phrase de plus');
      expect(await store.appendJournal(decidedBefore)).toEqual({ kind: 'conflict' });
    });

    test('opens a convention once', async ({ store }) => {
      const convention = await GivenConvention.opened(store);
      const again = convention.journalAppend([renamed('Encore')], { expectedVersion: 0 });
      expect(await store.appendJournal(again)).toEqual({ kind: 'conflict' });
    });

    test.inTables('lists who takes part, from the state that the facts lead to', async ({ place, store }) => {
      const convention = await GivenConvention.opened(store);
      await convention.appends(store, [
        { type: 'PartyJoined', ...association, invitation: randomUUID(), rank: 'manager' },
        { type: 'ObserverJoined', ...funder, invitation: randomUUID(), access: 'comments', rank: 'director' },
      ]);
      const rows = await place.db
        .selectFrom('participation')
        .select(['person', 'organisation', 'role', 'access'])
        .where('convention', '=', convention.id)
        .orderBy('person')
        .execute();
      expect(rows).toEqual([
        { ...town, role: 'party', access: 'writes' },
        { ...association, role: 'party', access: 'writes' },
        { ...funder, role: 'observer', access: 'comments' },
      ]);
      await convention.appends(store, [{ type: 'ParticipantRemoved', ...funder }]);
      const left = await place.db.selectFrom('participation').select('person').execute();
      expect(left.map(({ person }) => person).sort()).toEqual([town.person, association.person].sort());
    });

    test.inTables(
      'keeps the title, the stage and the instant of the last change, which a refused try is not',
      async ({ place, store }) => {
        const convention = await GivenConvention.opened(store);
        await convention.appends(store, [renamed('Accueil de nuit')]);
        await convention.appends(store, [{ type: 'CommandRefused', command: 'approveConvention', codes: ['x'] }]);
        const row = await place.db.selectFrom('convention').selectAll().executeTakeFirstOrThrow();
        expect(row).toMatchObject({
          title: 'Accueil de nuit',
          stage: 'negotiating',
          created_at: convention.events[0]?.at,
          updated_at: convention.events[2]?.at,
        });
      },
    );

    test.inTables('notices an entry that was changed, moved or taken away', async ({ place, store }) => {
      const convention = await GivenConvention.opened(store);
      await convention.appends(store, [renamed('Le titre convenu'), renamed('Le titre final')]);
      const entry = (version: number) =>
        place.db.updateTable('journal').where('version', '=', version).where('convention', '=', convention.id);
      const stored = await place.db
        .selectFrom('journal')
        .selectAll()
        .where('version', '=', 3)
        .executeTakeFirstOrThrow();

      await entry(3)
        .set({ event: stored.event.replace('convenu', 'convenv') })
        .execute();
      await expect(store.load(convention.id)).rejects.toThrow(`${convention.id}: entry 3 does not match its hash`);
      await entry(3)
        .set({ event: stored.event.replace('{', '[') })
        .execute();
      await expect(store.load(convention.id)).rejects.toThrow(`${convention.id}: entry 3 does not match its hash`);
      await entry(3).set({ event: stored.event, version: 9 }).execute();
      await expect(store.load(convention.id)).rejects.toThrow(`${convention.id}: entry 3 is missing`);
      await entry(9).set({ version: 3 }).execute();
      expect((await store.load(convention.id))?.entries).toHaveLength(4);
      await place.db.deleteFrom('journal').where('version', '=', 4).execute();
      await expect(store.load(convention.id)).rejects.toThrow(`${convention.id}: entry 4 is missing`);
    });
  });
}
