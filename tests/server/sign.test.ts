/** SIG-2 by the typed API: who signs proves it afresh, over a statement of what is signed. */
import { verifyFile } from '@entente/shared/evidence/verify-file';
import type { SignatureEvidence } from '@entente/shared/signing/proof';
import { evidenceDigest } from '@entente/shared/signing/proof';
import { statementDigest } from '@entente/shared/signing/statement';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf, statusOf } from '../support/answers.ts';
import { type Authenticator, type Misdeeds, usualFlags } from '../support/authenticator.ts';
import { commandTo, frozenConvention, meet } from '../support/negotiated.ts';
import {
  createOrganisation,
  joinOrganisation,
  openWith,
  type Person,
  startTestServer,
  type Team,
  type TestServer,
  testClock,
} from '../support/server.ts';
import { addPasskey, signWith } from '../support/signing.ts';
import { verifier } from '../support/verifying.ts';

let server: TestServer;
let host: Team;
let guest: Team;
let hostKey: Authenticator;
let guestKey: Authenticator;

beforeAll(async () => {
  server = await startTestServer({ clock: testClock('2026-03-02T09:00:00.000Z') });
  host = await createOrganisation(server, 'Les Tilleuls');
  guest = await createOrganisation(server, 'Relais des Familles');
  hostKey = await addPasskey(host.director);
  guestKey = await addPasskey(guest.director);
});
afterAll(() => server.close());

const frozen = () => frozenConvention(server, [host, guest]);

const stageOf = async (id: string) => (await host.manager.api.conventions.get({ id })).state.stage;

const signaturesOf = async (id: string) => {
  const { state } = await host.manager.api.conventions.get({ id });
  return state.stage === 'negotiating' ? [] : state.signatures;
};

const evidenceIn = async (id: string) => {
  const kept = await server.services.store.signatureEvidence(id);
  return Object.entries(kept).map(([digest, body]) => ({ digest, evidence: JSON.parse(body) as SignatureEvidence }));
};

test('SIG-2: each party signs with a passkey over a statement that names everything; the last signature puts it in force', async () => {
  const id = await frozen();
  const before = await host.director.api.conventions.get({ id });
  const { statement, relyingParty, passkeys, expiresAt } = await host.director.api.signing.statement({ id });
  if (before.state.stage !== 'frozen') throw new Error('it is frozen');
  expect(statement).toMatchObject({
    domain: 'entente/signature/1',
    convention: id,
    title: before.state.title,
    round: 1,
    text: before.state.text.digest,
    journal: { version: before.version, hash: before.hash },
    party: host.organisation,
    person: host.director.id,
    capacity: 'director',
    delegation: null,
    deliberation: null,
    origin: server.url,
    at: server.clock.now().toISOString(),
  });
  expect([relyingParty, passkeys.length]).toEqual(['localhost', 1]);
  expect(Date.parse(expiresAt) - Date.parse(statement.at)).toBe(5 * 60_000);
  const asked = await server.services.db.selectFrom('single_use').select(['token_hash', 'body']).execute();
  expect(asked).toHaveLength(1);
  expect(JSON.stringify(asked)).not.toContain(statement.nonce);
  const proof = { kind: 'passkey', assertion: hostKey.answers(statement) } as const;
  const after = await host.director.api.signing.sign({ id, nonce: statement.nonce, proof });
  expect(after.state).toMatchObject({
    stage: 'frozen',
    signatures: [{ organisation: host.organisation, person: host.director.id, statement: statementDigest(statement) }],
  });
  const [kept] = await evidenceIn(id);
  expect(kept?.evidence.statement).toEqual(statement);
  expect(kept?.evidence.proof).toMatchObject({
    kind: 'passkey',
    algorithm: -7,
    clientData: proof.assertion.response.clientDataJSON,
    authenticatorData: proof.assertion.response.authenticatorData,
    signature: proof.assertion.response.signature,
    backupEligible: false,
    backedUp: false,
    userVerified: true,
  });
  expect(kept && evidenceDigest(kept.evidence)).toBe(kept?.digest);
  expect((await signaturesOf(id))[0]?.proof).toEqual({ kind: 'passkey', evidence: kept?.digest });
  expect(await refusalOf(signWith(hostKey, host.director, { id }))).toEqual(['already-signed']);
  expect((await signWith(guestKey, guest.director, { id })).state.stage).toBe('inForce');
  expect(await evidenceIn(id)).toHaveLength(2);
});

test('the head that the view shows is the journal’s last entry', async () => {
  const id = await openWith(host, [], { kind: 'template' });
  const { version, hash } = await host.director.api.conventions.get({ id });
  const journal = await host.director.api.conventions.journal({ id });
  expect(journal.at(-1)).toMatchObject({ version, hash });
});

