/** The journal as a file: whole, checkable, harmless in a spreadsheet, and for those who take part alone. */
import { entryHash, type JournalEntry } from '@entente/shared/negotiation/journal';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type Team, type TestServer, Visitor } from '../support/server.ts';
import { negotiation, twoTeams } from '../support/two-parties.ts';

let server: TestServer;
let host: Team;
let id: string;
beforeAll(async () => {
  server = await startTestServer();
  const told = await negotiation(server);
  [host] = told.teams;
  id = told.id;
  await host.manager.api.me.change({ name: '=HYPERLINK("https://example.org"; "Cadre")' });
  await host.manager.api.conventions.command({
    id,
    command: { type: 'renameConvention', title: 'Répit ; "familles"' },
  });
  await host.manager.api.conventions.command({ id, command: { type: 'keepVersion', label: 'Avant le budget' } });
});
afterAll(() => server.close());

const file = (person: Visitor, kind: 'json' | 'csv', of = id) => person.fetch(`/api/conventions/${of}/journal.${kind}`);

type File = {
  readonly format: string;
  readonly convention: string;
  readonly entries: readonly (Omit<JournalEntry, 'convention'> & { readonly hash: string })[];
  readonly words: Readonly<Record<string, string | null>>;
  readonly people: readonly { readonly id: string }[];
};

test('the JSON file holds every entry, and its chain can be checked from it', async () => {
  const response = await file(host.director, 'json');
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="/);
  const { format, convention, entries, words, people } = (await response.json()) as File;
  expect([format, convention]).toEqual(['entente/journal/1', id]);
  expect(entries).toEqual(await host.director.api.conventions.journal({ id }));
  let previous: string | null = null;
  for (const { version, event, text, hash } of entries) {
    expect(entryHash(previous, { convention, version, event, ...(text ? { text } : {}) })).toBe(hash);
    previous = hash;
  }
  expect(Object.values(words)).toContain('Avant le budget');
  expect(people.map((person) => person.id)).toContain(host.manager.id);
});

test('the CSV file has a line for each entry, and nothing that a spreadsheet would run', async () => {
  const response = await file(host.director, 'csv');
  expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.slice(0, 3)], 'it says that it is UTF-8').toEqual([0xef, 0xbb, 0xbf]);
  const rows = readCsv(new TextDecoder().decode(bytes));
  const entries = await host.director.api.conventions.journal({ id });
  expect(rows[0]).toEqual(['version', 'at', 'event', 'person', 'name', 'organisation', 'data', 'text', 'hash']);
  expect(rows.slice(1).map(([version, , event, , , , , , hash]) => [version, event, hash])).toEqual(
    entries.map(({ version, event, hash }) => [String(version), event.type, hash]),
  );
  const renamed = rows.find(([, , event]) => event === 'ConventionRenamed');
  expect(renamed?.slice(3, 7)).toEqual([
    host.manager.id,
    '\'=HYPERLINK("https://example.org"; "Cadre")',
    'Les Tilleuls',
    JSON.stringify({ title: 'Répit ; "familles"' }),
  ]);
  expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
});

test('who takes no part, and who isn’t signed in, gets neither', async () => {
  const [stranger] = await twoTeams(server);
  for (const kind of ['json', 'csv'] as const) {
    expect((await file(stranger.director, kind)).status).toBe(404);
    expect((await file(host.director, kind, crypto.randomUUID())).status).toBe(404);
    expect((await file(new Visitor(server.url), kind)).status).toBe(401);
  }
});

/** RFC 4180, with semicolons. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^";\r\n]*))(;|\r\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}
