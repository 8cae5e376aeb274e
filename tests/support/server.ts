/** A real server on a free port, with a folder of its own and a clock that the test holds, and people who speak to it. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@entente/server/config';
import { createLog } from '@entente/server/log';
import { type RunningServer, startServer } from '@entente/server/start-server';
import { contract } from '@entente/shared/http/contract';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';

/** Everything in the contract is plain JSON: what arrives has the types that the contract says. */
export type Api = ContractRouterClient<typeof contract>;

/** Time in the test's hand: it stands still until it is moved. */
export type TestClock = {
  readonly now: () => Date;
  set(instant: string): void;
  advance(by: { readonly days?: number; readonly hours?: number; readonly minutes?: number }): void;
};

export function testClock(start = '2026-03-02T09:00:00.000Z'): TestClock {
  let now = new Date(start);
  return {
    now: () => new Date(now),
    set: (instant) => {
      now = new Date(instant);
    },
    advance: ({ days = 0, hours = 0, minutes = 0 }) => {
      now = new Date(now.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000);
    },
  };
}

export type TestServer = RunningServer & {
  readonly clock: TestClock;
  readonly dataDirectory: string;
  /** Everything that was logged, as one text. */
  readonly logged: () => string;
  /** What was said on the operator's console. */
  readonly toldOperator: readonly string[];
};

export type TestServerOptions = {
  readonly clock?: TestClock;
  /** More settings, as environment variables. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The built pages; left out, the repository's own. */
  readonly pagesFolder?: string;
  /** Reuses a folder instead of making one; it is then the caller's to remove. */
  readonly dataDirectory?: string;
};

/** For people who type much while a test's clock stands still: what they may send never comes back then. */
export const unhurried = { MESSAGES_PER_SECOND: '100000' };

/** Starts a server; `close` stops it and removes its folder. One proxy is trusted, so that tests can come from many addresses. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const clock = options.clock ?? testClock();
  const dataDirectory = options.dataDirectory ?? (await mkdtemp(join(tmpdir(), 'entente-test-')));
  const read = readConfig({
    PORT: '0',
    DATA_DIR: dataDirectory,
    TRUST_PROXY: '1',
    LOG_LEVEL: 'info',
    ...options.environment,
  });
  if ('wrong' in read) throw new Error(read.wrong);
  const lines: string[] = [];
  const toldOperator: string[] = [];
  const server = await startServer({
    config: read.config,
    clock: clock.now,
    log: createLog('info', { write: (line: string) => void lines.push(line) }),
    tellOperator: (sentence) => void toldOperator.push(sentence),
    ...(options.pagesFolder === undefined ? {} : { pagesFolder: options.pagesFolder }),
  });
  return {
    ...server,
    clock,
    dataDirectory,
    toldOperator,
    logged: () => lines.join(''),
    close: async () => {
      await server.close();
      if (options.dataDirectory === undefined) await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** Runs a test with a server that is stopped afterwards, whatever happened. */
export async function withServer(
  run: (server: TestServer) => Promise<void>,
  options?: TestServerOptions,
): Promise<void> {
  const server = await startTestServer(options);
  try {
    await run(server);
  } finally {
    await server.close();
  }
}

/** A browser without a screen: keeps its cookies, comes from an address of its own, says where its requests come from. */
export class Visitor {
  /** The server's address. */
  readonly url: string;
  readonly #address = `10.${byte()}.${byte()}.${byte()}`;
  readonly #cookies = new Map<string, string>();
  readonly api: Api;

  constructor(url: string) {
    this.url = url;
    this.api = createORPCClient(
      new OpenAPILink(contract, { url: `${url}/api`, fetch: (request, init) => this.fetch(request, init) }),
    );
  }