const wrongs: readonly (readonly [string, Misdeeds])[] = [
  ['whose device did not look who is there', { flags: 0x01 }],
  ['that nobody touched', { flags: 0x04 }],
  ['given to another site', { origin: 'https://entente.example.com' }],
  ['given to the same site without encryption elsewhere', { origin: 'http://localhost' }],
  ['for another relying party', { relyingParty: 'example.com' }],
  ['made inside another site’s page', { crossOrigin: true }],
  ['that makes a key', { type: 'webauthn.create' }],
  ['over another challenge', { challenge: new Uint8Array(32) }],
  ['of a key that is copied though it says it never is', { flags: usualFlags | 0x10 }],
];

test.each(wrongs)('F-56: an answer %s signs nothing', async (_how, misdeeds) => {
  const id = await once(frozen);
  expect(await refusalOf(signWith(hostKey, host.director, { id, ...misdeeds }))).toEqual(['passkey-not-proved']);
  expect(await signaturesOf(id)).toEqual([]);
  expect(await evidenceIn(id)).toEqual([]);
});

test('F-56: a key that counts backwards is a copy, and signs nothing', async () => {
  const [id, other] = [await once(frozen), await frozen()];
  const device = await addPasskey(host.director);
  await signWith(device, host.director, { id: other, counter: 30 });
  for (const counter of [30, 29, 0]) {
    expect(await refusalOf(signWith(device, host.director, { id, counter }))).toEqual(['passkey-not-proved']);
  }
  expect(await signaturesOf(id)).toEqual([]);
});

test('F-55: an answer to one text, person or organisation is worth nothing for another', async () => {
  const [one, two] = [await frozen(), await frozen()];
  const mine = (await host.director.api.signing.statement({ id: one })).statement;
  const proof = { kind: 'passkey', assertion: hostKey.answers(mine) } as const;
  const over = ['statement-over'];
  // Another convention, with its own statement or the first one's.
  const theirs = (await host.director.api.signing.statement({ id: two })).statement;
  expect(await refusalOf(host.director.api.signing.sign({ id: two, nonce: theirs.nonce, proof }))).toEqual([
    'passkey-not-proved',
  ]);
  expect(await refusalOf(guest.director.api.signing.sign({ id: one, nonce: mine.nonce, proof }))).toEqual(over);
  // Another person, by the first one's key.
  const guests = (await guest.director.api.signing.statement({ id: one })).statement;
  const byHost = { kind: 'passkey', assertion: hostKey.answers(guests) } as const;
  expect(await refusalOf(guest.director.api.signing.sign({ id: one, nonce: guests.nonce, proof: byHost }))).toEqual([
    'passkey-unknown',
  ]);
  // The first one's statement is still good where it belongs, once; on another convention it is used up.
  expect((await host.director.api.signing.sign({ id: one, nonce: mine.nonce, proof })).state.stage).toBe('frozen');
  expect(await refusalOf(host.director.api.signing.sign({ id: one, nonce: mine.nonce, proof }))).toEqual(over);
  expect([await signaturesOf(one), await signaturesOf(two)]).toMatchObject([[{ person: host.director.id }], []]);
});

test('F-55: signatures of a round that was refused sign nothing of the next one', async () => {
  const id = await frozen();
  const { statement } = await host.director.api.signing.statement({ id });
  await commandTo(id)(guest.director, { type: 'refuseToSign', reason: 'Le budget a changé.' });
  const proof = { kind: 'passkey', assertion: hostKey.answers(statement) } as const;
  expect(await refusalOf(host.director.api.signing.sign({ id, nonce: statement.nonce, proof }))).toEqual([
    'journal-moved-on',
  ]);
  expect(await stageOf(id)).toBe('negotiating');
});

test('F-57: the same answer sent many times at once signs once', async () => {
  const id = await frozen();
  const { statement } = await host.director.api.signing.statement({ id });
  const signing = {
    id,
    nonce: statement.nonce,
    proof: { kind: 'passkey', assertion: hostKey.answers(statement) },
  } as const;
  const answers = await Promise.allSettled(Array.from({ length: 8 }, () => host.director.api.signing.sign(signing)));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await signaturesOf(id)).toHaveLength(1);
  expect(await evidenceIn(id)).toHaveLength(1);
});

test('F-57: two statements answered at once sign once', async () => {
  const id = await frozen();
  const deviceOf = await addPasskey(host.director);
  const answers = await Promise.allSettled([
    signWith(hostKey, host.director, { id }),
    signWith(deviceOf, host.director, { id }),
  ]);
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await signaturesOf(id)).toHaveLength(1);
  expect(await evidenceIn(id)).toHaveLength(1);
});

