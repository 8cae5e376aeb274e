/** The convention as it is handed out: a draft, then sealed with its evidence, the same bytes for everybody. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateWith } from '@entente/shared/evidence/inflate';
import { readEvidence } from '@entente/shared/evidence/read-evidence';
import { type Verified, verifyFile } from '@entente/shared/evidence/verify-file';
import { verifierWith } from '@entente/shared/signing/verify-signature';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freezeByHand, signByHand } from '../support/frozen-by-hand.ts';
import { readPdf } from '../support/read-pdf.ts';
import {
  createOrganisation,
  openWith,
  Person,
  signUp,
  startTestServer,
  type Team,
  type TestServer,
  testClock,
} from '../support/server.ts';
import { type FakeAuthority, openAuthority } from '../support/timestamp-authority.ts';

const clock = testClock('2026-03-02T09:00:00.000Z');
let folder: string;
let authority: FakeAuthority;
let server: TestServer;
let first: Team;
let second: Team;
let id: string;

async function start(environment: Record<string, string> = {}): Promise<void> {
  server = await startTestServer({ clock, dataDirectory: folder, environment });
}

/** What was appended by hand is seen by a server that has just started. */
async function restart(environment: Record<string, string> = {}): Promise<void> {
  // At the same address: it is in the evidence.
  const { port } = server;
  await server.close();
  await start({ PORT: String(port), ...environment });
}

/** The same person's new browser, on the server that runs now. */
async function anew(person: Person): Promise<Person> {
  const again = new Person(server.url, person);
  expect((await again.signIn()).status).toBe(200);
  return again;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entente-issued-'));
  authority = await openAuthority();
  await start();
  first = await createOrganisation(server, 'Les Tilleuls');
  second = await createOrganisation(server, 'Relais des Familles');
  id = await openWith(first, [second], { kind: 'template' });
});
afterAll(async () => {
  await server.close();
  await authority.close();
  await rm(folder, { recursive: true, force: true });
});

async function download(person: Person, file = 'convention.pdf') {
  const response = await (await anew(person)).fetch(`/api/conventions/${id}/${file}`);
  const { status, headers } = response;
  return {
    status,
    type: headers.get('content-type'),
    name: headers.get('content-disposition'),
    seal: headers.get('entente-seal'),
    timestamp: headers.get('entente-timestamp'),
    bytes: new Uint8Array(await response.arrayBuffer()),
  };
}

async function verified(bytes: Uint8Array<ArrayBuffer>): Promise<Extract<Verified, { kind: 'report' }>> {
  const report = await verifyFile(bytes, {
    verifySignature: verifierWith(globalThis.crypto.subtle),
    inflate: inflateWith(() => new DecompressionStream('deflate')),
  });
  if (report.kind !== 'report') throw new Error('the file could not be read');
  return report;
}

test('a draft is not sealed, says so, and has no evidence', async () => {
  const { seal, timestamp, bytes } = await download(first.manager);
  expect({ seal, timestamp }).toEqual({ seal: 'none', timestamp: null });
  expect(Buffer.from(bytes).includes('/ByteRange')).toBe(false);
  expect((await readPdf(bytes)).attachments.size).toBe(0);
  expect((await download(first.manager, 'evidence.json')).status).toBe(404);
});

test('SIG-3: frozen, it is sealed once, and everybody has the same bytes, after a restart too', async () => {
  await freezeByHand({ server, id, at: '2026-03-02T09:00:00.000Z', by: first.director.id });
  clock.advance({ hours: 1 });
  await restart();
  const [one, other] = await Promise.all([download(first.manager), download(second.manager)]);
  expect(one).toMatchObject({ status: 200, seal: 'PAdES-B-B', timestamp: 'not-configured', type: 'application/pdf' });
  expect(Buffer.from(one.bytes).equals(other.bytes)).toBe(true);
  clock.advance({ hours: 1 });
  await restart();
  expect(Buffer.from((await download(first.manager)).bytes).equals(one.bytes)).toBe(true);
  const words = (await readPdf(one.bytes)).words;
  expect(words).toContain('Aucun : ce serveur n’est relié à aucune autorité d’horodatage.');
  expect(words).toContain('Tête du journal');
});

test('SIG-3: signed, it is another state with its own seal; the evidence by itself is the one inside', async () => {
  const before = await download(first.manager);
  const at = clock.now().toISOString();
  await signByHand({ server, id, at, by: second.director.id, organisation: second.organisation });
  await restart();
  const { bytes } = await download(first.manager);
  expect(Buffer.from(bytes).equals(before.bytes)).toBe(false);
  expect((await readPdf(bytes)).words).toContain('Preuve plus faible : mot de passe et code reçu par courriel');
  const evidence = await download(second.manager, 'evidence.json');
  expect(evidence.type).toMatch(/^application\/json/);
  expect(evidence.name).toContain('evidence.json');
  const inside = (await readPdf(bytes)).attachments.get('evidence.json');
  expect(Buffer.from(inside ?? []).equals(evidence.bytes)).toBe(true);
  const read = readEvidence(evidence.bytes);
  if (read.kind !== 'evidence') throw new Error('the evidence can be read');
  expect(read.file.signatures.map(({ proof }) => proof.kind)).toEqual(['password-and-code']);
  expect(read.file.names.organisations.map(({ name }) => name).sort()).toEqual(['Les Tilleuls', 'Relais des Familles']);
});

test('SIG-3: a verifier that has only the file finds seal, evidence, text and journal whole', async () => {
  const { bytes } = await download(first.manager);
  const { checks } = await verified(bytes);
  const status = (code: string) => checks.find((check) => check.code === code)?.status;
  for (const code of ['pdf-seal', 'pdf-whole', 'pdf-evidence', 'file-seal', 'text-digest', 'chain', 'one-form']) {
    expect({ code, status: status(code) }).toEqual({ code, status: 'holds' });
  }
  const changed = Uint8Array.from(bytes);
  const at = Buffer.from(bytes).indexOf('"journal":[');
  changed[at + 60] = (changed[at + 60] ?? 0) ^ 1;
  expect((await verified(changed)).verdict).toBe('broken');
});

test('F-61: with an authority, the seal has a timestamp; without its answer, the answer and the page say so, and it is asked again', async () => {
  authority.mood = 'fails';
  await restart({ TIMESTAMP_URL: authority.url });
  const failed = await download(first.manager);
  expect(failed).toMatchObject({ status: 200, seal: 'PAdES-B-B', timestamp: 'failed' });
  expect((await readPdf(failed.bytes)).words).toContain('n’a pas donné de jeton valable');
  const asked = authority.asked();
  expect((await download(second.manager)).timestamp).toBe('failed');
  expect(authority.asked(), 'nobody waits for it again within the minute').toBe(asked);
  authority.mood = 'answers';
  await restart({ TIMESTAMP_URL: authority.url });
  const granted = await download(first.manager);
  expect(granted).toMatchObject({ seal: 'PAdES-B-T', timestamp: 'granted' });
  expect((await verified(granted.bytes)).checks.find(({ code }) => code === 'pdf-timestamp')?.status).toBe('holds');
});

test('F-44: neither the document nor its evidence is there for others', async () => {
  const stranger = await signUp(server, 'Direction, Ailleurs');
  for (const file of ['convention.pdf', 'evidence.json']) {
    const { status } = await stranger.fetch(`/api/conventions/${id}/${file}`);
    expect({ file, status }).toEqual({ file, status: 404 });
  }
});
