import { segmentHash, verifyTextChain } from '@entente/server/storage/text-log/segment-chain';
import { entryHash } from '@entente/shared/negotiation/journal';
import { describe, expect } from 'vitest';
import { GivenConvention, renamed, textOf } from '../given-convention.ts';
import { authorshipOf, documentOf, essenceOf, Typists } from '../typists.ts';
import type { StoreTest, StoreUnderTest } from './store-test.ts';

/** A text by several people, with decisions between: three segments and an open tail. */
async function conventionWithSegments({ store }: Pick<StoreUnderTest, 'store'>) {
  const convention = await GivenConvention.opened(store);
  const { rows } = new Typists()
    .sentence(0, 'Les partenaires ')
    .sentence(1, 'accueillent ')
    .play([{ kind: 'hears', who: 2 }])
    .sentence(2, 'sans condition');
  for (const [from, to] of [
    [0, 9],
    [9, 20],
    [20, 33],
  ]) {
    await convention.writes(store, rows.slice(from, to));
    await convention.appends(store, [renamed(`Titre ${to}`)]);
  }
  await convention.writes(store, rows.slice(33));
  return { convention, rows };
}

const segmentsOf = async ({ db }: Pick<StoreUnderTest, 'db'>, convention: string) => {
  const rows = await db
    .selectFrom('text_segment')
    .selectAll()
    .where('convention', '=', convention)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    ...{ number: row.number, firstSeq: row.first_seq, lastSeq: row.last_seq, payload: row.payload },
    ...{ hash: row.hash, previousHash: row.previous_hash },
  }));
};

const chainOf = async (place: Pick<StoreUnderTest, 'db' | 'store'>, convention: string) => {
  const segments = await segmentsOf(place, convention);
  const last = segments.at(-1);
  const heads = { segmentHead: segments.length, segmentHash: last?.hash ?? null, sealedSeq: last?.lastSeq ?? 0 };
  return { convention, segments, heads, entries: (await place.store.load(convention))?.entries ?? [] };
};

