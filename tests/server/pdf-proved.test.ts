/** SIG-3, from the first word to the last: negotiated, signed with passkeys, downloaded, and proved by the file alone. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateWith } from '@entente/shared/evidence/inflate';
import { verifyFile } from '@entente/shared/evidence/verify-file';
import { verifierWith } from '@entente/shared/signing/verify-signature';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasProgram } from '../support/has-program.ts';
import { frozenConvention } from '../support/negotiated.ts';
import { readPdf } from '../support/read-pdf.ts';
import { createOrganisation, startTestServer, type Team, type TestServer, testClock } from '../support/server.ts';
import { addPasskey, signWith } from '../support/signing.ts';

let folder: string;
let teams: readonly [Team, Team];
let server: TestServer;
let pdf: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entente-proved-'));
  server = await startTestServer({ clock: testClock('2026-03-02T09:00:00.000Z') });
  teams = [await createOrganisation(server, 'Les Tilleuls'), await createOrganisation(server, 'Relais des Familles')];
  const id = await frozenConvention(server, teams);
  for (const { director } of teams) await signWith(await addPasskey(director), director, { id });
  const response = await teams[1].manager.fetch(`/api/conventions/${id}/convention.pdf`);
  expect(response.status).toBe(200);
  pdf = new Uint8Array(await response.arrayBuffer());
  // From here on there is no server.
  await server.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the file alone proves text, journal, rules, signatures and seal', async () => {
  const verified = await verifyFile(pdf, {
    verifySignature: verifierWith(globalThis.crypto.subtle),
    inflate: inflateWith(() => new DecompressionStream('deflate')),
  });
  if (verified.kind !== 'report') throw new Error('the file can be read');
  const open = verified.checks.filter(({ status, group }) => status !== 'holds' && group !== 'limits');
  expect(open.map(({ code, status }) => ({ code, status }))).toEqual([]);
  expect(verified.verdict).toBe('proved');
});

test('the page says with which proof each has signed', async () => {
  const { words, archival, attachments } = await readPdf(pdf);
  expect(archival).toBe('3B');
  expect(words.match(/Preuve : clé d’accès \(passkey\), liée à cette déclaration/g)).toHaveLength(2);
  for (const { director } of teams) expect(words).toContain(director.name);
  expect([...attachments.keys()]).toEqual(['evidence.json']);
});

test.skipIf(!hasProgram('pdfsig'))('another program finds the seal valid over the whole document', async () => {
  const file = join(folder, 'convention.pdf');
  await writeFile(file, pdf);
  const said = execFileSync('pdfsig', [file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  expect(said).toContain('Total document signed');
  expect(said).toContain('Signature is Valid.');
});
