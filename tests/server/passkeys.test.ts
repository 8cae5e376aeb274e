/** Passkeys of an account: added and removed with the password anew, one's own only, and good for signing in. */
import { randomBytes } from 'node:crypto';
import { meOf } from '@entente/server/accounts/me';
import { offerPasskey } from '@entente/server/accounts/passkeys/add-passkey';
import { relyingPartyOf } from '@entente/server/accounts/passkeys/relying-party';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf, statusOf } from '../support/answers.ts';
import { Authenticator, type Misdeeds, usualFlags } from '../support/authenticator.ts';
import { openMailBox } from '../support/mail-box.ts';
import { signUp, startTestServer, type TestServer, testClock, Visitor, withServer } from '../support/server.ts';
import { addPasskey } from '../support/signing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ clock: testClock() });
});
afterAll(() => server.close());

test('a passkey is added with the password, seen, renamed and removed with the password', async () => {
  const person = await signUp(server, 'Directrice');
  expect((await person.api.me.get()).passkeys).toEqual({ possible: true, count: 0, fromReset: 0 });
  await addPasskey(person);
  const [passkey] = await person.api.passkeys.list();
  expect(passkey).toMatchObject({ name: 'Téléphone', synced: false, createdAt: server.clock.now().toISOString() });
  expect((await person.api.me.get()).passkeys.count).toBe(1);
  const id = passkey?.id ?? '';
  expect(await person.api.passkeys.rename({ id, name: 'Clé du bureau' })).toMatchObject({ id, name: 'Clé du bureau' });
  expect(await refusalOf(person.api.passkeys.remove({ id, password: 'not it' }))).toEqual(['wrong-password']);
  await person.api.passkeys.remove({ id, password: person.password });
  expect(await person.api.passkeys.list()).toEqual([]);
});

test('a stolen session adds no passkey: no offer comes without the password, and guesses are counted', async () => {
  const person = await signUp(server, 'Directrice');
  expect(await refusalOf(person.api.passkeys.offer({ password: 'a guess' }))).toEqual(['wrong-password']);
  const made = new Authenticator().creates(
    { ...(await anOffer()).options, challenge: randomBytes(32).toString('base64url') },
    { origin: server.url },
  );
  const offer = randomBytes(24).toString('base64url');
  expect(await refusalOf(person.api.passkeys.add({ offer, name: 'Vol', registration: made }))).toEqual([
    'passkey-offer-over',
  ]);
  // The plugin's own way of adding one, which asks for no password, is shut.
  expect((await person.fetch('/api/auth/passkey/generate-register-options')).status).toBe(404);
  expect((await person.post('/api/auth/passkey/verify-registration', {})).status).toBe(404);
  expect((await person.post('/api/auth/passkey/delete-passkey', { id: 'x' })).status).toBe(404);
  const statuses: number[] = [];
  for (let guess = 0; guess < 12; guess++)
    statuses.push(await statusOf(person.api.passkeys.offer({ password: `guess ${guess}` })));
  expect(statuses.at(-1)).toBe(429);
  expect(await person.api.passkeys.list()).toEqual([]);
});

async function anOffer() {
  const person = await signUp(server, 'Cadre');
  return { person, ...(await person.api.passkeys.offer({ password: person.password })) };
}

test('an offer is good for one answer, five minutes, and the one who asked', async () => {
  const { person, offer, options } = await anOffer();
  const other = await signUp(server, 'Directeur');
  const registration = new Authenticator().creates(options, { origin: server.url });
  const adding = { offer, name: 'Clé', registration };
  expect(await refusalOf(other.api.passkeys.add(adding))).toEqual(['passkey-offer-over']);
  await person.api.passkeys.add(adding);
  expect(await refusalOf(person.api.passkeys.add(adding))).toEqual(['passkey-offer-over']);
  const late = await person.api.passkeys.offer({ password: person.password });
  server.clock.advance({ minutes: 5 });
  const made = new Authenticator().creates(late.options, { origin: server.url });
  expect(await refusalOf(person.api.passkeys.add({ offer: late.offer, name: 'Clé', registration: made }))).toEqual([
    'passkey-offer-over',
  ]);
  expect(late.expiresAt <= server.clock.now().toISOString()).toBe(true);
});

const wrongs: readonly (readonly [string, Misdeeds])[] = [
  ['on a device that did not look who is there', { flags: 0x01 }],
  ['by another site', { origin: 'https://entente.example.com' }],
  ['for another site', { relyingParty: 'example.com' }],
  ['upon another offer', { challenge: randomBytes(32) }],
  ['as an answer to signing in', { type: 'webauthn.get' }],
];

test.each(wrongs)('F-56: a passkey made %s is not accepted', async (_how, misdeeds) => {
  const { person, offer, options } = await anOffer();
  const registration = new Authenticator().creates(options, { origin: server.url, ...misdeeds });
  expect(await refusalOf(person.api.passkeys.add({ offer, name: 'Clé', registration }))).toEqual([
    'passkey-not-proved',
  ]);
  expect(await person.api.passkeys.list()).toEqual([]);
});

