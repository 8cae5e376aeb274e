/** What somebody who may write in the convention tries to write where they may not, or so that it harms others. */
import { randomUUID } from 'node:crypto';
import { fieldsRoot, rowsRoot } from '@entente/shared/sections/parts';
import { textRoot } from '@entente/shared/sections/sections';
import { closeCodes } from '@entente/shared/wire/messages';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { eventually } from '../support/eventually.ts';
import { commandTo, meet } from '../support/negotiated.ts';
import { connectPage, type Page } from '../support/page.ts';
import {
  createOrganisation,
  openWith,
  type Person,
  startTestServer,
  type Team,
  type TestServer,
} from '../support/server.ts';

let server: TestServer;
let mine: Team;
let partner: Team;
let stranger: Team;
let id: string;
let elsewhere: string;
const opened: Page[] = [];

beforeAll(async () => {
  server = await startTestServer();
  [mine, partner, stranger] = [
    await createOrganisation(server, 'Les Tilleuls'),
    await createOrganisation(server, 'Relais des Familles'),
    await createOrganisation(server, 'Ailleurs'),
  ];
  id = await openWith(mine, [partner], { kind: 'template' });
  elsewhere = await openWith(stranger, [mine], { kind: 'template' });
});
afterEach(() => {
  for (const page of opened.splice(0)) page.leave();
});
afterAll(() => server.close());

async function pageOf(person: Person, convention = id): Promise<Page> {
  const { clientId, epoch, schemaVersion } = await person.api.text.openPage({ id: convention });
  const page = connectPage(
    { syncUrl: `${server.url.replace('http', 'ws')}/sync`, convention, person: person.id, clientId },
    {
      params: { client: String(clientId), epoch, schema: String(schemaVersion) },
      headers: { cookie: person.cookie, origin: server.url },
    },
  );
  opened.push(page);
  await page.synced();
  return page;
}

/** What becomes of an edit that this person's page makes: the code of its refusal, or `saved`. */
async function outcomeOf(person: Person, edit: (doc: Y.Doc) => void): Promise<string> {
  // The purse of this person's pages is full again.
  server.clock.advance({ minutes: 1 });
  const page = await pageOf(person);
  page.doc.transact(() => edit(page.doc));
  await eventually(() => page.closings.length > 0 || page.saved() === page.sent());
  const [refusal] = page.refusals;
  if (refusal) expect(page.closings).toEqual([closeCodes.updateRefused]);
  page.leave();
  return refusal?.code ?? (page.closings.length > 0 ? `closed with ${page.closings[0]}` : 'saved');
}

const paragraph = (words: string) => {
  const line = new Y.XmlElement('paragraph');
  line.insert(0, [new Y.XmlText(words)]);
  return line;
};
const writesIn = (root: string) => (doc: Y.Doc) => doc.getXmlFragment(root).insert(0, [paragraph('Glissé.')]);
const row = (cells: Record<string, unknown>) => (doc: Y.Doc) =>
  doc.getArray(rowsRoot('risks')).push([new Y.Map(Object.entries(cells))]);
const field = (name: string, value: unknown) => (doc: Y.Doc) => void doc.getMap(fieldsRoot('project')).set(name, value);

/** What somebody honest reads, and whether the room is still at work for them. */
async function textStillWorks(): Promise<void> {
  expect(
    await outcomeOf(partner.manager, (doc) => doc.getXmlFragment(textRoot('values')).insert(0, [paragraph('Oui.')])),
  ).toBe('saved');
}

test('DOC-7: nobody writes another party’s core, nor that of an organisation which takes no part', async () => {
  const digest = (await mine.manager.api.text.get({ id })).facts.digest;
  for (const organisation of [partner.organisation, stranger.organisation, randomUUID()])
    expect(await outcomeOf(mine.manager, writesIn(`core:${organisation}`))).toBe('foreign-core');
  expect((await mine.manager.api.text.get({ id })).facts.digest).toBe(digest);
  expect(await outcomeOf(mine.manager, writesIn(`core:${mine.organisation}`))).toBe('saved');
});

