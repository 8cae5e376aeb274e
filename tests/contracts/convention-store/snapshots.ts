import { LiveText } from '@entente/server/text/live-text';
import { serverConnection } from '@entente/server/text/server-connection';
import { threadsMarkedIn } from '@entente/server/text/threads-marked';
import { textRoot } from '@entente/shared/sections/sections';
import { serverClientId } from '@entente/shared/text/server-client-id';
import { describe, expect } from 'vitest';
import * as Y from 'yjs';
import { GivenConvention, town } from '../given-convention.ts';
import { documentOf, essenceOf, Typists } from '../typists.ts';
import type { StoreTest, StoreUnderTest } from './store-test.ts';

/** Enough for a snapshot when everybody leaves. */
const sentence = 'Chacun apporte ce qu’il sait faire. '.repeat(8);

const snapshots = ({ db }: StoreUnderTest) =>
  db.selectFrom('text_snapshot').selectAll().orderBy('seq', 'desc').execute();

export function snapshotsContract(test: StoreTest): void {
  describe('snapshots', () => {
    test('a text that everybody has left is opened from one piece, and what followed it', async ({ store }) => {
      const convention = await GivenConvention.opened(store);
      const typists = new Typists().sentence(0, sentence);
      await convention.writes(store, typists.rows);
      await store.tidy(convention.id);
      const { snapshot, updates } = await store.loadText(convention.id);
      expect(snapshot?.seq).toBe(typists.rows.length);
      expect(updates).toEqual([]);

      const before = typists.rows.length;
      typists.play([{ kind: 'hears', who: 1 }]).sentence(1, 'Et après.');
      await convention.writes(store, typists.rows.slice(before));
      const loaded = await store.loadText(convention.id);
      expect(loaded.updates.map(({ seq }) => seq)).toEqual(typists.rows.slice(before).map(({ seq }) => seq));
      expect(essenceOf(LiveText.load(loaded).doc)).toBe(essenceOf(documentOf(typists.rows)));
    });

    test('one that ends inside a segment takes what it lacks from it', async ({ store }) => {
      const convention = await GivenConvention.opened(store);
      const typists = new Typists().sentence(0, sentence);
      await convention.writes(store, typists.rows);
      await store.tidy(convention.id);
      const before = typists.rows.length;
      typists.sentence(0, 'La suite, scellée.');
      await convention.writes(store, typists.rows.slice(before));
      await convention.appends(store, [{ type: 'ConventionRenamed', title: 'Scellé' }]);
      const loaded = await store.loadText(convention.id);
      expect(loaded.snapshot?.seq).toBe(before);
      expect(loaded.updates).toHaveLength(1);
      expect(essenceOf(LiveText.load(loaded).doc)).toBe(essenceOf(documentOf(typists.rows)));
    });

    test('F-07: a damaged one is passed over for the older one, both for the log; then there is a new one', async ({
      place,
      store,
    }) => {
      const convention = await GivenConvention.opened(store);
      const typists = new Typists();
      let written = 0;
      for (let nth = 0; nth < 3; nth += 1) {
        typists.sentence(0, sentence);
        await convention.writes(store, typists.rows.slice(written));
        written = typists.rows.length;
        await store.tidy(convention.id);
      }
      const [newest, older, ...others] = await snapshots(place);
      if (!newest || !older) throw new Error('two snapshots are kept');
      expect(others).toEqual([]);
      const essence = essenceOf(documentOf(typists.rows));
      const flipped = (state: Uint8Array) => state.map((byte, index) => (index === 40 ? byte ^ 8 : byte));
      const damage = (seq: number, set: { state?: Uint8Array; threads?: string; seq?: number }) =>
        place.db.updateTable('text_snapshot').set(set).where('seq', '=', seq).execute();

      await damage(newest.seq, { state: flipped(newest.state) });
      const fromOlder = await store.loadText(convention.id);
      expect(fromOlder.snapshot?.seq).toBe(older.seq);
      expect(essenceOf(LiveText.load(fromOlder).doc)).toBe(essence);
      expect(place.warnings()).toEqual([`snapshot ${newest.seq} of convention ${convention.id} is damaged`]);
      await expect
        .poll(async () => (await store.loadText(convention.id)).snapshot?.seq, { timeout: 10_000 })
        .toBe(written);

      for (const { seq, state } of await snapshots(place)) await damage(seq, { state: flipped(state) });
      const fromLog = await store.loadText(convention.id);
      expect(fromLog.snapshot).toBeNull();
      expect(essenceOf(LiveText.load(fromLog).doc)).toBe(essence);
    });

    test('remembers every thread that was ever marked and where, though its words are gone', async ({ store }) => {
      const convention = await GivenConvention.opened(store);
      const doc = new Y.Doc();
      doc.clientID = serverClientId;
      const updates: Uint8Array[] = [];
      doc.on('update', (bytes: Uint8Array) => updates.push(bytes));
      const text = new Y.XmlText();
      doc.getXmlFragment(textRoot('project')).insert(0, [text]);
      for (const letter of sentence) text.insert(text.length, letter);
      text.format(0, 6, { 'comment--AbCdEfGh': { thread: 'thread-1' } });
      text.delete(0, text.length);
      const at = '2026-03-02T10:00:00.000Z';
      await convention.writes(
        store,
        updates.map((bytes) => ({ ...town, connection: serverConnection, at, bytes })),
      );
      await store.tidy(convention.id);
      const loaded = await store.loadText(convention.id);
      expect(loaded.snapshot?.threads).toEqual(['thread-1']);
      const live = LiveText.load(loaded);
      expect([live.isThread('thread-1'), live.isThread('thread-2')]).toEqual([true, false]);
      expect(live.fragment('project').toString()).toBe('');
      expect(threadsMarkedIn(Y.encodeStateAsUpdate(live.doc))).toEqual(['thread-1']);
    });

    test('none is left of a deleted convention, and tidying it does no harm', async ({ place, store }) => {
      const convention = await GivenConvention.opened(store);
      await convention.writes(store, new Typists().sentence(0, sentence).rows);
      await store.tidy(convention.id);
      expect(await snapshots(place)).toHaveLength(1);
      await convention.appends(store, [{ type: 'ConventionDeleted' }]);
      await store.tidy(convention.id);
      expect(await snapshots(place)).toEqual([]);
      expect(await place.db.selectFrom('text_segment').select('number').execute()).toEqual([]);
      expect(await store.loadText(convention.id)).toEqual({ snapshot: null, updates: [] });
      expect(place.warnings()).toEqual([]);
    });
  });
}
