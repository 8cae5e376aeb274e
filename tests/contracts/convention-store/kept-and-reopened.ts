import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { association, GivenConvention, keptText, renamed, textOf, town } from '../given-convention.ts';
import type { StoreTest } from './store-test.ts';

export function keptContract(test: StoreTest): void {
  describe('kept texts and words', () => {
    test('a kept text comes back as it was, for its own convention only', async ({ store }) => {
      const convention = await GivenConvention.opened(store);
      const stranger = await GivenConvention.opened(store);
      const kept = keptText('Accueillir « sans condition », dès le 1ᵉʳ mars – même la nuit.');
      await convention.appends(store, [renamed('Avec une version')], { keptTexts: [kept] });
      const { state, ...rest } = (await store.keptText(convention.id, kept.id)) ?? keptText('');
      expect(rest).toEqual({
        id: kept.id,
        at: kept.at,
        digest: kept.digest,
        sections: kept.sections,
        facts: kept.facts,
      });
      expect([...state]).toEqual([...kept.state]);
      expect(await store.keptText(stranger.id, kept.id)).toBeUndefined();
    });

    test.inTables('notices a kept text that is not what was kept', async ({ place, store }) => {
      const convention = await GivenConvention.opened(store);
      const kept = keptText('La durée est d’un an.');
      await convention.appends(store, [renamed('Avec une version')], { keptTexts: [kept] });
      const row = () => place.db.updateTable('kept_text').where('id', '=', kept.id);
      for (const damage of [
        { sections: kept.sections.replace('un an', 'dix ans') },
        { sections: kept.sections.slice(1) },
        { sections: '{}' },
        { state: Uint8Array.of(0, 255, 1, 255) },
      ]) {
        await row()
          .set({ sections: kept.sections, state: kept.state, ...damage })
          .execute();
        await expect(store.keptText(convention.id, kept.id)).rejects.toThrow(
          `${kept.id} of convention ${convention.id}`,
        );
      }
    });

    test.inTables(
      'words of a person can be erased, in every convention, and stay known as erased',
      async ({ place, store }) => {
        const one = await GivenConvention.opened(store);
        const two = await GivenConvention.opened(store);
        const words = (id: string, person: string | null) => ({ id, person, salt: 'aa', text: `dit par ${person}` });
        await one.appends(store, [renamed('Un')], {
          words: [words('w1', town.person), words('w2', association.person)],
        });
        await two.appends(store, [renamed('Deux')], { words: [words('w3', town.person), words('w4', null)] });

        await store.eraseWords(town.person);

        expect(await store.words(one.id)).toEqual({ w1: null, w2: `dit par ${association.person}` });
        expect(await store.words(two.id)).toEqual({ w3: null, w4: 'dit par null' });
        const salts = await place.db.selectFrom('words').select(['id', 'salt']).orderBy('id').execute();
        expect(salts).toEqual([
          { id: 'w1', salt: null },
          { id: 'w2', salt: 'aa' },
          { id: 'w3', salt: null },
          { id: 'w4', salt: 'aa' },
        ]);
      },
    );
  });
  describe('durability', () => {
    test('everything is there after closing and opening again', async ({ place, store }) => {
      const convention = await GivenConvention.opened(store);
      const kept = keptText('Un texte gardé.');
      const words = [{ id: randomUUID(), person: town.person, salt: 'aa', text: 'une raison' }];
      const signatureEvidence = [{ digest: 'e'.repeat(64), body: '{"proof":{}}' }];
      await convention.types(store, 'un', 'deux');
      await convention.appends(store, [renamed('Gardé')], { words, keptTexts: [kept], signatureEvidence });
      const clientId = await store.issueClientId({
        convention: convention.id,
        ...town,
        at: '2026-03-02T10:00:00.000Z',
      });
      const before = await store.load(convention.id);

      const reopened = await place.reopen();

      expect(await reopened.load(convention.id)).toEqual(before);
      expect((await reopened.textLog(convention.id)).map(textOf)).toEqual(['un', 'deux']);
      expect((await reopened.keptText(convention.id, kept.id))?.sections).toBe(kept.sections);
      expect(Object.values(await reopened.words(convention.id))).toEqual(['une raison']);
      expect(await reopened.signatureEvidence(convention.id)).toEqual({ ['e'.repeat(64)]: '{"proof":{}}' });
      expect((await reopened.clientIds(convention.id)).get(clientId)).toEqual(town);
      expect(await convention.types(reopened, 'trois')).toMatchObject({ kind: 'appended', textHead: 3 });
    });
  });
}