export function segmentsContract(test: StoreTest): void {
  describe('segments', () => {
    test('give back the same text by the same people as what was written', async ({ store }) => {
      const { convention, rows } = await conventionWithSegments({ store });
      const log = await store.textLog(convention.id);
      expect(log.length).toBeLessThan(rows.length);
      expect(essenceOf(documentOf(log))).toBe(essenceOf(documentOf(rows)));
      expect(authorshipOf(log)).toEqual(authorshipOf(rows));
      const { snapshot, updates } = await store.loadText(convention.id);
      expect(snapshot).toBeNull();
      expect(essenceOf(documentOf(updates))).toBe(essenceOf(documentOf(rows)));
    });

    test('end where the journal goes on, and its entries name them', async ({ place, store }) => {
      const { convention } = await conventionWithSegments(place);
      const segments = await segmentsOf(place, convention.id);
      expect(segments.map(({ firstSeq, lastSeq }) => [firstSeq, lastSeq])).toEqual([
        [1, 9],
        [10, 20],
        [21, 33],
      ]);
      const entries = (await store.load(convention.id))?.entries ?? [];
      expect(entries.map(({ text }) => text)).toEqual([null, null, ...segments.map(({ hash }) => hash)]);
      let previous: string | null = null;
      for (const { version, event, hash, text } of entries) {
        expect(hash).toBe(entryHash(previous, { convention: convention.id, version, event, text }));
        previous = hash;
      }
      expect(entryHash(null, { convention: 'c', version: 1, event: convention.events[0] as never, text: null })).toBe(
        entryHash(null, { convention: 'c', version: 1, event: convention.events[0] as never }),
      );
    });

    test('a decision without new words names the same text again', async ({ place, store }) => {
      const convention = await GivenConvention.opened(store);
      await convention.types(store, 'un');
      await convention.appends(store, [renamed('Deux'), renamed('Trois')]);
      await convention.appends(store, [renamed('Quatre')]);
      const texts = (await store.load(convention.id))?.entries.map(({ text }) => text);
      const [segment] = await segmentsOf(place, convention.id);
      expect(texts).toEqual([null, null, segment?.hash, segment?.hash, segment?.hash]);
      expect((await store.textLog(convention.id)).map(textOf)).toEqual(['un']);
    });

    test('the words of a decision itself come after it', async ({ place, store }) => {
      const convention = await GivenConvention.opened(store);
      const { rows } = new Typists().sentence(0, 'marque');
      await convention.writes(store, rows.slice(0, 3));
      await convention.appends(store, [renamed('Avec ses mots')], { updates: rows.slice(3) });
      expect((await segmentsOf(place, convention.id)).map(({ lastSeq }) => lastSeq)).toEqual([3]);
      expect(authorshipOf(await store.textLog(convention.id))).toEqual(authorshipOf(rows));
    });

    test('a long tail is sealed beside, and what was read before and after is the same', async ({ place, store }) => {
      const convention = await GivenConvention.opened(store);
      const { rows } = new Typists().sentence(0, 'accueillir '.repeat(60)).sentence(1, 'loger '.repeat(120));
      expect(rows.length).toBeGreaterThan(1_300);
      await convention.writes(store, rows);
      const tail = () =>
        place.db.selectFrom('text_update').select('seq').where('convention', '=', convention.id).execute();
      await expect.poll(async () => (await tail()).length, { timeout: 10_000 }).toBeLessThan(1_000);
      expect(essenceOf(documentOf(await store.textLog(convention.id)))).toBe(essenceOf(documentOf(rows)));
      expect(authorshipOf(await store.textLog(convention.id))).toEqual(authorshipOf(rows));
      expect(await convention.types(store, 'et encore')).toMatchObject({ textHead: rows.length + 1 });
    });

    test('F-07: a segment that was changed, taken away, cut or moved is noticed by name', async ({ place, store }) => {
      const { convention, rows } = await conventionWithSegments(place);
      const whole = await segmentsOf(place, convention.id);
      const [, second] = whole;
      if (!second) throw new Error('there are three segments');
      const segment = (number: number) =>
        place.db.updateTable('text_segment').where('convention', '=', convention.id).where('number', '=', number);
      const expectDamage = async (message: string) => {
        await expect(store.textLog(convention.id)).rejects.toThrow(`${convention.id}: ${message}`);
        await expect(store.loadText(convention.id)).rejects.toThrow(`${convention.id}: ${message}`);
      };
      for (const at of [0, 1, Math.floor(second.payload.length / 2), second.payload.length - 1]) {
        const payload = second.payload.map((byte, index) => (index === at ? byte ^ 4 : byte));
        await segment(2).set({ payload }).execute();
        await expectDamage('segment 2 does not match its hash');
      }
      // Somebody who knows the formula: the next one still names the hash of what was there.
      const payload = whole[0]?.payload ?? new Uint8Array();
      await segment(2)
        .set({ payload, hash: segmentHash(convention.id, { ...second, payload }) })
        .execute();
      await expectDamage('segment 3 does not match its hash');
      await segment(2).set({ payload: second.payload, hash: second.hash, last_seq: 19 }).execute();
      await expectDamage('segment 2 does not match its hash');
      await segment(2).set({ last_seq: 20, number: 9 }).execute();
      await expectDamage('segment 2 is missing or out of place');
      await segment(9).set({ number: 2 }).execute();
      expect(authorshipOf(await store.textLog(convention.id))).toEqual(authorshipOf(rows));
      await place.db.deleteFrom('text_segment').where('number', '=', 3).execute();
      await expectDamage('segment 3 is missing or out of place');
    });

    test('F-07: a damaged row is never sealed as if it were whole', async ({ place, store }) => {
      const convention = await GivenConvention.opened(store);
      await convention.types(store, 'un', 'deux');
      const bytes = new TextEncoder().encode('dEux');
      await place.db.updateTable('text_update').set({ bytes }).where('seq', '=', 2).execute();
      await expect(store.appendJournal(convention.journalAppend([renamed('Trois')]))).rejects.toThrow(
        'update 2 fails its checksum',
      );
      expect(await store.load(convention.id)).toMatchObject({ journalHead: 2 });
    });

    test('F-07: an entry whose text was changed breaks the journal; one that names another text, the chain', async ({
      place,
      store,
    }) => {
      const { convention } = await conventionWithSegments(place);
      const chain = await chainOf(place, convention.id);
      expect(() => verifyTextChain(chain)).not.toThrow();
      const [, , third, fourth] = chain.entries;
      if (!third || !fourth) throw new Error('five entries were appended');
      for (const [index, text] of [
        [3, 'f'.repeat(64)],
        [3, null],
        [4, third.text],
      ] as const) {
        const entries = chain.entries.map((entry, place_) => (place_ === index ? { ...entry, text } : entry));
        expect(() => verifyTextChain({ ...chain, entries })).toThrow(
          `entry ${index + 1} names a text that the segments do not lead to`,
        );
      }
      for (const text of [null, third.text]) {
        await place.db.updateTable('journal').set({ text }).where('version', '=', 4).execute();
        await expect(store.load(convention.id)).rejects.toThrow('entry 4 does not match its hash');
      }
    });
  });
}
