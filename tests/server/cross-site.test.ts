/** F-53 and what else is decided before any route: where a request comes from, what it carries, what a page may load. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, signUp, startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let person: Person;
beforeAll(async () => {
  server = await startTestServer();
  person = await signUp(server, 'Directrice');
});
afterAll(() => server.close());

const organisation = { name: 'Les Tilleuls', kind: 'association' };

const foreign: readonly Record<string, string>[] = [
  { origin: 'https://elsewhere.example' },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
];

test.each(foreign)('F-53: a request with %j changes nothing, on any route', async (headers) => {
  for (const path of [
    '/api/organisations',
    '/api/me/removal',
    '/api/me/passkeys/offers',
    '/api/auth/passkey/verify-authentication',
    '/api/auth/sign-out',
    '/api/auth/sign-in/email',
    '/api/imports',
  ]) {
    const response = await person.post(path, organisation, headers);
    expect(response.status, path).toBe(403);
  }
  expect((await person.api.me.get()).memberships).toEqual([]);
});

test('F-53: our own pages, and programs that are no browsers, are let through', async () => {
  const own = await person.post('/api/organisations', organisation, { 'sec-fetch-site': 'same-origin' });
  expect(own.status).toBe(200);
  const program = await fetch(`${server.url}/api/organisations`, {
    method: 'POST',
    headers: { cookie: person.cookie, 'content-type': 'application/json' },
    body: JSON.stringify(organisation),
  });
  expect(program.status).toBe(200);
});

test('only JSON is read: a form of another site can’t be made to send it', async () => {
  for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
    const response = await person.post('/api/organisations', organisation, { 'content-type': type });
    expect(response.status, type).toBe(415);
  }
});

test('bodies have limits, whether they announce their length or not', async () => {
  const large = { ...organisation, name: 'x'.repeat(2_000_000) };
  expect((await person.post('/api/organisations', large)).status).toBe(413);
  expect(
    (await person.post('/api/auth/sign-in/email', { email: 'a@example.org', password: 'x'.repeat(20_000) })).status,
  ).toBe(413);
  const endless = new ReadableStream({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode('x'.repeat(65_536)));
    },
  });
  const streamed = fetch(`${server.url}/api/organisations`, {
    method: 'POST',
    headers: { cookie: person.cookie, 'content-type': 'application/json' },
    body: endless,
    duplex: 'half',
  } as RequestInit);
  expect((await streamed).status).toBe(413);
});

test('F-49: names of the prototype in a body are no keys of ours', async () => {
  const response = await person.fetch('/api/organisations', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"name":"P","kind":"other","__proto__":{"rank":"director"},"constructor":{"prototype":{"polluted":true}}}',
  });
  expect([200, 400]).toContain(response.status);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('pages may load only what comes from here, and run no script written into them', async () => {
  for (const path of ['/', '/api/docs', '/api/openapi.json', '/healthz']) {
    const response = await person.fetch(path);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain(`connect-src 'self' ${server.url.replace('http', 'ws')}`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('same-origin');
    expect(response.headers.has('x-powered-by')).toBe(false);
  }
});

test('who types the loopback’s address is led to the name that links use', async () => {
  const response = await fetch(`http://127.0.0.1:${server.port}/invitations/abc?x=1`, { redirect: 'manual' });
  expect(response.status).toBe(307);
  expect(response.headers.get('location')).toBe(`${server.url}/invitations/abc?x=1`);
});

test('/healthz says ok while the database answers', async () => {
  const response = await fetch(`${server.url}/healthz`);
  expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
});

test('F-54: the log holds no cookie, no password, no address of a person, and no query', async () => {
  await person.signIn();
  await person.fetch('/api/me?token=verysecret');
  const secret = 'AVerySecret_Invitation-Secret0123456789abcde';
  const written = [
    '/api/invitations/',
    '/invitations/',
    '//invitations/',
    '/Invitations/',
    '/%69nvitations/',
    '/API/invitations/',
  ];
  for (const path of written) await person.fetch(server.url + path + secret);
  await person.fetch(`/invitations/${secret}.`);
  await person.fetch('/api/auth/verify-email?token=x&callbackURL=https://elsewhere.example/verysecret');
  const log = server.logged();
  expect(log).toContain('"path":"/api/auth/sign-in/email"');
  expect(log).toContain('"path":"/api/invitations/[secret]"');
  for (const each of [person.password, person.email, person.cookie.split('=')[1] ?? '', 'verysecret', secret]) {
    expect(log).not.toContain(each);
  }
});