test('every kind of key that the evidence can be verified with may be added, each once', async () => {
  const person = await signUp(server, 'Directrice');
  const devices = ([-7, -8, -257] as const).map((algorithm) => new Authenticator(algorithm));
  for (const device of devices) await addPasskey(person, device);
  expect(await person.api.passkeys.list()).toHaveLength(3);
  const [first] = devices;
  expect(await refusalOf(addPasskey(person, first))).toEqual(['passkey-already-added']);
  const other = await signUp(server, 'Directeur');
  expect(await refusalOf(addPasskey(other, first))).toEqual(['passkey-already-added']);
});

test('F-45: another’s passkey is neither seen, renamed nor removed', async () => {
  const [owner, other] = [await signUp(server, 'Directrice'), await signUp(server, 'Directeur')];
  await addPasskey(owner);
  const id = (await owner.api.passkeys.list())[0]?.id ?? '';
  expect(await other.api.passkeys.list()).toEqual([]);
  expect(await statusOf(other.api.passkeys.rename({ id, name: 'Mienne' }))).toBe(404);
  expect(await statusOf(other.api.passkeys.remove({ id, password: other.password }))).toBe(404);
  expect(await owner.api.passkeys.list()).toMatchObject([{ id, name: 'Téléphone' }]);
});

async function signInWith(device: Authenticator, misdeeds: Misdeeds = {}): Promise<{ status: number; who: Visitor }> {
  const who = new Visitor(server.url);
  const asked = await who.fetch('/api/auth/passkey/generate-authenticate-options');
  const { challenge, userVerification } = (await asked.json()) as { challenge: string; userVerification: string };
  expect(userVerification).toBe('preferred');
  const { status } = await who.post('/api/auth/passkey/verify-authentication', {
    response: device.answersChallenge(challenge, server.url, misdeeds),
  });
  return { status, who };
}

test('a passkey signs in, once its device has made sure who is there; a copy that counts backwards does not', async () => {
  const person = await signUp(server, 'Directrice');
  const device = await addPasskey(person);
  const { status, who } = await signInWith(device, { counter: 40 });
  expect(status).toBe(200);
  expect((await who.api.me.get()).person.id).toBe(person.id);
  expect((await signInWith(device, { flags: 0x01, counter: 41 })).status).toBe(401);
  expect((await signInWith(device, { origin: 'https://example.com', counter: 42 })).status).toBe(400);
  expect((await signInWith(device, { counter: 40 })).status).toBe(400);
  expect((await signInWith(new Authenticator())).status).toBe(401);
});

test('one’s data names the passkeys, without a secret; deleting the account takes them away', async () => {
  const person = await signUp(server, 'Directrice');
  const device = await addPasskey(person);
  const mine = (await (await person.fetch('/api/me/export')).json()) as { passkeys: { name: string }[] };
  expect(mine.passkeys).toMatchObject([{ name: 'Téléphone', deviceType: 'singleDevice' }]);
  await person.api.me.remove({ password: person.password });
  const { db } = server.services;
  expect(await db.selectFrom('passkey').select('id').where('userId', '=', person.id).execute()).toEqual([]);
  expect((await signInWith(device)).status).toBe(401);
});

test('what an authenticator says of copies is kept', async () => {
  const person = await signUp(server, 'Directrice');
  const { offer, options } = await person.api.passkeys.offer({ password: person.password });
  const registration = new Authenticator().creates(options, { origin: server.url, flags: usualFlags | 0x18 });
  expect(await person.api.passkeys.add({ offer, name: 'Compte du téléphone', registration })).toMatchObject({
    synced: true,
  });
});

test('its owner hears by mail of a passkey that was added or removed', async () => {
  const box = await openMailBox();
  try {
    await withServer(
      async (mailing) => {
        const email = 'directrice@example.org';
        const visitor = new Visitor(mailing.url);
        const password = 'un mot de passe assez long';
        await visitor.post('/api/auth/sign-up/email', { name: 'Directrice', email, password, language: 'fr' });
        const link = /https?:\/\/\S+/.exec((await box.mailTo(email, /Confirmer/)).text)?.[0] ?? '';
        await visitor.fetch(link);
        await addPasskey({ api: visitor.api, password, url: mailing.url });
        expect((await box.mailTo(email, /Clé d’accès ajoutée/)).text).toContain('Téléphone');
        const id = (await visitor.api.passkeys.list())[0]?.id ?? '';
        await visitor.api.passkeys.remove({ id, password });
        expect((await box.mailTo(email, /Clé d’accès supprimée/)).text).toContain('/account');
      },
      { environment: { SMTP_URL: box.url, MAIL_FROM: 'Entente <entente@example.org>' } },
    );
  } finally {
    await box.close();
  }
});

test.each([
  ['https://entente.example.org', 'entente.example.org'],
  ['https://entente.example.org:8443', 'entente.example.org'],
  ['http://localhost:4000', 'localhost'],
  ['http://intranet.test', null],
  ['https://192.0.2.7', null],
])('passkeys of a server at %s are bound to %s', (publicUrl, name) => {
  expect(relyingPartyOf(publicUrl)).toBe(name);
});

test('where no passkey can be made, none is offered', async () => {
  const { id, email, name, password } = await signUp(server, 'Directrice');
  const services = { ...server.services, publicUrl: 'http://intranet.test' };
  const person = { id, email, name, language: 'fr' } as const;
  expect(await offerPasskey(services, person, { password })).toMatchObject({
    refused: true,
    reasons: [{ code: 'passkeys-impossible' }],
  });
  expect((await meOf(services, person)).passkeys.possible).toBe(false);
});
