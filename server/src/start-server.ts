/** The only place that wires: what `main.ts`, the demo and the tests start is made here, from settings and a clock. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Express } from 'express';
import type { Logger } from 'pino';
import { createAccounts } from './accounts/accounts.ts';
import { createAttempts } from './accounts/attempts.ts';
import { type Auth, createAuth, sessionCookie } from './accounts/auth.ts';
import { livingSessions } from './accounts/living-sessions.ts';
import { loadSecret } from './accounts/secret.ts';
import { sessionOfCookie } from './accounts/session-of-cookie.ts';
import type { Clock } from './clock.ts';
import { pendingAnchors } from './comments/pending-anchors.ts';
import type { Config } from './config.ts';
import { type ConventionsEngine, createConventions } from './conventions/create-conventions.ts';
import { lockDataFolder } from './data-folder-lock.ts';
import { createApp } from './http/app.ts';
import { createSmtpMailer } from './mail/mailer.ts';
import { withLetters } from './mail/postman.ts';
import { namesOfOrganisations, namesOfPeople } from './organisations/names-of.ts';
import { ranksOf } from './organisations/ranks-of.ts';
import { createPdfRenderer } from './pdf/pdf-renderer.ts';
import { createIssuedDocuments } from './sealing/issued-documents.ts';
import { loadSealIdentity } from './sealing/seal-identity.ts';
import { createSealer, type Sealer } from './sealing/sealer.ts';
import { timestampAuthority } from './sealing/timestamp-authority.ts';
import type { Services } from './services.ts';
import { createMailedCodes } from './signing/mailed-codes.ts';
import { type OpenDatabase, openDatabase } from './storage/database.ts';
import { SqliteConventionStore } from './storage/sqlite-convention-store.ts';

export type ServerSetup = {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  /** Writes to the operator's console, which is not the log. */
  readonly tellOperator: (sentence: string) => void;
  /** The database failed for good; nothing may be tried again. */
  readonly onFatal?: (error: Error) => void;
  /** Runs before anything is served. */
  readonly beforeListening?: (made: Made) => Promise<void>;
  /** More routes, before the pages; only the demo has some. */
  readonly extraRoutes?: (app: Express, made: Made) => void;
  /** Folder of the built client; left out, the repository's own. */
  readonly pagesFolder?: string;
};

/** What was wired, for the demo and the tests. */
export type Made = { readonly services: Services; readonly auth: Auth; readonly engine: ConventionsEngine };

export type RunningServer = Made & {
  /** The public address. */
  readonly url: string;
  readonly port: number;
  /** Stops in order: no new work, sockets told to come back, everything durable. */
  close(): Promise<void>;
};

/** Where the database is. */
export function databaseFile({ dataDirectory }: Pick<Config, 'dataDirectory'>): string {
  return join(dataDirectory, 'entente.sqlite');
}

const builtPages = join(import.meta.dirname, '..', '..', 'client', 'dist');

/** Starts serving; resolves when requests are answered. */
export async function startServer(setup: ServerSetup): Promise<RunningServer> {
  const { config } = setup;
  const server = createServer();
  // A free port is known only once it is taken, and links need it: requests wait until everything is there.
  const held = config.port === 0 ? holdRequests(server) : undefined;
  if (held) await listen(server, config);
  const port = held ? portOf(server) : config.port;
  const parts = await openParts(setup, config.publicUrl ?? `http://localhost:${port}`, server);
  const { services, auth, engine } = parts;
  const made = { services, auth, engine };
  await setup.beforeListening?.(made);
  const app = createApp({
    services,
    auth,
    trustedProxies: config.trustedProxies,
    pagesFolder: setup.pagesFolder ?? builtPages,
    extraRoutes: (express) => setup.extraRoutes?.(express, made),
  });
  const answer: RequestListener = (request, response) => {
    if (!parts.engine.answerSync(request, response)) app(request, response);
  };
  server.on('request', answer);
  if (held) held(answer);
  else await listen(server, config);
  return { ...made, url: services.publicUrl, port, close: () => stop(server, parts) };
}

/** Milliseconds in which a server that is being replaced may end. */
const patienceWithTheOneBefore = 5_000;