test('F-28: ten thousand roots in one update make no root', async () => {
  const before = Object.keys((await mine.manager.api.text.get({ id })).facts.cores);
  for (const root of [
    () => `core:${randomUUID()}`,
    () => `minutes:${randomUUID()}`,
    () => `text:${randomUUID()}`,
    () => randomUUID(),
  ]) {
    const many = (doc: Y.Doc) => {
      for (let left = 10_000; left > 0; left--) doc.getXmlFragment(root()).insert(0, [new Y.XmlElement('paragraph')]);
    };
    expect(await outcomeOf(mine.manager, many)).toMatch(
      /^(foreign-core|minutes-closed|unknown-root|outside-schema|too-large)$/,
    );
  }
  expect(Object.keys((await mine.manager.api.text.get({ id })).facts.cores)).toEqual(before);
  await textStillWorks();
});

test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'])(
  'F-49: %s is no column, no kind of row and no field',
  async (key) => {
    for (const value of ['x', 'Object', 1, true, { polluted: true }]) {
      expect(await outcomeOf(mine.manager, row({ row: 'risk', [key]: value }))).toBe('outside-schema');
      expect(await outcomeOf(mine.manager, field(key, value))).toBe('outside-schema');
    }
    expect(await outcomeOf(mine.manager, row({ row: key, name: 'Object', length: 1 }))).toBe('outside-schema');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    await textStillWorks();
  },
);

test('F-27: cells without end, rows with columns without end, and what is no value are refused', async () => {
  const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, nth) => [`column${nth}`, 'x']));
  for (const edit of [
    row({ row: 'risk', risk: 'x'.repeat(4_001) }),
    row({ row: 'risk', risk: 'x'.repeat(2_000_000) }),
    row({ row: 'risk', ...wide }),
    row({ row: 'risk', risk: Number.POSITIVE_INFINITY }),
    row({ row: 'risk', risk: null }),
    row({ row: 'risk', risk: new Uint8Array(10) }),
    row({ row: 'risk', risk: ['a', ['b']] }),
    field('population', 'x'.repeat(4_001)),
    (doc: Y.Doc) => void doc.getArray(rowsRoot('risks')).push([1, 'a', null]),
  ])
    expect(await outcomeOf(mine.manager, edit)).toMatch(/^(outside-schema|too-large)$/);
  expect(await outcomeOf(mine.manager, row({ row: 'risk', risk: 'x'.repeat(4_000) }))).toBe('saved');
  await textStillWorks();
});

test('NEG-6: rows and fields of a section that all agreed to stay as they are', async () => {
  const { facts } = await mine.manager.api.text.get({ id });
  for (const section of ['risks', 'project'] as const)
    for (const { manager } of [mine, partner])
      await commandTo(id)(manager, {
        type: 'takeStance',
        section,
        position: 'agree',
        digest: facts.sections[section].digest,
      });
  expect(await outcomeOf(mine.manager, row({ row: 'risk', risk: 'Après coup' }))).toBe('section-closed');
  expect(await outcomeOf(mine.manager, field('population', 'Tout le monde'))).toBe('section-closed');
  expect(await outcomeOf(mine.manager, (doc) => doc.getArray(rowsRoot('risks')).insert(0, [new Y.Map()]))).toBe(
    'section-closed',
  );
  const after = (await mine.manager.api.text.get({ id })).facts;
  for (const section of ['risks', 'project'] as const)
    expect(after.sections[section].digest).toBe(facts.sections[section].digest);
});

test('NEG-1: minutes are written in their own open meeting only', async () => {
  const command = commandTo(id);
  const place = { kind: 'remote' } as const;
  const plannedFor = server.clock.now().toISOString();
  const { state } = await command(mine.manager, { type: 'planMeeting', plannedFor, place, expected: [] });
  const planned = state.meetings.at(-1)?.id ?? '';
  const foreign = await meet(server, { id: elsewhere, teams: [stranger, mine] });
  for (const meeting of [planned, foreign, randomUUID()])
    expect(await outcomeOf(mine.manager, writesIn(`minutes:${meeting}`))).toBe('minutes-closed');
  const open = await meet(server, { id, teams: [mine, partner] });
  expect(await outcomeOf(mine.manager, writesIn(`minutes:${open}`))).toBe('saved');
  await command(mine.manager, { type: 'closeMeeting', meeting: open });
  expect(await outcomeOf(mine.manager, writesIn(`minutes:${open}`))).toBe('minutes-closed');
  const kept = await partner.manager.fetch(`/api/conventions/${id}/meetings/${open}/minutes.pdf`);
  expect(kept.status).toBe(200);
});
