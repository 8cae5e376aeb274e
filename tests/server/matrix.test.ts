/**
 * F-44, F-45: every route of the OpenAPI document, asked by everybody who is somebody, with the identifiers of others. A route
 * that the document lists and the table doesn't know fails: whoever adds one says here who may.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Authenticator } from '../support/authenticator.ts';
import {
  createOrganisation,
  joinOrganisation,
  openWith,
  Person,
  secretOf,
  signUp,
  startTestServer,
  type Team,
  type TestServer,
  Visitor,
} from '../support/server.ts';

/** In every word that only the negotiators may read. */
const canary = 'Canari-7f3a';

const outsiders = ['nobody', 'stranger', 'otherDirector', 'removed'] as const;
const insiders = ['reader', 'commenter', 'practitioner', 'manager', 'director', 'partner'] as const;
type Role = (typeof outsiders)[number] | (typeof insiders)[number];

/**
 * `open`: needs no account. `mine`: anybody signed in, about themselves. `convention`: those who take part; to others it
 * doesn't exist. `house`: the organisation's own people. `own`: the one person whose it is.
 */
type Door = 'open' | 'mine' | 'convention' | 'house' | 'own';
type Route = {
  readonly door: Door;
  readonly body?: unknown;
  /** Asked by those who may as well: it changes nothing that the others rely on. */
  readonly isHarmless?: true;
};

const routes: Readonly<Record<string, Route>> = {
  'GET /me': { door: 'mine', isHarmless: true },
  'PATCH /me': { door: 'mine', body: { language: 'fr' }, isHarmless: true },
  'GET /me/home': { door: 'mine', isHarmless: true },
  'POST /me/removal': { door: 'mine', body: { password: 'not this one' } },
  'GET /me/export': { door: 'mine', isHarmless: true },
  'GET /me/passkeys': { door: 'mine', isHarmless: true },
  'POST /me/passkeys/offers': { door: 'mine', body: { password: 'not this one' } },
  'POST /me/passkeys': {
    door: 'mine',
    body: {
      offer: 'x'.repeat(43),
      name: 'x',
      registration: {
        id: 'AA',
        rawId: 'AA',
        type: 'public-key',
        response: { clientDataJSON: 'AA', attestationObject: 'AA' },
      },
    },
  },
  'PATCH /me/passkeys/{id}': { door: 'own', body: { name: 'taken' } },
  'POST /me/passkeys/{id}/removal': { door: 'own', body: { password: '{password}' } },
  'POST /organisations': { door: 'mine', body: { name: 'Une autre', kind: 'association' } },
  'GET /organisations/{id}': { door: 'house', isHarmless: true },
  'PATCH /organisations/{id}': { door: 'house', body: { name: 'Taken over' } },
  'POST /organisations/{id}/invitations': { door: 'house', body: { label: 'x', rank: 'director' } },
  'DELETE /organisations/{id}/invitations/{invitation}': { door: 'house' },
  'PATCH /organisations/{id}/members/{person}': { door: 'house', body: { rank: 'practitioner' } },
  'DELETE /organisations/{id}/members/{person}': { door: 'house' },
  'POST /organisations/{id}/members/{person}/reset-link': { door: 'house', body: {} },
  'GET /invitations/{token}': { door: 'open' },
  'POST /invitations/{token}/acceptance': { door: 'mine', body: {} },
  'GET /conventions': { door: 'mine', isHarmless: true },
  'POST /conventions': {
    door: 'house',
    body: {
      organisation: '{organisation}',
      title: 'x',
      language: 'fr',
      timeZone: 'Europe/Paris',
      start: { kind: 'empty' },
    },
  },
  'GET /conventions/{id}': { door: 'convention', isHarmless: true },
  'POST /conventions/{id}/commands': { door: 'convention', body: { command: { type: 'agreeToDelete' } } },
  'POST /conventions/{id}/invitations': { door: 'convention', body: { as: 'party', label: 'x' } },
  'GET /conventions/{id}/journal': { door: 'convention', isHarmless: true },
  'GET /conventions/{id}/journal.json': { door: 'convention', isHarmless: true },
  'GET /conventions/{id}/journal.csv': { door: 'convention', isHarmless: true },
  'GET /conventions/{id}/changes': { door: 'convention' },
  'POST /conventions/{id}/signatures/statement': { door: 'convention', body: {} },
  'POST /conventions/{id}/signatures/code': { door: 'convention', body: {} },
  'POST /conventions/{id}/signatures': {
    door: 'convention',
    body: { nonce: 'x'.repeat(22), proof: { kind: 'password-and-code', password: 'x', code: '12345678' } },
  },
  'POST /conventions/{id}/pages': { door: 'convention', body: {}, isHarmless: true },
  'GET /conventions/{id}/text': { door: 'convention', isHarmless: true },
  'GET /conventions/{id}/versions/{version}': { door: 'convention', isHarmless: true },
  'GET /conventions/{id}/threads': { door: 'convention', isHarmless: true },
  'POST /conventions/{id}/threads': { door: 'convention', body: { section: 'values', from: {}, to: {}, text: 'x' } },
  'POST /conventions/{id}/threads/{thread}/replies': { door: 'convention', body: { text: 'x' } },
  'PUT /conventions/{id}/threads/{thread}/status': { door: 'convention', body: { status: 'resolved' } },
  'GET /conventions/{id}/convention.pdf': { door: 'convention' },
  // Until a text is frozen there is no evidence for anybody.
  'GET /conventions/{id}/evidence.json': { door: 'convention' },
  'GET /conventions/{id}/meetings.ics': { door: 'convention', isHarmless: true },
  'GET /conventions/{id}/meetings/{meeting}/meeting.ics': { door: 'convention', isHarmless: true },
  'GET /conventions/{id}/meetings/{meeting}/minutes.pdf': { door: 'convention' },
  'POST /imports': { door: 'mine' },
};

