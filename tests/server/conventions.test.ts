/** Opening, importing and deleting conventions by the API. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sectionIds } from '@entente/shared/sections/sections';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf, statusOf } from '../support/answers.ts';
import {
  joinOrganisation,
  openWith,
  type Person,
  startTestServer,
  type Team,
  type TestServer,
  Visitor,
} from '../support/server.ts';
import { twoTeams } from '../support/two-parties.ts';

let server: TestServer;
let host: Team;
let guest: Team;
beforeAll(async () => {
  server = await startTestServer();
  [host, guest] = await twoTeams(server);
});
afterAll(() => server.close());

const opening = (more: object = {}) => ({
  organisation: host.organisation,
  title: 'Une convention',
  language: 'fr' as const,
  timeZone: 'Europe/Paris',
  start: { kind: 'empty' as const },
  ...more,
});

test('a director or a manager opens a convention, a practitioner or a stranger doesn’t', async () => {
  const practitioner = await joinOrganisation(server, host.director, {
    organisation: host.organisation,
    rank: 'practitioner',
    name: 'Éducatrice',
  });
  expect(await refusalOf(practitioner.api.conventions.open(opening()))).toEqual(['rank-too-low']);
  expect(await statusOf(guest.director.api.conventions.open(opening()))).toBe(404);
  const { id } = await host.manager.api.conventions.open(opening());
  expect((await host.manager.api.conventions.get({ id })).me).toMatchObject({ rank: 'manager', access: 'writes' });
  expect(await statusOf(host.director.api.conventions.get({ id })), 'whoever isn’t named has no way in').toBe(404);
});

test.each(['fr', 'en'] as const)('the %s template has words for every part', async (language) => {
  const { id } = await host.director.api.conventions.open(opening({ language, start: { kind: 'template' } }));
  const { facts } = await host.director.api.text.get({ id });
  expect(sectionIds.filter((section) => facts.sections[section].blank)).toEqual([]);
});

test('an empty convention has all its parts, each blank', async () => {
  const { id } = await host.director.api.conventions.open(opening());
  const { facts, sections } = await host.director.api.text.get({ id });
  expect(Object.keys(sections).sort()).toEqual([...sectionIds].sort());
  expect(sectionIds.every((section) => facts.sections[section].blank)).toBe(true);
});

test('DOC-1: sections that aren’t, unknown time zones and blank titles are malformed requests', async () => {
  const wrong = [
    { start: { kind: 'import', sections: { preamble: [] } } },
    { timeZone: 'Mars/Olympus' },
    { title: '   ' },
    { language: 'de' },
  ];
  for (const more of wrong) {
    const response = await host.director.post('/api/conventions', opening(more));
    expect(response.status, JSON.stringify(more)).toBe(400);
  }
});

const paragraph = (...content: readonly object[]) => ({ type: 'paragraph', content });
const text = (words: string, ...marks: readonly object[]) => ({ type: 'text', text: words, marks });

const nested = (depth: number): object =>
  depth === 0 ? paragraph() : { type: 'blockquote', content: [nested(depth - 1)] };

const unacceptable: readonly (readonly [string, object])[] = [
  ['an unknown node', { type: 'script', content: [] }],
  ['a block inside a line', paragraph(paragraph())],
  ['a link that runs a script', paragraph(text('x', { type: 'link', attrs: { href: 'javascript:alert(1)' } }))],
  ['a comment mark', paragraph(text('x', { type: 'comment', attrs: { thread: 'x' } }))],
  ['an attribute of no use', { type: 'paragraph', attrs: { onclick: 'x' } }],
  ['an endless nesting', nested(60)],
  ['a cell outside a table', { type: 'tableCell', content: [] }],
];

test.each(unacceptable)('F-48: imported text with %s is refused, and nothing is created', async (_what, block) => {
  const before = (await host.director.api.conventions.list()).length;
  const call = host.director.api.conventions.open(
    opening({ start: { kind: 'import', sections: { values: [block] } } }),
  );
  expect(await refusalOf(call)).toEqual(['text-not-acceptable']);
  expect(await host.director.api.conventions.list()).toHaveLength(before);
});

async function upload(person: Visitor, bytes: Uint8Array<ArrayBuffer>, type = 'application/octet-stream') {
  const response = await person.fetch('/api/imports', {
    method: 'POST',
    body: bytes,
    headers: { 'content-type': type },
  });
  const body = (await response.json()) as { code?: string; data?: { refused: string } };
  return { status: response.status, code: body.code, refused: body.data?.refused };
}

test('a Word file is read for who is signed in; another file is refused with its code', async () => {
  const sample = new Uint8Array(
    await readFile(join(import.meta.dirname, '../../server/src/demo/convention-repit.docx')),
  );
  expect(await upload(host.manager, sample)).toMatchObject({ status: 200 });
  expect(await upload(new Visitor(server.url), sample)).toMatchObject({ status: 401 });
  expect(await upload(host.manager, sample, 'text/html')).toMatchObject({ status: 415 });
  expect(await upload(host.manager, new Uint8Array())).toMatchObject({ status: 422, refused: 'empty' });
  expect(await upload(host.manager, new TextEncoder().encode('a letter'))).toMatchObject({
    status: 422,
    refused: 'not-a-word-file',
  });
  expect(await upload(host.manager, new Uint8Array(11 * 1024 * 1024))).toMatchObject({
    status: 422,
    refused: 'too-large',
  });
  expect(await upload(host.manager, sample.slice(0, 5_000))).toMatchObject({ status: 422 });
});

test('a body that isn’t JSON is a malformed request', async () => {
  const response = await host.director.fetch('/api/organisations', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"name":',
  });
  expect(response.status).toBe(400);
});

test('an unsigned convention goes when every party agrees, and to everyone it never was', async () => {
  const id = await openWith(host, [guest], { kind: 'template' });
  const pending = await host.director.api.conventions.invite({ id, as: 'party', label: 'Un troisième' });
  const agree = (person: Person) => person.api.conventions.command({ id, command: { type: 'agreeToDelete' } });
  expect((await agree(host.director)).state.stage).toBe('negotiating');
  expect((await guest.director.api.me.home()).awaiting.map(({ kind }) => kind)).toContain('agree-deletion');
  expect(await statusOf(agree(guest.director))).toBe(404);
  for (const person of [host.director, guest.manager]) {
    expect(await statusOf(person.api.conventions.get({ id }))).toBe(404);
    expect((await person.api.conventions.list()).map((one) => one.id)).not.toContain(id);
  }
  const token = pending.url.slice(pending.url.lastIndexOf('/') + 1);
  expect(await statusOf(new Visitor(server.url).api.invitations.preview({ token }))).toBe(404);
});

test('refused tries are in the journal, with their codes', async () => {
  const id = await openWith(host, [guest], { kind: 'template' });
  const { facts } = await host.director.api.text.get({ id });
  const stale = { type: 'takeStance', section: 'values', position: 'agree', digest: facts.digest } as const;
  expect(await refusalOf(host.director.api.conventions.command({ id, command: stale }))).toEqual(['text-has-changed']);
  const last = (await guest.director.api.conventions.journal({ id })).at(-1)?.event;
  expect(last).toMatchObject({
    type: 'CommandRefused',
    command: 'takeStance',
    codes: ['text-has-changed'],
    by: host.director.id,
  });
});