test('F-57: a signatory who was withdrawn after the statement was made does not sign', async () => {
  const id = await frozen();
  const deputy = await joinOrganisation(server, host.director, {
    organisation: host.organisation,
    rank: 'director',
    name: 'Directrice adjointe',
  });
  const command = commandTo(id);
  await command(host.director, { type: 'nameParticipant', person: deputy.id, access: 'writes' });
  const device = await addPasskey(deputy);
  const { statement } = await deputy.api.signing.statement({ id });
  const proof = { kind: 'passkey', assertion: device.answers(statement) } as const;
  await command(host.director, { type: 'removeParticipant', person: deputy.id });
  expect(await statusOf(deputy.api.signing.sign({ id, nonce: statement.nonce, proof }))).toBe(404);
  // Named again, the statement of before still signs nothing: mandates changed since.
  await command(host.director, { type: 'nameParticipant', person: deputy.id, access: 'writes' });
  expect(await refusalOf(deputy.api.signing.sign({ id, nonce: statement.nonce, proof }))).toEqual(['journal-moved-on']);
  expect(await signaturesOf(id)).toEqual([]);
});

test('F-57: a delegate whose delegation is withdrawn, or who is no longer a delegate but a director, signs anew or not', async () => {
  const id = await frozen();
  const command = commandTo(id);
  const device = await addPasskey(host.manager);
  expect(await refusalOf(host.manager.api.signing.statement({ id }))).toEqual(['may-not-commit']);
  await command(host.director, { type: 'recordDelegation', person: host.manager.id });
  const asDelegate = (await host.manager.api.signing.statement({ id })).statement;
  expect(asDelegate).toMatchObject({ capacity: 'delegate', delegation: { by: host.director.id } });
  await host.director.api.organisations.changeRank({
    id: host.organisation,
    person: host.manager.id,
    rank: 'director',
  });
  const answer = (statement: typeof asDelegate) => ({
    ...{ id, nonce: statement.nonce },
    proof: { kind: 'passkey', assertion: device.answers(statement) } as const,
  });
  expect(await refusalOf(host.manager.api.signing.sign(answer(asDelegate)))).toEqual(['journal-moved-on']);
  await host.director.api.organisations.changeRank({ id: host.organisation, person: host.manager.id, rank: 'manager' });
  const again = (await host.manager.api.signing.statement({ id })).statement;
  await command(host.director, { type: 'withdrawDelegation', person: host.manager.id });
  expect(await refusalOf(host.manager.api.signing.sign(answer(again)))).toEqual(['journal-moved-on']);
  expect(await signaturesOf(id)).toEqual([]);
});

test('another party’s signature, or a refused try, makes no statement void', async () => {
  const id = await frozen();
  const { statement } = await host.director.api.signing.statement({ id });
  expect((await signWith(guestKey, guest.director, { id })).state.stage).toBe('frozen');
  expect(await refusalOf(host.manager.api.signing.statement({ id }))).toEqual(['may-not-commit']);
  const proof = { kind: 'passkey', assertion: hostKey.answers(statement) } as const;
  expect((await host.director.api.signing.sign({ id, nonce: statement.nonce, proof })).state.stage).toBe('inForce');
});

test('F-59: a statement that names a journal which never was, or says anything that is not so, signs nothing', async () => {
  const id = await frozen();
  const { statement } = await host.director.api.signing.statement({ id });
  const actor = { person: host.director.id, organisation: host.organisation, rank: 'director' } as const;
  const { version, hash } = statement.journal;
  const others: readonly Partial<typeof statement>[] = [
    { journal: { version, hash: '0'.repeat(64) } },
    { journal: { version: version - 1, hash } },
    { journal: { version: version + 1, hash } },
    { text: '0'.repeat(64) },
    { title: 'Un autre titre' },
    { round: 2 },
    { person: guest.director.id },
    { party: guest.organisation },
    { capacity: 'delegate', delegation: { by: host.director.id, at: statement.at } },
  ];
  for (const changed of others) {
    const forged = { ...statement, ...changed };
    const evidence = { statement: forged, proof: hostKey.signs(forged) };
    const outcome = await server.services.conventions.sign(id, actor, evidence);
    expect(outcome, JSON.stringify(changed)).toMatchObject({ reasons: [{ code: 'journal-moved-on' }] });
  }
  expect([await signaturesOf(id), await evidenceIn(id)]).toEqual([[], []]);
});

test('a statement is over after five minutes; a wrong answer uses it up', async () => {
  const id = await frozen();
  const late = (await host.director.api.signing.statement({ id })).statement;
  const tried = (await host.director.api.signing.statement({ id })).statement;
  const wrong = { kind: 'passkey', assertion: hostKey.answers(tried, { flags: 0x01 }) } as const;
  expect(await refusalOf(host.director.api.signing.sign({ id, nonce: tried.nonce, proof: wrong }))).toEqual([
    'passkey-not-proved',
  ]);
  const right = { kind: 'passkey', assertion: hostKey.answers(tried) } as const;
  const over = ['statement-over'];
  expect(await refusalOf(host.director.api.signing.sign({ id, nonce: tried.nonce, proof: right }))).toEqual(over);
  server.clock.advance({ minutes: 5 });
  const proof = { kind: 'passkey', assertion: hostKey.answers(late) } as const;
  expect(await refusalOf(host.director.api.signing.sign({ id, nonce: late.nonce, proof }))).toEqual(over);
  expect(await signaturesOf(id)).toEqual([]);
});

