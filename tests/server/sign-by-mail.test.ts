/** Signing without a passkey: the password, and a code that comes by mail and no other way. And what everybody is mailed. */
import { randomUUID } from 'node:crypto';
import { verifyFile } from '@entente/shared/evidence/verify-file';
import { proofNameOf } from '@entente/shared/negotiation/state';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf, statusOf } from '../support/answers.ts';
import { eventually } from '../support/eventually.ts';
import { type MailBox, openMailBox } from '../support/mail-box.ts';
import { mailedTeam, resetByMail, verifiedPerson } from '../support/mailed-people.ts';
import { commandTo, frozenConvention } from '../support/negotiated.ts';
import { readPdf } from '../support/read-pdf.ts';
import { type Person, secretOf, startTestServer, type Team, type TestServer, testClock } from '../support/server.ts';
import { addPasskey, signWith } from '../support/signing.ts';
import { verifier } from '../support/verifying.ts';

let box: MailBox;
let server: TestServer;
let host: Team;
let guest: Team;

beforeAll(async () => {
  box = await openMailBox();
  const environment = { SMTP_URL: box.url, MAIL_FROM: 'Entente <entente@example.org>' };
  server = await startTestServer({ clock: testClock('2026-03-02T09:00:00.000Z'), environment });
  host = await mailedTeam({ server, box }, 'Les Tilleuls');
  guest = await mailedTeam({ server, box }, 'Relais des Familles');
});
afterAll(async () => {
  await server.close();
  await box.close();
});

const frozen = () => frozenConvention(server, [host, guest]);

/** The code in the last letter to that person. */
async function codeMailedTo(person: Person): Promise<string> {
  const letters = () =>
    box.mails.filter(({ to, subject }) => to.includes(person.email) && /Code pour signer/.test(subject));
  await box.mailTo(person.email, /Code pour signer/);
  return /\d{4} \d{4}/.exec(letters().at(-1)?.text ?? '')?.[0] ?? '';
}

/** Asks for a code and reads it: letters that were there before are taken out of the box. */
async function askForCode(person: Person, id: string): Promise<string> {
  forgetLetters(person);
  await person.api.signing.code({ id });
  return codeMailedTo(person);
}

function forgetLetters(person: Person): void {
  const kept = box.mails.filter(({ to }) => !to.includes(person.email));
  (box.mails as unknown[]).splice(0, box.mails.length, ...kept);
}

async function signByCode(person: Person, id: string, given: { code: string; password?: string }) {
  const { statement } = await person.api.signing.statement({ id });
  const proof = { kind: 'password-and-code', password: person.password, ...given } as const;
  return person.api.signing.sign({ id, nonce: statement.nonce, proof });
}

const signatures = async (id: string) => {
  const { state } = await host.manager.api.conventions.get({ id });
  return state.stage === 'negotiating' ? [] : state.signatures;
};

