/** What a frozen convention hands out: to those who take part, and to nobody else; and what is guessed many times at once. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf } from '../support/answers.ts';
import { commandTo, frozenConvention } from '../support/negotiated.ts';
import {
  createOrganisation,
  joinOrganisation,
  openWith,
  type Person,
  startTestServer,
  type Team,
  type TestServer,
  Visitor,
} from '../support/server.ts';
import { addPasskey, signWith } from '../support/signing.ts';

/** In the names of all who negotiate. */
const canary = 'Canari-51c2';

let server: TestServer;
let mine: Team;
let partner: Team;
let stranger: Team;
let removed: Person;
let id: string;
let version: string;
let meeting: string;

beforeAll(async () => {
  server = await startTestServer();
  mine = await createOrganisation(server, `Les Tilleuls ${canary}`);
  partner = await createOrganisation(server, `Relais ${canary}`);
  stranger = await createOrganisation(server, 'Ailleurs');
  id = await frozenConvention(server, [mine, partner]);
  removed = await joinOrganisation(server, mine.director, {
    organisation: mine.organisation,
    rank: 'practitioner',
    name: 'Ancienne',
  });
  await commandTo(id)(mine.director, { type: 'nameParticipant', person: removed.id, access: 'reads' });
  expect((await removed.fetch(`/api/conventions/${id}/evidence.json`)).status).toBe(200);
  await commandTo(id)(mine.director, { type: 'removeParticipant', person: removed.id });
  const { state } = await mine.director.api.conventions.get({ id });
  if (state.stage !== 'frozen') throw new Error('it is not frozen');
  ({ version, meeting } = state.text);
});
afterAll(() => server.close());

const files = () => [
  'evidence.json',
  'convention.pdf',
  'journal',
  'journal.json',
  'journal.csv',
  'changes',
  'text',
  'meetings.ics',
  `versions/${version}`,
  `meetings/${meeting}/meeting.ics`,
  `meetings/${meeting}/minutes.pdf`,
];

test('F-44: of a frozen text nobody else gets a file, nor learns that there is one', async () => {
  const mineElsewhere = await openWith(stranger, [], { kind: 'template' });
  for (const file of files()) {
    expect((await new Visitor(server.url).fetch(`/api/conventions/${id}/${file}`)).status, file).toBe(401);
    for (const who of [removed, stranger.director]) {
      const answer = await who.fetch(`/api/conventions/${id}/${file}`);
      const unknown = await who.fetch(`/api/conventions/${randomUUID()}/${file}`);
      const [words, words0] = [await answer.text(), await unknown.text()];
      expect([answer.status, words], file).toEqual([404, words0]);
      expect(words).not.toContain(canary);
    }
  }
  for (const file of [`versions/${version}`, `meetings/${meeting}/meeting.ics`, `meetings/${meeting}/minutes.pdf`])
    expect((await stranger.director.fetch(`/api/conventions/${mineElsewhere}/${file}`)).status, file).toBe(404);
});

test('F-54: evidence and journal name nobody’s address, password or session', async () => {
  const device = await addPasskey(mine.director);
  await signWith(device, mine.director, { id });
  for (const file of ['evidence.json', 'journal.json', 'journal.csv', 'meetings.ics', 'journal', 'text']) {
    const words = await (await partner.manager.fetch(`/api/conventions/${id}/${file}`)).text();
    expect(words.length).toBeGreaterThan(0);
    for (const { email, password, cookie } of [mine.director, mine.manager, partner.director]) {
      expect(words, file).not.toContain(email);
      expect(words, file).not.toContain(password);
      for (const pair of cookie.split('; ')) expect(words, file).not.toContain(pair.slice(pair.indexOf('=') + 1));
    }
  }
});

test('SIG-1: no statement for those who may not sign, whatever they say of themselves', async () => {
  for (const who of [mine.manager, partner.manager])
    expect(await refusalOf(who.api.signing.statement({ id }))).not.toEqual([]);
  for (const who of [removed, stranger.director])
    expect((await who.post(`/api/conventions/${id}/signatures/statement`, {})).status).toBe(404);
  const named = { person: partner.director.id, organisation: partner.organisation, capacity: 'director' };
  const answer = await mine.manager.post(`/api/conventions/${id}/signatures/statement`, named);
  expect(answer.status).toBe(409);
});

test('F-55: a statement is answered by the person to whom it was made, and by nobody else', async () => {
  const device = await addPasskey(partner.director);
  const { statement } = await partner.director.api.signing.statement({ id });
  const answered = {
    nonce: statement.nonce,
    proof: { kind: 'passkey', assertion: device.answers(statement) },
  } as const;
  for (const who of [partner.manager, mine.director])
    expect(await refusalOf(who.api.signing.sign({ id, ...answered }))).not.toEqual([]);
  for (const who of [removed, stranger.director])
    expect((await who.post(`/api/conventions/${id}/signatures`, answered)).status).toBe(404);
  const { state } = await partner.director.api.signing.sign({ id, ...answered });
  expect(state.stage).toBe('inForce');
  expect(await refusalOf(partner.director.api.signing.sign({ id, ...answered }))).not.toEqual([]);
});

test('F-52: forty codes guessed at the same moment are five tries', async () => {
  const { codes } = server.services;
  const to = { person: mine.director.id, convention: id, digest: 'd'.repeat(64) };
  const { code } = await codes.make(to);
  const guesses = Array.from({ length: 40 }, (_, nth) => String((Number(code) + 1 + nth) % 10 ** 8).padStart(8, '0'));
  const answers = await Promise.all(guesses.map((guess) => codes.prove(to, guess)));
  expect(answers.filter((answer) => answer === 'wrong')).toHaveLength(5);
  expect(answers.filter((answer) => answer === 'over')).toHaveLength(35);
  expect(await codes.prove(to, code)).toBe('over');
  const { code: next } = await codes.make(to);
  for (const other of [
    { ...to, person: partner.director.id },
    { ...to, convention: randomUUID() },
    { ...to, digest: 'e'.repeat(64) },
  ])
    expect(await codes.prove(other, next)).toBe('over');
  const proofs = await Promise.all(Array.from({ length: 5 }, () => codes.prove(to, next)));
  expect(proofs.filter((proof) => proof === 'right')).toHaveLength(1);
});