test('F-47: before everybody has approved there is nothing to sign, and the try is in the journal', async () => {
  const id = await openWith(host, [guest], { kind: 'template' });
  await meet(server, { id, teams: [host, guest] });
  expect(await refusalOf(host.director.api.signing.statement({ id }))).toEqual(['not-frozen']);
  expect((await host.director.api.conventions.journal({ id })).at(-1)?.event).toMatchObject({
    type: 'CommandRefused',
    command: 'signConvention',
    codes: ['not-frozen'],
    by: host.director.id,
  });
  // No other way in: not among the commands of the API.
  const asCommand = { command: { type: 'signConvention', digest: '0'.repeat(64), proof: { kind: 'password' } } };
  expect((await host.director.post(`/api/conventions/${id}/commands`, asCommand)).status).toBe(400);
  const withPassword = { digest: '0'.repeat(64), password: host.director.password };
  expect((await host.director.post(`/api/conventions/${id}/signatures`, withPassword)).status).toBe(400);
});

test('F-47, F-60: a clock that is set back approves nothing at a first meeting, and revives no statement', async () => {
  const id = await frozen();
  const { statement } = await host.director.api.signing.statement({ id });
  server.clock.advance({ minutes: 6 });
  const proof = { kind: 'passkey', assertion: hostKey.answers(statement) } as const;
  expect(await refusalOf(host.director.api.signing.sign({ id, nonce: statement.nonce, proof }))).toEqual([
    'statement-over',
  ]);
  server.clock.advance({ minutes: -6 });
  expect(await refusalOf(host.director.api.signing.sign({ id, nonce: statement.nonce, proof }))).toEqual([
    'statement-over',
  ]);
  expect(await signaturesOf(id)).toEqual([]);
});

test('SIG-2: with neither a passkey nor mail, it is said that nothing can prove who signs', async () => {
  const id = await frozen();
  const deputy = await deputyOf(guest, id);
  expect(await deputy.api.me.get()).toMatchObject({ mail: false, passkeys: { possible: true, count: 0 } });
  expect(await refusalOf(deputy.api.signing.statement({ id }))).toEqual(['no-proof-possible']);
  expect(await refusalOf(deputy.api.signing.code({ id }))).toEqual(['no-proof-possible']);
});

async function deputyOf(team: Team, id: string): Promise<Person> {
  const deputy = await joinOrganisation(server, team.director, {
    organisation: team.organisation,
    rank: 'director',
    name: 'Directeur adjoint',
  });
  await commandTo(id)(team.director, { type: 'nameParticipant', person: deputy.id, access: 'writes' });
  return deputy;
}

const made = new Map<unknown, Promise<string>>();

/** The same convention for tests that leave it as it was. */
function once(make: () => Promise<string>): Promise<string> {
  const known = made.get(make) ?? make();
  made.set(make, known);
  return known;
}

test('SIG-1: whoever was made a director elsewhere is recorded as one before signing, and the verifier knows it', async () => {
  const other = await createOrganisation(server, 'Ville de Sauge');
  const id = await frozenConvention(server, [host, other]);
  const { db } = server.services;
  // As the operator does: the convention's journal is not told.
  const promoted = { organisation: other.organisation, person: other.manager.id };
  await db.updateTable('membership').set({ rank: 'director' }).where('person', '=', promoted.person).execute();
  const device = await addPasskey(other.manager);
  await signWith(device, other.manager, { id });
  await signWith(hostKey, host.director, { id });
  const journal = (await host.manager.api.conventions.journal({ id })).map(({ event }) => event);
  const [named, signed] = ['ParticipantNamed', 'ConventionSigned'].map((type) =>
    journal.findLastIndex((event) => event.type === type && event.by === promoted.person),
  );
  expect(journal[named ?? 0]).toMatchObject({ ...promoted, rank: 'director' });
  expect(named).toBeLessThan(signed ?? 0);
  const file = await host.manager.fetch(`/api/conventions/${id}/evidence.json`);
  const verified = await verifyFile(new Uint8Array(await file.arrayBuffer()), verifier);
  if (verified.kind === 'unreadable') throw new Error(verified.why);
  const capacities = verified.checks.filter(({ code }) => code === 'capacity').map(({ status }) => status);
  expect(capacities).toEqual(['holds', 'holds']);
  expect(verified.checks.filter(({ status }) => status === 'fails')).toEqual([]);
});
