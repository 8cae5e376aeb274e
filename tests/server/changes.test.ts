/** What changed since a text was kept: by part, author and organisation, for everybody who takes part (NEG-8). */
import type { Changes } from '@entente/shared/http/changes';
import { fieldsRoot, rowsRoot } from '@entente/shared/sections/parts';
import { type SectionId, textRoot } from '@entente/shared/sections/sections';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { statusOf } from '../support/answers.ts';
import { firstWords } from '../support/first-words.ts';
import type { Page } from '../support/page.ts';
import { pageOfPerson } from '../support/page-of-person.ts';
import { openWith, type Person, startTestServer, type Team, type TestServer } from '../support/server.ts';
import { twoTeams } from '../support/two-parties.ts';

let server: TestServer;
let host: Team;
let guest: Team;
let id: string;
const pages: Page[] = [];
beforeAll(async () => {
  server = await startTestServer();
  [host, guest] = await twoTeams(server);
});
afterAll(() => server.close());
beforeEach(async () => {
  const blocks = [{ type: 'paragraph', content: [{ type: 'text', text: 'Le répit des familles du canton.' }] }];
  id = await openWith(host, [guest], { kind: 'import', sections: { values: blocks } });
  return () => {
    for (const page of pages.splice(0)) page.leave();
  };
});

async function pageOf(person: Person): Promise<Page> {
  const page = await pageOfPerson(server, person, id);
  pages.push(page);
  return page;
}

function run(page: Page, section: SectionId): Y.XmlText {
  const paragraph = page.doc.getXmlFragment(textRoot(section)).get(0);
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new Error(`${section} begins with no words`);
  return text;
}

async function write(page: Page, change: () => void): Promise<void> {
  page.doc.transact(change);
  await page.allSaved();
}

async function keep(): Promise<string> {
  const { state } = await host.manager.api.conventions.command({ id, command: { type: 'keepVersion', label: '' } });
  return state.versions.at(-1)?.id ?? '';
}

const changes = (since?: string): Promise<Changes> =>
  guest.director.api.conventions.changes({ id, ...(since ? { since } : {}) });

/** « = » stays, « - » went, « + » came, with the person who did it. */
function read({ parts }: Changes, section: SectionId) {
  const part = parts.find((one) => one.part === section);
  return part?.words.map(({ kind, text, by }) => {
    const sign = { same: '=', deleted: '-', inserted: '+' }[kind];
    const author = by === null ? null : (part.authors[by]?.person ?? null);
    return author === null ? `${sign}${text}` : [`${sign}${text}`, author];
  });
}

test('a text that is as it was kept has no changes', async () => {
  const since = await keep();
  expect(await changes(since)).toEqual({ since, parts: [] });
});

test('words that came and went are told with the person and the organisation, one after the other', async () => {
  const since = await keep();
  server.clock.advance({ minutes: 2 });
  const [mine, theirs] = [await pageOf(host.manager), await pageOf(guest.manager)];
  await write(mine, () => run(mine, 'values').insert('Le répit '.length, 'durable '));
  await write(theirs, () => {
    const text = run(theirs, 'values');
    const at = text.toString().indexOf('familles');
    text.delete(at, 'familles'.length);
    text.insert(at, 'proches');
  });
  const all = await changes(since);
  expect(read(all, 'values')).toEqual([
    '=Le répit ',
    ['+durable ', host.manager.id],
    '=des ',
    ['-familles', guest.manager.id],
    ['+proches', guest.manager.id],
    '= du canton.\n',
  ]);
  expect(all.parts.map(({ part }) => part)).toEqual(['values']);
  const last = server.clock.now().toISOString();
  expect(all.parts[0]?.authors).toEqual([
    { person: guest.manager.id, organisation: guest.organisation, inserted: 7, deleted: 8, last },
    { person: host.manager.id, organisation: host.organisation, inserted: 8, deleted: 0, last },
  ]);
});

test('what is left of a word that lost letters is told with the one who took them', async () => {
  const since = await keep();
  const [mine, theirs] = [await pageOf(host.manager), await pageOf(guest.manager)];
  await write(mine, () => run(mine, 'values').insert(0, 'Tout '));
  await write(theirs, () => {
    const text = run(theirs, 'values');
    text.delete(text.toString().indexOf('familles') + 'famille'.length, 1);
  });
  expect(read(await changes(since), 'values')).toEqual([
    ['+Tout ', host.manager.id],
    '=Le répit des ',
    ['-familles', guest.manager.id],
    ['+famille', guest.manager.id],
    '= du canton.\n',
  ]);
});

