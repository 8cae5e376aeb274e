import { afterAll, beforeAll, expect, test } from 'vitest';
import { statusOf } from '../support/answers.ts';
import { signUp, startTestServer, type TestServer, Visitor } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const answer = async (response: Response) => ({
  status: response.status,
  body: (await response.json()) as { code?: string },
});

test('whoever signs up is signed in, and known by name, address and language', async () => {
  const person = await signUp(server, 'Directrice');
  const me = await person.api.me.get();
  expect(me.person).toEqual({ id: person.id, name: 'Directrice', email: person.email, language: 'fr' });
  expect(me).toMatchObject({ memberships: [], mail: false });
});

test('the session is a cookie that scripts and other sites do not get', async () => {
  const person = await signUp(server, 'Directrice');
  const cookie = (await person.signIn()).headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^entente\.session_token=[^;]+/);
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
  // The test's address is http; over https the cookie is Secure, and its name says so.
  expect(cookie).not.toMatch(/Secure/i);
});

test('over https the cookie is Secure', async () => {
  const secure = await startTestServer({ environment: { PUBLIC_URL: 'https://entente.example.org' } });
  try {
    const visitor = new Visitor(`http://localhost:${secure.port}`);
    const body = { name: 'Directrice', email: 'd@example.org', password: 'un mot de passe long' };
    const response = await visitor.post('/api/auth/sign-up/email', body, { origin: secure.url });
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toMatch(/^__Secure-entente\.session_token=.*Secure/i);
    expect(response.headers.get('strict-transport-security')).toMatch(/max-age=\d+/);
  } finally {
    await secure.close();
  }
});

test('a password is 10 to 128 characters long, a name is not blank', async () => {
  const visitor = new Visitor(server.url);
  const signUpWith = (more: object) =>
    visitor.post('/api/auth/sign-up/email', { name: 'A', email: 'x@example.org', password: 'long enough 1', ...more });
  expect(await answer(await signUpWith({ password: 'too short' }))).toMatchObject({
    status: 400,
    body: { code: 'PASSWORD_TOO_SHORT' },
  });
  expect(await answer(await signUpWith({ password: 'x'.repeat(129) }))).toMatchObject({
    status: 400,
    body: { code: 'PASSWORD_TOO_LONG' },
  });
  expect((await signUpWith({ name: '   ' })).status).toBe(400);
  expect((await signUpWith({ language: 'de' })).status).toBe(400);
});

test('signing out ends the session at once', async () => {
  const person = await signUp(server, 'Directrice');
  const { cookie } = person;
  expect((await person.post('/api/auth/sign-out', {})).status).toBe(200);
  expect(await statusOf(person.api.me.get())).toBe(401);
  const stolen = await fetch(`${server.url}/api/me`, { headers: { cookie } });
  expect(stolen.status).toBe(401);
});

test('changing the password ends every other session, whatever the page asks', async () => {
  const person = await signUp(server, 'Directrice');
  const elsewhere = new Visitor(server.url);
  await elsewhere.post('/api/auth/sign-in/email', { email: person.email, password: person.password });
  expect((await elsewhere.api.me.get()).person.id).toBe(person.id);
  const newPassword = 'un autre mot de passe';
  const change = { currentPassword: person.password, newPassword, revokeOtherSessions: false };
  expect((await person.post('/api/auth/change-password', change)).status).toBe(200);
  expect((await person.api.me.get()).person.id).toBe(person.id);
  expect(await statusOf(elsewhere.api.me.get())).toBe(401);
  expect((await person.signIn()).status).toBe(401);
  expect((await person.signIn(newPassword)).status).toBe(200);
});

test('without mail, a reset link is for the operator alone, and works once', async () => {
  const person = await signUp(server, 'Directrice');
  const anyone = new Visitor(server.url);
  const asked = await anyone.post('/api/auth/request-password-reset', { email: person.email });
  const unknown = await anyone.post('/api/auth/request-password-reset', { email: 'nobody@example.org' });
  const said = await asked.text();
  expect(said).toBe(await unknown.text());
  const told = server.toldOperator.find((sentence) => sentence.includes(person.email)) ?? '';
  const token = /reset-password\?token=([\w-]+)/.exec(told)?.[1] ?? '';
  expect(token).not.toBe('');
  expect(said).not.toContain(token);
  expect(server.logged()).not.toContain(token);
  const reset = () => anyone.post('/api/auth/reset-password', { token, newPassword: 'choisi à nouveau' });
  expect((await reset()).status).toBe(200);
  expect((await reset()).status).toBe(400);
  expect(await statusOf(person.api.me.get()), 'a reset ends the sessions that there were').toBe(401);
  expect((await person.signIn('choisi à nouveau')).status).toBe(200);
});

test('one may see and end one’s sessions', async () => {
  const person = await signUp(server, 'Directrice');
  const elsewhere = new Visitor(server.url);
  await elsewhere.post('/api/auth/sign-in/email', { email: person.email, password: person.password });
  const before = (await (await person.fetch('/api/auth/list-sessions')).json()) as unknown[];
  expect((await person.post('/api/auth/revoke-other-sessions', {})).status).toBe(200);
  const after = (await (await person.fetch('/api/auth/list-sessions')).json()) as unknown[];
  expect(before.length).toBeGreaterThan(1);
  expect(after).toHaveLength(1);
  expect(await statusOf(elsewhere.api.me.get())).toBe(401);
});

test('F-52: guesses at one account run out, from whatever address they come', async () => {
  const person = await signUp(server, 'Directrice');
  const statuses: number[] = [];
  for (let guess = 0; guess < 25; guess++) {
    const stranger = new Visitor(server.url);
    const response = await stranger.post('/api/auth/sign-in/email', {
      email: person.email,
      password: `guess number ${guess}`,
    });
    statuses.push(response.status);
  }
  expect(statuses[0]).toBe(401);
  expect(statuses.at(-1)).toBe(429);
  expect(new Set(statuses)).toEqual(new Set([401, 429]));
});

test('what better-auth brings and Entente does not use stays shut', async () => {
  const person = await signUp(server, 'Directrice');
  for (const path of [
    'update-user',
    'delete-user',
    'change-email',
    'link-social',
    'sign-in/social',
    'set-password',
    'unlink-account',
  ]) {
    const response = await person.post(`/api/auth/${path}`, { name: 'x' });
    expect(response.status, path).toBe(404);
  }
});

test('one’s name and language change, and nothing else does', async () => {
  const person = await signUp(server, 'Directrice');
  const me = await person.api.me.change({ name: 'Directrice générale', language: 'en' });
  expect(me.person).toEqual({ id: person.id, name: 'Directrice générale', email: person.email, language: 'en' });
  expect((await person.api.me.get()).person).toEqual(me.person);
});
