/**
 * The engine alone, real from the socket to the disk: its own HTTP server on a free port, SQLite in a temporary folder.
 * Only who somebody is comes from the test: a header names the person, as a session would.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '@entente/server/clock';
import { pendingAnchors } from '@entente/server/comments/pending-anchors';
import { type ConventionsEngine, createConventions } from '@entente/server/conventions/create-conventions';
import { createLog } from '@entente/server/log';
import type { Scheduler } from '@entente/server/scheduler';
import { openDatabase } from '@entente/server/storage/database';
import { SqliteConventionStore } from '@entente/server/storage/sqlite-convention-store';
import type { WireLimits } from '@entente/server/text/wire-limits';
import { membersByPerson } from './people.ts';

export type RunningEngine = {
  readonly conventions: ConventionsEngine;
  readonly folder: string;
  readonly port: number;
  /** Everything that was logged, debugging included. */
  logged(): string;
  /** A person's session runs out: from now on they are nobody. */
  expire(person: string): void;
  /** `ws://…/sync`, as a provider takes it. */
  readonly syncUrl: string;
  /** Stops as SIGTERM would; the folder stays. */
  stop(): Promise<void>;
};

/** Names the person in a request: `x-person: relais/director`. */
export const personHeader = 'x-person';

export type EngineOptions = {
  readonly clock?: Clock;
  readonly folder?: string;
  readonly keepAliveMilliseconds?: number;
  readonly largestText?: number;
  readonly limits?: Partial<WireLimits>;
  readonly trustedProxies?: number;
  readonly sessionCheckMilliseconds?: number;
  readonly scheduler?: Scheduler;
};

/** Tests type quicker than people, and all from one address; the tests of the limits set them. */
const quickHands: Partial<WireLimits> = {
  messagesPerSecond: 100_000,
  pagesPerPerson: 10_000,
  pagesPerAddress: 100_000,
  pendingPerAddress: 100_000,
  strangersPerMinute: 100_000,
};

export async function startEngine({
  clock = () => new Date(),
  folder,
  keepAliveMilliseconds,
  largestText,
  limits = quickHands,
  trustedProxies = 0,
  sessionCheckMilliseconds,
  scheduler,
}: EngineOptions = {}): Promise<RunningEngine> {
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'entente-engine-')));
  const database = await openDatabase(join(home, 'entente.sqlite'));
  const store = new SqliteConventionStore(database);
  const logged: string[] = [];
  const expired = new Set<string>();
  const conventions = createConventions({
    store,
    clock,
    ranksOf: async (named) =>
      Object.fromEntries(
        named.flatMap(({ person }) => (membersByPerson[person] ? [[person, membersByPerson[person]]] : [])),
      ),
    peopleOf: async (ids) => Object.fromEntries(ids.map((id) => [id, `name of ${id}`])),
    organisationsOf: async (ids) => Object.fromEntries(ids.map((id) => [id, `name of ${id}`])),
    anchors: pendingAnchors(database.db),
    ...(largestText === undefined ? {} : { largestText }),
    ...(scheduler === undefined ? {} : { scheduler }),
    // Faults are provoked on purpose here: what the engine logs of them is no news for the reader of the tests.
    log: createLog('trace', { write: (line: string) => void logged.push(line) }),
  });
  const server = createServer((request, response) => {
    if (!conventions.answerSync(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  conventions.attachSync({
    server,
    allowedOrigins: ['https://entente.example'],
    limits,
    trustedProxies,
    ...(keepAliveMilliseconds === undefined ? {} : { keepAliveMilliseconds }),
    authenticate: async ({ headers }) => {
      const person = headers[personHeader];
      return typeof person === 'string' && !expired.has(person) ? { person, session: person } : undefined;
    },
    livingSessions: async (sessions) => new Set(sessions.filter((session) => !expired.has(session))),
    ...(sessionCheckMilliseconds === undefined ? {} : { sessionCheckMilliseconds }),
  });
  return {
    conventions,
    folder: home,
    port,
    logged: () => logged.join(''),
    expire: (person) => void expired.add(person),
    syncUrl: `ws://127.0.0.1:${port}/sync`,
    stop: async () => {
      await conventions.close();
      await stopServer(server);
      await database.close();
    },
  };
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

function stopServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
