import { randomUUID } from 'node:crypto';
import type { OpenDatabase } from '@entente/server/storage/database';
import { describe, expect } from 'vitest';
import { GivenConvention, keptText, renamed, textOf, town, update } from '../given-convention.ts';
import type { StoreTest, StoreUnderTest } from './store-test.ts';

export function deletionContract(test: StoreTest): void {
  describe('deletion', () => {
    test.inTables('leaves the row and the last entry, and no word', async ({ place, store }) => {
      const { convention, others } = await conventionFullOfWords(place);
      await convention.appends(store, [
        { type: 'DeletionAgreed', organisation: town.organisation },
        { type: 'ConventionDeleted' },
      ]);

      const loaded = await store.load(convention.id);
      expect(loaded?.entries.map(({ version, event }) => [version, event.type])).toEqual([[6, 'ConventionDeleted']]);
      expect(loaded?.journalHead).toBe(6);
      expect(await store.textLog(convention.id)).toEqual([]);
      expect(await store.words(convention.id)).toEqual({});
      expect(await store.signatureEvidence(convention.id)).toEqual({});
      expect((await store.clientIds(convention.id)).size).toBe(0);
      expect(await everyRow(place.db)).not.toContain('SECRET');
      expect(
        await place.db.selectFrom('convention').select(['title', 'stage']).where('id', '=', convention.id).execute(),
      ).toEqual([{ title: '', stage: 'deleted' }]);
      expect((await store.textLog(others.id)).map(textOf)).toEqual(['un texte qui reste']);
    });

    test('is the end: nothing is appended, nobody opens a page', async ({ store }) => {
      const convention = await GivenConvention.opened(store);
      const admittedBefore = convention.textAppend([update('non')]);
      await convention.appends(store, [{ type: 'ConventionDeleted' }]);
      expect(await store.appendText(admittedBefore)).toEqual({ kind: 'conflict' });
      await expect(store.appendText(convention.textAppend([update('non')]))).rejects.toThrow('deleted');
      const opening = { expectedVersion: 3, after: stateOf(await GivenConvention.opened(store)) };
      const again = convention.journalAppend([], { ...opening, events: convention.asEvents([renamed('Non')]) });
      await expect(store.appendJournal(again)).rejects.toThrow('deleted');
      await expect(
        store.issueClientId({ convention: convention.id, ...town, at: '2026-03-02T10:00:00.000Z' }),
      ).rejects.toThrow('does not exist');
    });
  });
}

function stateOf(convention: GivenConvention) {
  return convention.journalAppend([renamed('x')]).after;
}

/** A convention with the word SECRET in every row that can hold words, and another one beside it. */
async function conventionFullOfWords({ store, db }: StoreUnderTest) {
  const others = await GivenConvention.opened(store);
  await others.types(store, 'un texte qui reste');
  const convention = await GivenConvention.opened(store);
  const at = '2026-03-02T10:00:00.000Z';
  await convention.types(store, 'SECRET du texte');
  const words = [{ id: randomUUID(), person: town.person, salt: 'aa', text: 'SECRET de la raison' }];
  const keptTexts = [keptText('SECRET de la version')];
  const signatureEvidence = [{ digest: 'e'.repeat(64), body: '"SECRET de la preuve"' }];
  await convention.appends(store, [renamed('SECRET du titre'), renamed('SECRET du titre, deux')], {
    words,
    keptTexts,
    signatureEvidence,
  });
  await store.issueClientId({ convention: convention.id, ...town, at });
  const thread = { id: randomUUID(), convention: convention.id, section: 'project', status: 'open', anchor: null };
  await db
    .insertInto('thread')
    .values({ ...thread, quote: 'SECRET cité', created_at: at })
    .execute();
  const reply = { id: randomUUID(), thread: thread.id, person: town.person, at };
  await db
    .insertInto('reply')
    .values({ ...reply, text: 'SECRET répondu' })
    .execute();
  await db
    .insertInto('organisation')
    .values({ id: town.organisation, name: 'Ville', kind: 'public-body', created_at: at })
    .execute();
  await db
    .insertInto('invitation')
    .values({
      ...{ id: randomUUID(), kind: 'party', token_hash: randomUUID(), organisation: town.organisation },
      ...{ convention: convention.id, rank: null, label: 'SECRET invité', created_by: town.person, created_at: at },
      ...{ expires_at: at, used_at: null, used_by: null, withdrawn_at: null },
    })
    .execute();
  if (!(await everyRow(db)).includes('SECRET répondu')) throw new Error('the words to delete were never there');
  return { convention, others };
}

/** Everything in the tables that belong to conventions, as one text. */
async function everyRow(db: OpenDatabase['db']): Promise<string> {
  const tables = [
    'convention',
    'journal',
    'words',
    'participation',
    'text_update',
    'text_segment',
    'text_snapshot',
    'page',
    'kept_text',
    'signature_evidence',
    'thread',
    'reply',
    'invitation',
  ] as const;
  const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
  return JSON.stringify(rows, (_key, value: unknown) =>
    value instanceof Uint8Array ? new TextDecoder().decode(value) : value,
  );
}