let server: TestServer;
let victims: Team;
let strangers: Team;
let people: Readonly<Record<Role, Visitor>>;
/** Identifiers of the victims, by the name that they have in paths. */
let theirs: Readonly<Record<string, string>>;
let mine: string;
let documented: readonly string[];

beforeAll(async () => {
  server = await startTestServer();
  const document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as { paths: Record<string, object> };
  documented = Object.entries(document.paths)
    .flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`))
    // Accounts are the library's: they know a session or none, and no identifier of ours.
    .filter((route) => !route.includes(' /auth/'));
  victims = await createOrganisation(server, `Les Tilleuls ${canary}`);
  const partners = await createOrganisation(server, `Le Relais ${canary}`);
  strangers = await createOrganisation(server, 'Ailleurs');
  const convention = await openWith(victims, [partners], { kind: 'template' });
  mine = await openWith(strangers, [], { kind: 'template' });
  people = {
    nobody: new Visitor(server.url),
    stranger: await signUp(server, 'Quelqu’un'),
    otherDirector: strangers.director,
    removed: await removedFrom(convention),
    reader: await observerOf(convention, 'observer-reads'),
    commenter: await observerOf(convention, 'observer-comments'),
    practitioner: await named(convention),
    manager: victims.manager,
    director: victims.director,
    partner: partners.director,
  };
  theirs = await identifiersOf(convention);
});
afterAll(() => server.close());

const memberOf = (name: string, rank: 'manager' | 'practitioner') =>
  joinOrganisation(server, victims.director, { organisation: victims.organisation, rank, name });

async function named(convention: string, name = 'Éducateur'): Promise<Person> {
  const person = await memberOf(name, 'practitioner');
  const command = { type: 'nameParticipant', person: person.id, access: 'writes' } as const;
  await victims.director.api.conventions.command({ id: convention, command });
  return person;
}

/** Somebody who took part, and left the organisation. */
async function removedFrom(convention: string): Promise<Person> {
  const person = await named(convention, 'Ancien cadre');
  await victims.director.api.organisations.removeMember({ id: victims.organisation, person: person.id });
  return person;
}

async function observerOf(convention: string, as: 'observer-reads' | 'observer-comments'): Promise<Person> {
  const team = await createOrganisation(server, `Département ${as}`);
  const { url } = await victims.director.api.conventions.invite({ id: convention, as, label: canary });
  await team.director.api.invitations.accept({ token: secretOf(url), organisation: team.organisation });
  return team.director;
}

async function identifiersOf(id: string): Promise<Record<string, string>> {
  const { api } = victims.director;
  const kept = await api.conventions.command({ id, command: { type: 'keepVersion', label: canary } });
  const place = { kind: 'remote' } as const;
  const plannedFor = server.clock.now().toISOString();
  const planned = await api.conventions.command({
    id,
    command: { type: 'planMeeting', plannedFor, place, agenda: canary, expected: [] },
  });
  const invited = await api.organisations.invite({ id: victims.organisation, label: canary, rank: 'manager' });
  const thread = randomUUID();
  const at = server.clock.now().toISOString();
  const words = { section: 'values', quote: canary, status: 'open', anchor: null, created_at: at } as const;
  await server.services.db
    .insertInto('thread')
    .values({ id: thread, convention: id, ...words })
    .execute();
  const reply = { id: randomUUID(), thread, person: victims.director.id, at, text: canary };
  await server.services.db.insertInto('reply').values(reply).execute();
  return {
    convention: id,
    organisation: victims.organisation,
    version: kept.state.versions[0]?.id ?? '',
    meeting: planned.state.meetings[0]?.id ?? '',
    thread,
    person: victims.manager.id,
    invitation: invited.id,
    token: secretOf(invited.url),
    passkey: await passkeyOf(victims.director),
  };
}

async function passkeyOf({ api, password, url }: Person): Promise<string> {
  const { offer, options } = await api.passkeys.offer({ password });
  const registration = new Authenticator().creates(options, { origin: url });
  return (await api.passkeys.add({ offer, name: canary, registration })).id;
}

type Answer = { readonly status: number; readonly body: string; readonly headers: Readonly<Record<string, string>> };

async function ask(who: Visitor, route: string, identifiers: Readonly<Record<string, string>>): Promise<Answer> {
  const [method = '', path = ''] = route.split(' ');
  const of = path.startsWith('/organisations') ? 'organisation' : path.startsWith('/me') ? 'passkey' : 'convention';
  const password = who instanceof Person ? who.password : '';
  const named = { ...identifiers, id: identifiers[of] ?? '', password } as Readonly<Record<string, string>>;
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => named[name] ?? '');
  const { body } = routes[route] as Route;
  const response = await who.fetch(`/api${filled(path)}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: filled(JSON.stringify(body)), headers: { 'content-type': 'application/json' } }),
  });
  const {
    'content-length': _length,
    date: _date,
    etag: _etag,
    'set-cookie': _cookie,
    ...headers
  } = Object.fromEntries(response.headers);
  return { status: response.status, body: await response.text(), headers };
}