/** The database, with the folder that it is in kept from any other server until it closes. Throws `FolderInUse`. */
async function openOwnDatabase({ config, onFatal }: ServerSetup): Promise<OpenDatabase> {
  const lock = lockDataFolder(config.dataDirectory, patienceWithTheOneBefore);
  try {
    const database = await openDatabase(databaseFile(config), onFatal ? { onFatal } : {});
    return {
      ...database,
      close: async () => {
        await database.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

type Parts = Made & {
  readonly database: OpenDatabase;
  /** Resolves when what was decided is in letters. */
  readonly lettersWritten: () => Promise<void>;
};

async function openParts(setup: ServerSetup, publicUrl: string, server: Server): Promise<Parts> {
  const { config, clock, log } = setup;
  const secret = loadSecret(config.dataDirectory);
  const sealer = await sealerOf(setup, publicUrl);
  const database = await openOwnDatabase(setup);
  const { db } = database;
  const store = new SqliteConventionStore(database, { warn: (sentence) => log.warn(sentence) });
  const mailer = config.mail && createSmtpMailer(config.mail, log);
  const pdf = createPdfRenderer();
  const engine = createConventions({
    store,
    clock,
    log,
    ranksOf: (named) => ranksOf(db, named),
    peopleOf: (ids) => namesOfPeople(db, ids),
    organisationsOf: (ids) => namesOfOrganisations(db, ids),
    anchors: pendingAnchors(db),
    largestText: config.largestText,
  });
  const attempts = createAttempts(db);
  const auth = createAuth({
    db,
    publicUrl,
    secret,
    mailer,
    attempts,
    log,
    clock,
    tellOperator: setup.tellOperator,
    onSessionEnded: (person) => sendAway({ db, engine }, person),
  });
  const accounts = createAccounts(auth, attempts, publicUrl);
  const sessionOf = sessionOfCookie({ db, secret, name: sessionCookie(publicUrl) });
  const telling = mailer && withLetters(engine, { db, store, mailer, pdf, publicUrl, log });
  const conventions = telling ?? engine;
  engine.attachSync({
    server,
    allowedOrigins: [publicUrl],
    trustedProxies: config.trustedProxies,
    limits: config.wire,
    livingSessions: (sessions) => livingSessions(db, sessions),
    authenticate: async ({ headers }) => {
      const known = await sessionOf(headers.cookie);
      if (known) return known;
      const found = await accounts.signedIn(headers);
      return found && { person: found.person.id, session: found.session };
    },
  });
  const services = {
    publicUrl,
    clock,
    db,
    store,
    conventions,
    accounts,
    attempts,
    codes: createMailedCodes({ db, clock, secret }),
    mailer,
    pdf,
    sealer,
    issued: createIssuedDocuments(db, log),
    log,
  };
  const lettersWritten = async () => telling?.lettersWritten();
  return { services, auth, database, engine, lettersWritten };
}

/** The key is loaded, or made at the first start. Throws `SealUnusable` with a sentence. */
async function sealerOf(setup: ServerSetup, publicUrl: string): Promise<Sealer> {
  const { config, clock, log } = setup;
  const identity = await loadSealIdentity(config.seal, { dataDirectory: config.dataDirectory, publicUrl, clock });
  if (identity.until < clock()) {
    setup.tellOperator(
      `The sealing certificate (${identity.subject}) has expired: readers of new documents are told so.`,
    );
  }
  const authority = config.timestampUrl === null ? null : timestampAuthority(config.timestampUrl);
  return createSealer({ identity, authority, clock, log });
}

/**
 * A session has ended: every socket of the person closes. Where another session goes on, its pages are told to ask anew,
 * which works for them and sends the others to sign in.
 */
async function sendAway({ db, engine }: Pick<Services, 'db'> & Pick<Parts, 'engine'>, person: string): Promise<void> {
  const other = await db.selectFrom('session').select('id').where('userId', '=', person).executeTakeFirst();
  engine.disconnect(person, other ? 'access-changed' : 'signed-out');
}

async function stop(server: Server, { services, database, engine, lettersWritten }: Parts): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  await engine.close();
  server.closeIdleConnections();
  // Requests under way have a moment; a download that drags on has not.
  const impatient = setTimeout(() => server.closeAllConnections(), 5_000);
  await closed;
  clearTimeout(impatient);
  await lettersWritten();
  await services.pdf.close();
  await services.mailer?.settled();
  await database.close();
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** Keeps requests waiting; the returned function hands them, in their order, to who answers. */
function holdRequests(server: Server): (app: RequestListener) => void {
  const waiting: Parameters<RequestListener>[] = [];
  const hold = (...exchange: Parameters<RequestListener>) => void waiting.push(exchange);
  server.on('request', hold);
  return (app) => {
    server.off('request', hold);
    for (const [request, response] of waiting) app(request, response);
  };
}