test('SIG-2: without a passkey, the password and the mailed code sign, and the evidence says that it is this proof', async () => {
  const id = await frozen();
  forgetLetters(host.director);
  const sent = await host.director.api.signing.code({ id });
  expect(sent.sentTo).toBe(`${host.director.email[0]}…@example.org`);
  expect(Date.parse(sent.expiresAt) - server.clock.now().getTime()).toBe(10 * 60_000);
  const letter = await box.mailTo(host.director.email, /Code pour signer/);
  expect(letter.text).toContain(`/conventions/${id}/signature`);
  const code = await codeMailedTo(host.director);
  expect(code).toMatch(/^\d{4} \d{4}$/);
  const { state } = await signByCode(host.director, id, { code });
  expect(state).toMatchObject({ signatures: [{ proof: { kind: 'password-and-code' } }] });
  const [body] = Object.values(await server.services.store.signatureEvidence(id));
  expect(JSON.parse(body ?? '')).toMatchObject({
    statement: { person: host.director.id, convention: id },
    proof: { kind: 'password-and-code', sentTo: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  expect(body).not.toContain(host.director.email);
  // Nobody reads a code off the screen, the database or the log.
  const digits = code.replace(' ', '');
  expect(JSON.stringify(sent)).not.toContain(digits);
  expect(server.logged()).not.toContain(digits);
  const rows = await server.services.db.selectFrom('signature_code').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(digits);
});

test('a wrong password or code signs nothing; five tries, and the code is over', async () => {
  const id = await frozen();
  const code = await askForCode(host.director, id);
  const wrong = code === '0000 0000' ? '00000001' : '00000000';
  expect(await refusalOf(signByCode(host.director, id, { code, password: 'not it' }))).toEqual(['wrong-password']);
  for (let attempt = 1; attempt <= 5; attempt++)
    expect(await refusalOf(signByCode(host.director, id, { code: wrong }))).toEqual(['wrong-code']);
  expect(await refusalOf(signByCode(host.director, id, { code }))).toEqual(['code-over']);
  expect(await signatures(id)).toEqual([]);
});

test('a code is good for ten minutes, once, and only the last one mailed', async () => {
  const [id, other] = [await frozen(), await frozen()];
  const first = await askForCode(guest.director, id);
  const second = await askForCode(guest.director, id);
  if (first !== second)
    expect(await refusalOf(signByCode(guest.director, id, { code: first }))).toEqual(['wrong-code']);
  expect(await refusalOf(signByCode(guest.director, other, { code: second }))).toEqual(['code-over']);
  server.clock.advance({ minutes: 10 });
  expect(await refusalOf(signByCode(guest.director, id, { code: second }))).toEqual(['code-over']);
  const third = await askForCode(guest.director, id);
  server.clock.advance({ minutes: 9 });
  await signByCode(guest.director, id, { code: third });
  expect(await signatures(id)).toHaveLength(1);
  const used = await server.services.db
    .selectFrom('signature_code')
    .select('person')
    .where('convention', '=', id)
    .execute();
  expect(used).toEqual([]);
});

test('F-57: the same code answered twice at once signs once', async () => {
  const id = await frozen();
  const deputy = await deputyOfGuest(id);
  const code = await askForCode(deputy, id);
  const answers = await Promise.allSettled([signByCode(deputy, id, { code }), signByCode(deputy, id, { code })]);
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await signatures(id)).toHaveLength(1);
});

test('F-55: a code for one text is worth nothing once the negotiation was reopened', async () => {
  const id = await frozen();
  const deputy = await deputyOfGuest(id);
  const code = await askForCode(deputy, id);
  const { statement } = await deputy.api.signing.statement({ id });
  await commandTo(id)(host.director, { type: 'refuseToSign', reason: 'Le budget a changé.' });
  const proof = { kind: 'password-and-code', password: deputy.password, code } as const;
  expect(await refusalOf(deputy.api.signing.sign({ id, nonce: statement.nonce, proof }))).toEqual(['journal-moved-on']);
  expect(await refusalOf(deputy.api.signing.code({ id }))).toEqual(['not-frozen']);
});

test('F-52: codes are not mailed without end', async () => {
  const id = await frozen();
  const deputy = await deputyOfGuest(id);
  for (let times = 0; times < 5; times++) await deputy.api.signing.code({ id });
  expect(await statusOf(deputy.api.signing.code({ id }))).toBe(429);
});

test('whoever has a passkey may sign with it, mail or not', async () => {
  const id = await frozen();
  const deputy = await deputyOfGuest(id);
  expect((await deputy.api.signing.statement({ id })).passkeys).toEqual([]);
  const device = await addPasskey(deputy);
  expect((await signWith(device, deputy, { id })).state).toMatchObject({
    signatures: [{ proof: { kind: 'passkey' } }],
  });
});

test('everybody is mailed the text’s digest and the journal’s head at the freeze and at each signature', async () => {
  const id = await frozen();
  const { state } = await host.director.api.conventions.get({ id });
  if (state.stage !== 'frozen') throw new Error('it is frozen');
  const journal = await host.director.api.conventions.journal({ id });
  const frozenAt = journal.find(({ event }) => event.type === 'TextFrozen');
  const device = await addPasskey(host.director);
  const signed = await signWith(device, host.director, { id });
  for (const person of [host.director, host.manager, guest.director, guest.manager]) {
    const freeze = await letterAbout(id, person, /À signer/);
    expect(freeze).toContain(state.text.digest);
    expect(freeze).toContain(frozenAt?.hash);
    const signature = await letterAbout(id, person, /^Signature/);
    expect(signature).toContain(state.text.digest);
    expect(signature).toContain(signed.hash);
    expect(signature).toContain('Les Tilleuls');
  }
});

test('SIG-2: a passkey that was added after a reset by mail signs, and page, journal, letter, PDF and evidence name it as weaker', async () => {
  const id = await frozen();
  const older = await addPasskey(host.director);
  forgetLetters(guest.director);
  const newPassword = `choisi par le lien ${randomUUID()}`;
  await resetByMail({ server, box }, guest.director, newPassword);
  server.clock.advance({ hours: 24 });
  const device = await addPasskey({ api: guest.director.api, password: newPassword, url: server.url });
  expect((await guest.director.api.me.get()).passkeys).toEqual({ possible: true, count: 1, fromReset: 1 });
  expect((await host.director.api.me.get()).passkeys.fromReset).toBe(0);
  await signWith(device, guest.director, { id });
  expect(await letterAbout(id, host.manager, /^Signature/)).toContain('La preuve est plus faible');
  const { state } = await signWith(older, host.director, { id });
  if (state.stage !== 'inForce') throw new Error('it is in force');
  expect(state.signatures.map(({ proof }) => proofNameOf(proof))).toEqual(['passkey-after-reset', 'passkey']);
  // The last signature and what follows from it are told by one letter.
  const last = await letterAbout(id, host.manager, /^Convention en vigueur/);
  expect(last).toContain('Les Tilleuls');
  expect(last).not.toContain('plus faible');
  const told = box.mails.filter(({ to, text }) => to.includes(host.manager.email) && text.includes(id));
  const subjects = told.map(({ subject }) => subject.split('\u202f')[0] ?? '');
  expect(subjects.filter((subject) => /^(Signature|Convention en vigueur)$/.test(subject))).toEqual([
    'Signature',
    'Convention en vigueur',
  ]);
  const verified = await verifyFile(await fileOf(host.director, `/api/conventions/${id}/evidence.json`), verifier);
  if (verified.kind === 'unreadable') throw new Error(verified.why);
  expect(verified.checks.filter(({ status }) => status === 'fails')).toEqual([]);
  const added = verified.checks.filter(({ code }) => code === 'key-added').map(({ status }) => status);
  expect(added).toEqual(['unknown', 'holds']);
  const { words } = await readPdf(await fileOf(host.director, `/api/conventions/${id}/convention.pdf`));
  expect(words).toContain('clé d’accès ajoutée juste après un mot de passe choisi par un lien');
});

async function fileOf(person: Person, path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await person.fetch(path)).arrayBuffer());
}

async function letterAbout(id: string, person: Person, subject: RegExp): Promise<string> {
  const found = () =>
    box.mails.find((mail) => mail.to.includes(person.email) && subject.test(mail.subject) && mail.text.includes(id));
  await eventually(() => found() !== undefined);
  return found()?.text ?? '';
}

async function deputyOfGuest(id: string): Promise<Person> {
  const deputy = await verifiedPerson({ server, box }, 'Directeur adjoint');
  const { url } = await guest.director.api.organisations.invite({
    id: guest.organisation,
    label: 'Directeur adjoint',
    rank: 'director',
  });
  await deputy.api.invitations.accept({ token: secretOf(url) });
  await commandTo(id)(guest.director, { type: 'nameParticipant', person: deputy.id, access: 'writes' });
  return deputy;
}
