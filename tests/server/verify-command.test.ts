/** `npm run verify`, on what a real server handed out, when the server is gone. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { frozenConvention } from '../support/negotiated.ts';
import { runProgram } from '../support/program.ts';
import { createOrganisation, type Person, startTestServer, testClock } from '../support/server.ts';
import { addPasskey, signWith } from '../support/signing.ts';

const folder = mkdtempSync(join(tmpdir(), 'verify-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function download(person: Person, path: string, name: string): Promise<Buffer> {
  const answer = await person.fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  writeFileSync(join(folder, name), bytes);
  return bytes;
}

/** Nothing but the file is there: no data folder, no address of a server. */
async function verify(...args: readonly string[]) {
  const program = runProgram('verify.ts', args, { LANG: 'fr_FR.UTF-8' });
  return { code: await program.ended, said: program.stdout(), complained: program.stderr() };
}

type Said = {
  readonly verdict: string;
  readonly checks: readonly { readonly code: string; readonly status: string }[];
};

async function verdictOn(name: string) {
  const { code, said } = await verify(join(folder, name), '--json');
  const { verdict, checks } = JSON.parse(said) as Said;
  return { code, verdict, failing: checks.filter(({ status }) => status === 'fails').map((check) => check.code) };
}

beforeAll(async () => {
  const server = await startTestServer({ clock: testClock('2026-03-02T09:00:00.000Z') });
  try {
    const teams = [
      await createOrganisation(server, 'Les Tilleuls'),
      await createOrganisation(server, 'Relais des Familles'),
    ] as const;
    const [{ director }, { director: other }] = teams;
    const [key, otherKey] = [await addPasskey(director), await addPasskey(other)];
    const id = await frozenConvention(server, [...teams]);
    await signWith(key, director, { id });
    await download(director, `/api/conventions/${id}/evidence.json`, 'unfinished.json');
    server.clock.advance({ days: 1 });
    await signWith(otherKey, other, { id });
    const pdf = await download(other, `/api/conventions/${id}/convention.pdf`, 'convention.pdf');
    const evidence = await download(director, `/api/conventions/${id}/evidence.json`, 'evidence.json');
    writeFileSync(join(folder, 'longer.pdf'), Buffer.concat([pdf, Buffer.from('\n')]));
    writeFileSync(join(folder, 'renamed.json'), evidence.toString('utf8').replaceAll('Les Tilleuls', 'Les Tilleulx'));
  } finally {
    await server.close();
  }
});

describe('npm run verify, with the server stopped', () => {
  test('SIG-3: proves what a real server handed out, as a PDF and as an evidence file', async () => {
    expect(await verdictOn('convention.pdf')).toEqual({ code: 0, verdict: 'proved', failing: [] });
    expect(await verdictOn('evidence.json')).toEqual({ code: 0, verdict: 'proved', failing: [] });
  });

  test('NEG-5: tells a convention that not all have signed from a forged one', async () => {
    expect(await verdictOn('unfinished.json')).toEqual({ code: 3, verdict: 'unfinished', failing: ['signed-by-all'] });
  });

  test('F-58: finds bytes appended, and a name changed', async () => {
    expect(await verdictOn('longer.pdf')).toEqual({ code: 1, verdict: 'broken', failing: ['pdf-whole'] });
    expect(await verdictOn('renamed.json')).toEqual({ code: 1, verdict: 'broken', failing: ['file-seal'] });
  });

  test('SIG-3: says it in plain words, in French or in English', async () => {
    const french = await verify(join(folder, 'convention.pdf'));
    expect(french).toMatchObject({ code: 0, complained: '' });
    expect(french.said).toContain('Relais des Familles');
    expect(french.said).not.toMatch(/\{\{|undefined/);
    const english = await verify(join(folder, 'convention.pdf'), '--language', 'en');
    expect(english.said.split('\n').length).toBe(french.said.split('\n').length);
    expect(english.said).toContain('journal');
  });

  test('SIG-3: answers to no file, a folder, and wrong words with a sentence', async () => {
    expect(await verify(join(folder, 'nothing.pdf'))).toMatchObject({
      code: 1,
      complained: expect.stringContaining('nothing.pdf'),
    });
    expect(await verify(folder)).toMatchObject({ code: 1, complained: expect.stringMatching(/\S/) });
    expect(await verify(import.meta.filename)).toMatchObject({ code: 1, complained: '' });
    for (const args of [[], ['a', 'b'], ['--language', 'it', 'a'], ['--what', 'a']]) {
      expect(await verify(...args)).toMatchObject({ code: 2, complained: expect.stringContaining('Usage') });
    }
  });
});
