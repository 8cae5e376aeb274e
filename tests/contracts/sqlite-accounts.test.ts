import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { expect } from 'vitest';
import { type SqliteUnderTest, sqliteTest as test } from './sqlite/start-sqlite.ts';

/** As the server asks of better-auth: e-mail and password, a language, the rate limit in the database. */
const authOptions = ({ db }: SqliteUnderTest) => ({
  baseURL: 'http://localhost:4000',
  secret: 'a secret that is long enough for a test only',
  database: { db, type: 'sqlite' as const, transaction: true },
  emailAndPassword: { enabled: true },
  user: { additionalFields: { language: { type: 'string' as const, required: false } } },
  rateLimit: { enabled: true, storage: 'database' as const },
  advanced: { database: { generateId: 'uuid' as const } },
  telemetry: { enabled: false },
  logger: { disabled: true },
});

test('better-auth finds all its tables and columns, and has none to add', async ({ sqlite }) => {
  const { toBeCreated, toBeAdded } = await getMigrations(authOptions(sqlite));
  expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] });
});

test('better-auth signs a person up, in and out', async ({ sqlite }) => {
  const auth = betterAuth(authOptions(sqlite));
  const person = { email: 'direction@relais.example', password: 'une phrase assez longue' };
  const signedUp = await auth.api.signUpEmail({ body: { ...person, name: 'Direction', language: 'fr' } });
  const { headers } = await auth.api.signInEmail({ body: person, returnHeaders: true });
  const cookie = new Headers({
    cookie: headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; '),
  });
  const session = await auth.api.getSession({ headers: cookie });
  expect(session?.user).toMatchObject({
    id: signedUp.user.id,
    email: person.email,
    language: 'fr',
    emailVerified: false,
  });
  expect(session?.user.createdAt).toBeInstanceOf(Date);

  const row = await sqlite.db.selectFrom('user').selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({ id: signedUp.user.id, email: person.email, emailVerified: 0, language: 'fr' });
  expect(row.createdAt).toMatch(/^\d{4}-\d\d-\d\dT/);

  await auth.api.signOut({ headers: cookie });
  expect(await auth.api.getSession({ headers: cookie })).toBeNull();
  await expect(auth.api.signUpEmail({ body: { ...person, name: 'Encore', language: 'fr' } })).rejects.toThrow();
});

test('better-auth counts attempts in the database', async ({ sqlite }) => {
  const auth = betterAuth(authOptions(sqlite));
  const signIn = () =>
    auth.handler(
      new Request('http://localhost:4000/api/auth/sign-in/email', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: 'http://localhost:4000',
          'x-forwarded-for': '192.0.2.1',
        },
        body: JSON.stringify({ email: 'nobody@relais.example', password: 'whatever it is' }),
      }),
    );
  const statuses = [];
  for (let attempt = 0; attempt < 4; attempt += 1) statuses.push((await signIn()).status);
  expect(statuses).toEqual([401, 401, 401, 429]);
});