  /** The cookies as a request sends them. */
  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Like `fetch`, with this visitor's cookies and origin; a path is taken on the server under test. */
  async fetch(target: Request | string, init: RequestInit = {}): Promise<Response> {
    const request = new Request(typeof target === 'string' ? new URL(target, this.url) : target, init);
    const headers = new Headers(request.headers);
    if (this.cookie !== '') headers.set('cookie', this.cookie);
    if (!headers.has('origin')) headers.set('origin', this.url);
    headers.set('x-forwarded-for', this.#address);
    const response = await fetch(new Request(request, { headers, redirect: 'manual' }));
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  /** Sends JSON. */
  post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';');
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    const isGone = attributes.some((one) => /^\s*max-age=0\s*$/i.test(one));
    if (isGone) this.#cookies.delete(name);
    else this.#cookies.set(name, pair.slice(at + 1));
  }
}

/** Somebody with an account, signed in. */
export class Person extends Visitor {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;

  constructor(url: string, account: { id: string; name: string; email: string; password: string }) {
    super(url);
    this.id = account.id;
    this.name = account.name;
    this.email = account.email;
    this.password = account.password;
  }

  async signIn(password = this.password): Promise<Response> {
    return this.post('/api/auth/sign-in/email', { email: this.email, password });
  }
}

/** Creates an account for a role (« Directrice, Les Tilleuls ») and signs in. */
export async function signUp(server: Pick<RunningServer, 'url'>, name: string): Promise<Person> {
  const email = `${randomUUID()}@example.org`;
  const password = `mot de passe ${randomUUID()}`;
  const visitor = new Visitor(server.url);
  const response = await visitor.post('/api/auth/sign-up/email', { name, email, password, language: 'fr' });
  if (response.status !== 200) throw new Error(`signing up was answered ${response.status}: ${await response.text()}`);
  const { user } = (await response.json()) as { user: { id: string } };
  const person = new Person(server.url, { id: user.id, name, email, password });
  const signedIn = await person.signIn();
  if (signedIn.status !== 200) throw new Error(`signing in was answered ${signedIn.status}: ${await signedIn.text()}`);
  return person;
}

export type Team = {
  readonly organisation: string;
  readonly name: string;
  readonly director: Person;
  readonly manager: Person;
};

/** An organisation with a director and a manager, who joins by an invitation. */
export async function createOrganisation(
  server: Pick<RunningServer, 'url'>,
  name: string,
  kind: 'association' | 'public-body' | 'other' = 'association',
): Promise<Team> {
  const director = await signUp(server, `Direction, ${name}`);
  const { id } = await director.api.organisations.create({ name, kind });
  const manager = await joinOrganisation(server, director, {
    organisation: id,
    rank: 'manager',
    name: `Cadre, ${name}`,
  });
  return { organisation: id, name, director, manager };
}

export type Joining = {
  readonly organisation: string;
  readonly rank: 'director' | 'manager' | 'practitioner';
  readonly name: string;
};

/** Brings a new person into an organisation by a link that its director makes. */
export async function joinOrganisation(
  server: Pick<RunningServer, 'url'>,
  inviter: Person,
  joining: Joining,
): Promise<Person> {
  const { url } = await inviter.api.organisations.invite({
    id: joining.organisation,
    label: joining.name,
    rank: joining.rank,
  });
  const person = await signUp(server, joining.name);
  await person.api.invitations.accept({ token: secretOf(url) });
  return person;
}

/** The secret at the end of an invitation's link. */
export function secretOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

/** Opens a convention for the first team, and brings the others in as parties, each by its director with its manager named to write. */
export async function openWith(
  first: Team,
  others: readonly Team[],
  start: Parameters<Api['conventions']['open']>[0]['start'],
): Promise<string> {
  const { id } = await first.director.api.conventions.open({
    organisation: first.organisation,
    title: 'Répit des aidants',
    language: 'fr',
    timeZone: 'Europe/Paris',
    start,
  });
  await nameManager(first, id);
  for (const team of others) {
    const { url } = await first.director.api.conventions.invite({ id, as: 'party', label: team.name });
    await team.director.api.invitations.accept({ token: secretOf(url), organisation: team.organisation });
    await nameManager(team, id);
  }
  return id;
}

async function nameManager(team: Team, convention: string): Promise<void> {
  const command = { type: 'nameParticipant', person: team.manager.id, access: 'writes' } as const;
  await team.director.api.conventions.command({ id: convention, command });
}

function byte(): number {
  return 1 + Math.floor(Math.random() * 254);
}