/** Identifiers of the same form that belong to nothing. */
const unknown = () =>
  Object.fromEntries(Object.keys(theirs).map((name) => [name, name === 'token' ? 'x'.repeat(32) : randomUUID()]));

const guarded = Object.entries(routes).filter(
  ([, { door }]) => door === 'convention' || door === 'house' || door === 'own',
);

test('the table knows every route that is documented, and no other', () => {
  expect(Object.keys(routes).sort()).toEqual([...documented].sort());
});

describe('F-44 nobody signed in', () => {
  test.each(Object.entries(routes).filter(([, { door }]) => door !== 'open'))(
    'is asked to sign in by %s',
    async (route) => {
      const answer = await ask(people.nobody, route, theirs);
      expect(answer.status).toBe(401);
      expect(answer).toEqual(await ask(people.nobody, route, unknown()));
    },
  );
});

describe.each(['stranger', 'otherDirector', 'removed'] as const)('F-44 %s', (role) => {
  test.each(guarded)('learns nothing from %s, not even that it exists', async (route) => {
    const foreign = await ask(people[role], route, theirs);
    expect(foreign.status, foreign.body).toBe(404);
    expect(foreign).toEqual(await ask(people[role], route, unknown()));
    expect(foreign.body).not.toContain(canary);
  });
});

