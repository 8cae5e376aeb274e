/** The programs as an operator starts and stops them. */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram } from '../support/program.ts';
import { createOrganisation, signUp, startTestServer, Visitor } from '../support/server.ts';
import { addPasskey, signWith } from '../support/signing.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entente-program-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const addressIn = (line: string) => /http:\/\/\S+/.exec(line)?.[0] ?? '';

test('it starts on a free port, answers, and ends with 0 on SIGTERM within ten seconds', async () => {
  const data = join(folder, 'plain');
  const program = runProgram('main.ts', [], { PORT: '0', DATA_DIR: data });
  const url = addressIn(await program.line((line) => line.startsWith('Entente is at ')));
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  // A connection that is kept open, and a request on it, don't hold the stop up.
  await fetch(`${url}/api/openapi.json`);
  const before = Date.now();
  program.signal('SIGTERM');
  expect(await program.ended).toBe(0);
  expect(Date.now() - before).toBeLessThan(10_000);
  expect((await stat(join(data, 'secret'))).mode & 0o777).toBe(0o600);
});

test('what was written before a stop is there after the next start, sessions included', async () => {
  const data = join(folder, 'kept');
  const first = await startTestServer({ dataDirectory: data });
  const person = await signUp(first, 'Directrice');
  const { id } = await person.api.organisations.create({ name: 'Les Tilleuls', kind: 'association' });
  await first.close();
  const second = await startTestServer({ dataDirectory: data });
  try {
    const again = await fetch(`${second.url}/api/organisations/${id}`, { headers: { cookie: person.cookie } });
    expect(again.status).toBe(200);
  } finally {
    await second.close();
  }
});

test('a wrong setting is refused with one sentence and 1', async () => {
  const program = runProgram('main.ts', [], { PUBLIC_URL: 'http://192.0.2.1', DATA_DIR: join(folder, 'never') });
  expect(await program.ended).toBe(1);
  expect(program.stderr().trim().split('\n')).toEqual([expect.stringMatching(/^PUBLIC_URL .*\.$/)]);
  await expect(stat(join(folder, 'never'))).rejects.toThrow('ENOENT');
});

test('a taken port is said in one sentence, with 1', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = other.address() as { port: number };
    const program = runProgram('main.ts', [], { PORT: String(port), DATA_DIR: join(folder, 'taken') });
    expect(await program.ended).toBe(1);
    expect(program.stderr()).toMatch(new RegExp(`^Port ${port} is taken .*\\.\\n$`));
  } finally {
    other.close();
  }
});

test('the operator replaces a vanished only director, and hands out a reset link, while the server runs', async () => {
  const data = join(folder, 'operated');
  const server = await startTestServer({ dataDirectory: data });
  try {
    const { organisation, director, manager } = await createOrganisation(server, 'Les Tilleuls');
    const environment = { DATA_DIR: data, PUBLIC_URL: server.url };
    const promotion = runProgram(
      'operator.ts',
      ['make-director', manager.email.toUpperCase(), organisation],
      environment,
    );
    expect(await promotion.ended, promotion.stderr()).toBe(0);
    const { members } = await manager.api.organisations.get({ id: organisation });
    expect(members.filter(({ rank }) => rank === 'director')).toHaveLength(2);
    await manager.api.organisations.removeMember({ id: organisation, person: director.id });
    const link = runProgram('operator.ts', ['reset-link', director.email], environment);
    expect(await link.ended, link.stderr()).toBe(0);
    const token = new URL(link.stdout().trim()).searchParams.get('token');
    const reset = await new Visitor(server.url).post('/api/auth/reset-password', {
      token,
      newPassword: 'un nouveau mot',
    });
    expect(reset.status).toBe(200);
    expect((await director.signIn('un nouveau mot')).status).toBe(200);
  } finally {
    await server.close();
  }
});

test('the operator’s mistakes are said, and make nothing', async () => {
  const data = join(folder, 'mistaken');
  const none = runProgram('operator.ts', ['reset-link', 'a@example.org'], { DATA_DIR: data });
  expect(await none.ended).toBe(1);
  await expect(stat(data)).rejects.toThrow('ENOENT');
  const server = await startTestServer({ dataDirectory: data });
  await server.close();
  for (const args of [
    [],
    ['make-director', 'a@example.org'],
    ['make-director', 'a@example.org', 'nowhere'],
    ['reset-link', 'a@example.org'],
    ['drop'],
  ]) {
    const program = runProgram('operator.ts', args, { DATA_DIR: data });
    expect(await program.ended, args.join(' ')).toBe(1);
    expect(program.stderr()).not.toBe('');
  }
});

test('npm run demo -- --json: people, conventions, and links that sign in', async () => {
  const program = runProgram('demo/main.ts', ['--json'], { PORT: '0', TMPDIR: folder });
  const demo = JSON.parse(await program.line((line) => line.startsWith('{'))) as Demo;
  expect(program.stdout().trim()).toBe(JSON.stringify(demo));
  expect(Object.keys(demo)).toEqual(['url', 'people', 'conventions']);
  expect(demo.people.map(({ rank }) => rank)).toEqual([
    'director',
    'manager',
    'director',
    'manager',
    'director',
    'manager',
  ]);
  expect(new Set(demo.people.map(({ organisation }) => organisation)).size).toBe(3);
  const people = await Promise.all(
    demo.people.map(async (one) => ({ ...one, visitor: await signedInBy(demo.url, one.signInUrl) })),
  );
  for (const { visitor, organisation } of people) {
    expect((await visitor.api.me.get()).memberships.map((one) => one.organisation.name)).toEqual([organisation]);
    expect((await visitor.api.conventions.list()).map(({ id }) => id).sort()).toEqual(
      demo.conventions.map(({ id }) => id).sort(),
    );
  }
  await tryToApprove(demo, people);
  program.signal('SIGTERM');
  expect(await program.ended, program.stderr()).toBe(0);
});

