/** People, conventions and pages of our own server: signing in and opening pages by the API, as everybody must. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { nodeFlags } from '@entente/server/node-flags';
import { repositoryFolder } from '../../support/repository.ts';
import { createOrganisation, openWith, type Team } from '../../support/server.ts';
import type { Ticket } from '../clients/page-client.ts';
import { coresOfServer } from './cores.ts';
import { inTurns } from './in-turns.ts';
import { ServerProcess } from './server-process.ts';

/** A folder with accounts, sessions and conventions, copied for every measurement. */
export type Prepared = {
  readonly folder: string;
  readonly conventions: readonly string[];
  /** Sessions of people who may write in all of them. */
  readonly cookies: readonly string[];
};

/** As `npm start`, except for a free port, and for limits that a few people with thousands of pages would meet. */
export const ourEnvironment: Readonly<Record<string, string>> = {
  PORT: '0',
  HOST: '127.0.0.1',
  TRUST_PROXY: '1',
  LOG_LEVEL: 'warn',
  MESSAGES_PER_SECOND: '100000',
  PAGES_PER_PERSON: '100000',
  PAGES_PER_ADDRESS: '100000',
};

/** As `npm start` has it. */
export const ourFlags: readonly string[] = nodeFlags(coresOfServer());

/** Fills a folder with three organisations, six people and so many conventions of theirs. */
export async function prepareOurs(folder: string, conventions: number): Promise<Prepared> {
  const server = await ServerProcess.start({ entry: 'ours.ts', folder, environment: ourEnvironment, flags: ourFlags });
  try {
    const url = `http://localhost:${server.port}`;
    const teams = [
      await createOrganisation({ url }, 'Les Tilleuls'),
      await createOrganisation({ url }, 'Commune de Valmer', 'public-body'),
      await createOrganisation({ url }, 'Relais des Familles'),
    ] as const;
    const [first, ...others] = teams;
    const shared = await openWith(first, others, { kind: 'empty' });
    const more = await inTurns(Array.from({ length: conventions - 1 }), 8, () => openAlone(first));
    const writers = teams.flatMap(({ director, manager }) => [director, manager]);
    await server.stop();
    return { folder, conventions: [shared, ...more], cookies: writers.map(({ cookie }) => cookie) };
  } finally {
    await server.kill();
  }
}

async function openAlone({ director, organisation }: Team): Promise<string> {
  const title = 'Répit des aidants';
  const start = { kind: 'empty' } as const;
  const opening = { organisation, title, language: 'fr', timeZone: 'Europe/Paris', start } as const;
  return (await director.api.conventions.open(opening)).id;
}

/** `compact`, as an operator calls it: does at once what a room does when it has been empty for half a minute. */
export async function compactOurs(folder: string): Promise<void> {
  const operator = join(repositoryFolder, 'server', 'src', 'operator.ts');
  const child = spawn(process.execPath, [operator, 'compact'], {
    env: { ...process.env, DATA_DIR: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`compact ended with ${code}: its words are above`);
}

type Page = { readonly clientId: number; readonly epoch: string; readonly schemaVersion: number };

/** How many pages are asked for at the same time. */
const askers = 16;

/** Opens a page on each of these documents (a document may be named often), by the people in turn. */
export async function admitToOurs(
  { cookies, conventions }: Prepared,
  { port, documents }: { readonly port: number; readonly documents: readonly string[] },
): Promise<readonly Ticket[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: askers });
  const tickets = await inTurns(documents, askers, async (document, at) => {
    // Only the first convention has three parties; the others are their director's alone.
    const people = document === conventions[0] ? cookies : cookies.slice(0, 1);
    const cookie = people[at % people.length] ?? '';
    return ticketOf(await openPage(agent, { port, document, cookie }), { port, document, cookie });
  });
  agent.destroy();
  return tickets;
}

type Opening = { readonly port: number; readonly document: string; readonly cookie: string };

function ticketOf({ clientId, epoch, schemaVersion }: Page, { port, document, cookie }: Opening): Ticket {
  const path = `/sync/${document}?client=${clientId}&epoch=${epoch}&schema=${schemaVersion}`;
  return { port, path, document, clientId, headers: { cookie } };
}

function openPage(agent: Agent, { port, document, cookie }: Opening): Promise<Page> {
  return new Promise((resolve, reject) => {
    const headers = { cookie, 'content-type': 'application/json', origin: `http://localhost:${port}` };
    const asked = request(
      { agent, port, host: '127.0.0.1', method: 'POST', path: `/api/conventions/${document}/pages`, headers },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const text = Buffer.concat(parts).toString();
          if (response.statusCode === 200) resolve(JSON.parse(text) as Page);
          else reject(new Error(`opening a page was answered ${response.statusCode}: ${text}`));
        });
      },
    );
    asked.on('error', reject);
    asked.end('{}');
  });
}