describe('F-44 whoever takes part', () => {
  const reading = Object.entries(routes).filter(([, { door, isHarmless }]) => door === 'convention' && isHarmless);
  test.each(insiders.flatMap((role) => reading.map(([route]) => [role, route] as const)))(
    'as %s reaches %s',
    async (role, route) => {
      const answer = await ask(people[role], route, theirs);
      expect(answer.status, answer.body).toBe(200);
    },
  );
});

describe('F-44 an organisation’s own page', () => {
  test.each(['reader', 'commenter', 'partner'] as const)('is closed to %s, who negotiates with it', async (role) => {
    expect((await ask(people[role], 'GET /organisations/{id}', theirs)).status).toBe(404);
  });
  test.each(['practitioner', 'manager'] as const)('is open to %s, who changes nothing in it', async (role) => {
    expect((await ask(people[role], 'GET /organisations/{id}', theirs)).status).toBe(200);
    for (const [route, { door }] of Object.entries(routes)) {
      if (door !== 'house' || route.startsWith('GET') || !route.includes('/organisations/')) continue;
      // Who may invite practitioners may take an invitation back.
      if (role === 'manager' && route.includes('invitation')) continue;
      const before = await memberList();
      const answer = await ask(people[role], route, { ...theirs, person: victims.director.id });
      expect([404, 409], `${route}: ${answer.body}`).toContain(answer.status);
      expect(await memberList(), route).toEqual(before);
    }
  });
});

describe('F-45 two identifiers, one of them mine', () => {
  const twofold = guarded.filter(([route]) => route.startsWith('GET /conventions/{id}/') || route.includes('{thread}'));
  test.each(twofold.filter(([route]) => /\{(version|meeting|thread)\}/.test(route)))(
    'my convention is no way to theirs: %s',
    async (route) => {
      const answer = await ask(people.otherDirector, route, { ...theirs, convention: mine });
      expect(answer.status, answer.body).toBe(404);
      expect(answer.body).not.toContain(canary);
    },
  );

  test('my organisation is no way to another’s members, invitations or passkeys', async () => {
    for (const [route] of guarded.filter(([one]) => /\{(person|invitation)\}/.test(one))) {
      const before = await memberList();
      const answer = await ask(people.otherDirector, route, { ...theirs, organisation: strangers.organisation });
      expect([404, 409], `${route}: ${answer.body}`).toContain(answer.status);
      expect(answer.body).not.toContain(canary);
      expect(await memberList(), route).toEqual(before);
    }
  });

  test('a command on my convention reaches nobody’s meeting or person elsewhere', async () => {
    const before = await versionOf(theirs.convention ?? '');
    const commands = [
      { type: 'openMeeting', meeting: theirs.meeting },
      { type: 'cancelMeeting', meeting: theirs.meeting },
      { type: 'recordDecision', meeting: theirs.meeting, text: 'x' },
      { type: 'logTime', meeting: theirs.meeting, kind: 'preparation', minutes: 5 },
      { type: 'passChair', meeting: theirs.meeting, to: theirs.person },
      { type: 'inviteDirector', meeting: theirs.meeting, person: victims.director.id, chairs: true },
      { type: 'nameParticipant', person: theirs.person, access: 'writes' },
      { type: 'recordDelegation', person: theirs.person },
    ];
    for (const command of commands) {
      const answer = await strangers.director.post(`/api/conventions/${mine}/commands`, { command });
      expect([404, 409], `${command.type}: ${await answer.clone().text()}`).toContain(answer.status);
      expect(await answer.text()).not.toContain(canary);
    }
    expect(await versionOf(theirs.convention ?? '')).toBe(before);
  });
});

async function memberList(): Promise<unknown> {
  const { organisation, members, invitations } = await victims.director.api.organisations.get({
    id: victims.organisation,
  });
  return { organisation, members, invitations: invitations.length };
}

async function versionOf(id: string): Promise<number> {
  return (await victims.director.api.conventions.get({ id })).version;
}