test('one who goes on typing in the page that was open when the text was kept is told apart from what was kept', async () => {
  const page = await pageOf(host.manager);
  await write(page, () => run(page, 'values').insert(0, 'Un '));
  const since = await keep();
  await write(page, () => run(page, 'values').insert(3, 'vrai '));
  expect(read(await changes(since), 'values')?.[0]).toEqual('=Un ');
  expect(read(await changes(since), 'values')?.[1]).toEqual(['+vrai ', host.manager.id]);
});

test('a paragraph that is cut in two is no new text', async () => {
  const since = await keep();
  const page = await pageOf(guest.manager);
  await write(page, () => {
    const text = run(page, 'values');
    const end = ' du canton.';
    text.delete(text.length - end.length, end.length);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(end)]);
    page.doc.getXmlFragment(textRoot('values')).insert(1, [paragraph]);
  });
  expect(read(await changes(since), 'values')).toEqual([
    '=Le répit des familles',
    ['+\n', guest.manager.id],
    '= du canton.\n',
  ]);
});

test('what is undone is no difference, and who touched the part is still named', async () => {
  const since = await keep();
  const page = await pageOf(guest.manager);
  await write(page, () => run(page, 'values').insert(0, 'Non. '));
  await write(page, () => run(page, 'values').delete(0, 5));
  const [part] = (await changes(since)).parts;
  expect(part).toMatchObject({
    part: 'values',
    words: [],
    cells: [],
    authors: [{ person: guest.manager.id, inserted: 5, deleted: 5 }],
  });
});

test('a comment is no change of the text', async () => {
  const since = await keep();
  const range = (await firstWords(server, id, 'values')).range(2);
  await guest.manager.api.threads.start({ id, section: 'values', ...range, text: 'Pourquoi ?' });
  expect((await changes(since)).parts).toEqual([]);
});

test('fields and rows are told cell by cell: written, changed, emptied, added and removed', async () => {
  const [mine, theirs] = [await pageOf(host.manager), await pageOf(guest.manager)];
  const rows = (page: Page) => page.doc.getArray<Y.Map<unknown>>(rowsRoot('risks'));
  await write(mine, () => {
    mine.doc.getMap(fieldsRoot('project')).set('territory', 'Le canton');
    mine.doc.getMap(fieldsRoot('project')).set('population', 'Les aidants');
    rows(mine).push(['Un départ', 'Une crue'].map((risk) => new Y.Map(Object.entries({ row: 'risk', risk }))));
  });
  const since = await keep();
  await write(theirs, () => {
    theirs.doc.getMap(fieldsRoot('project')).set('territory', 'Deux cantons');
    theirs.doc.getMap(fieldsRoot('project')).delete('population');
    rows(theirs).get(0).set('fallback', 'Un remplaçant');
    rows(theirs).delete(1);
    rows(theirs).push([new Y.Map(Object.entries({ row: 'risk', risk: 'Un retard' }))]);
  });
  const { parts } = await changes(since);
  const cells = (part: string) => parts.find((one) => one.part === part)?.cells.map(({ at: _, ...cell }) => cell);
  expect(cells('project')).toEqual([
    { row: null, column: 'population', before: 'Les aidants', after: null, by: 0 },
    { row: null, column: 'territory', before: 'Le canton', after: 'Deux cantons', by: 0 },
  ]);
  const risk = (number: number, became: string) => ({ kind: 'risk', number, became });
  expect(cells('risks')).toEqual([
    { row: risk(1, 'changed'), column: 'fallback', before: null, after: 'Un remplaçant', by: 0 },
    { row: risk(2, 'removed'), column: 'risk', before: 'Une crue', after: null, by: 0 },
    { row: risk(2, 'added'), column: 'risk', before: null, after: 'Un retard', by: 0 },
  ]);
  for (const { authors } of parts) expect(authors.map(({ person }) => person)).toEqual([guest.manager.id]);
});

test('without a kept text, all of the text is new', async () => {
  const { parts } = await changes();
  expect(parts.map(({ part }) => part)).toContain('values');
  const values = parts.find(({ part }) => part === 'values');
  expect(values?.words.map(({ kind }) => kind)).toEqual(['inserted']);
  expect(values?.authors.map(({ person }) => person)).toEqual([host.director.id]);
});

test('an unknown kept text, another convention’s, and a stranger are the same 404', async () => {
  const since = await keep();
  const other = await openWith(host, [guest], { kind: 'empty' });
  const { api } = host.director;
  expect(await statusOf(api.conventions.changes({ id: other, since }))).toBe(404);
  expect(await statusOf(api.conventions.changes({ id, since: crypto.randomUUID() }))).toBe(404);
  const [stranger] = await twoTeams(server);
  expect(await statusOf(stranger.director.api.conventions.changes({ id, since }))).toBe(404);
  expect(await statusOf(stranger.director.api.conventions.changes({ id }))).toBe(404);
});