type Demo = {
  readonly url: string;
  readonly people: readonly {
    readonly role: string;
    readonly organisation: string;
    readonly rank: string;
    readonly signInUrl: string;
    readonly password: string;
  }[];
  readonly conventions: readonly { readonly id: string; readonly title: string; readonly url: string }[];
};

async function signedInBy(url: string, signInUrl: string): Promise<Visitor> {
  const visitor = new Visitor(url);
  const response = await visitor.fetch(signInUrl);
  expect(response.status).toBe(303);
  return visitor;
}

/** In one convention NEG-1 still stands in the way; the other can be approved and signed at once. */
async function tryToApprove(
  demo: Demo,
  people: readonly (Demo['people'][number] & { visitor: Visitor })[],
): Promise<void> {
  const outcomes: string[] = [];
  for (const { id } of demo.conventions) {
    const directors = people.filter(({ rank }) => rank === 'director');
    const opener = people.find(({ rank }) => rank === 'manager')?.visitor;
    if (!opener) throw new Error('the demo has managers');
    const { state } = await opener.api.conventions.get({ id });
    const meeting = state.meetings.find(({ status }) => status === 'planned')?.id ?? '';
    await opener.api.conventions.command({ id, command: { type: 'openMeeting', meeting } });
    const { facts } = await opener.api.text.get({ id });
    const outcome = await approveAndSign(id, { directors, meeting, digest: facts.digest });
    outcomes.push(outcome);
  }
  expect(outcomes.sort()).toEqual(['inForce', 'no-earlier-meeting']);
}

type Act = {
  readonly directors: readonly (Demo['people'][number] & { visitor: Visitor })[];
  readonly meeting: string;
  readonly digest: string;
};

async function approveAndSign(id: string, { directors, meeting, digest }: Act): Promise<string> {
  for (const { visitor } of directors) {
    const me = (await visitor.api.me.get()).person.id;
    await visitor.api.conventions.command({ id, command: { type: 'confirmAttendance', meeting, person: me } });
    const approved = await visitor.post(`/api/conventions/${id}/commands`, {
      command: { type: 'approveConvention', meeting, digest },
    });
    if (approved.status === 409)
      return ((await approved.json()) as { data: { reasons: { code: string }[] } }).data.reasons[0]?.code ?? '';
  }
  let stage = '';
  for (const { visitor, password } of directors) {
    const device = await addPasskey({ api: visitor.api, password, url: visitor.url });
    stage = (await signWith(device, visitor, { id })).state.stage;
  }
  return stage;
}

test('the data is copied while the server runs; a copy is put back only once it has stopped', async () => {
  const data = join(folder, 'copied');
  const server = await startTestServer({ dataDirectory: data });
  const environment = { DATA_DIR: data };
  const person = await signUp(server, 'Directrice');
  const copy = join(folder, 'copy.sqlite');
  const backup = runProgram('operator.ts', ['backup', copy], environment);
  expect([await backup.ended, backup.stdout()]).toEqual([
    0,
    `The copy is ${copy}. It was read back whole: 0 conventions.\n`,
  ]);
  expect((await stat(copy)).mode & 0o777).toBe(0o600);
  const again = runProgram('operator.ts', ['backup', copy], environment);
  expect([await again.ended, again.stderr()]).toEqual([1, expect.stringMatching(/already: nothing was copied\.\n$/)]);
  await person.api.organisations.create({ name: 'Après la copie', kind: 'association' });

  const early = runProgram('operator.ts', ['restore', copy], environment);
  expect([await early.ended, early.stderr()]).toEqual([1, expect.stringMatching(/^Another Entente is using .*\n$/)]);
  const second = runProgram('main.ts', [], { ...environment, PORT: '0' });
  expect([await second.ended, second.stderr()]).toEqual([
    1,
    expect.stringMatching(/^Entente could not start: Another Entente is using .*\n$/),
  ]);
  await server.close();

  const wrong = runProgram('operator.ts', ['restore', join(data, 'secret')], environment);
  expect([await wrong.ended, wrong.stderr()]).toEqual([1, expect.stringContaining('is no database of Entente')]);
  const restored = runProgram('operator.ts', ['restore', copy], environment);
  expect([await restored.ended, restored.stdout().split('\n')]).toEqual([
    0,
    [
      `The database is what it was in ${copy}: 0 conventions.`,
      expect.stringMatching(/^The database that was there is kept as .*before-.*\.$/),
      'Open pages start afresh when the server runs again.',
      '',
    ],
  ]);
  const back = await startTestServer({ dataDirectory: data });
  try {
    const known = await back.services.db.selectFrom('user').select('id').execute();
    const organisations = await back.services.db.selectFrom('organisation').select('name').execute();
    expect([known.map(({ id }) => id), organisations]).toEqual([[person.id], []]);
  } finally {
    await back.close();
  }
});
