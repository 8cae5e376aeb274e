/**
 * `npm run demo [-- --json]`: three fictional organisations and two conventions in a temporary folder, on the loopback only.
 * The stories are told with a past clock before anything listens; then time is the machine's. Ends on SIGTERM or SIGINT,
 * and takes its folder along.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machineClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { startServer } from '../start-server.ts';
import { stopOnSignals } from '../stop-on-signals.ts';
import { demoTeams } from './people.ts';
import { seedingClock } from './seeding-clock.ts';
import { SignInLinks } from './sign-in-links.ts';
import { type Told, tellStories } from './story.ts';

type Demo = { readonly url: string; readonly people: readonly Listed[]; readonly conventions: readonly Convention[] };
type Listed = {
  readonly role: string;
  readonly organisation: string;
  readonly rank: string;
  readonly signInUrl: string;
  readonly password: string;
};
type Convention = Told & { readonly url: string };

function describe(url: string, links: SignInLinks, told: readonly Told[]): Demo {
  return {
    url,
    people: demoTeams.flatMap(({ organisation, director, manager }) =>
      [director, manager].map((person) => ({
        role: person.role,
        organisation,
        rank: person.rank,
        signInUrl: links.urlFor(person, url),
        password: person.password,
      })),
    ),
    conventions: told.map(({ id, title }) => ({ id, title, url: `${url}/conventions/${id}` })),
  };
}

function inWords({ url, people, conventions }: Demo): string {
  const links = people.map(
    ({ role, organisation, signInUrl, password }) =>
      `  ${role} (${organisation})\n    ${signInUrl}\n    mot de passe / password: ${password}`,
  );
  const titles = conventions.map(({ title, url: page }) => `  ${title}\n    ${page}`);
  return `Entente, démonstration / demo: ${url}\n\n${titles.join('\n')}\n\n${links.join('\n')}\n\nCtrl+C pour arrêter / to stop.\n`;
}

async function main(): Promise<void> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'entente-demo-'));
  process.on('exit', () => rmSync(dataDirectory, { recursive: true, force: true }));
  // The operator's mail server and address are no business of a demo: only the port is.
  const read = readConfig({ PORT: process.env.PORT, DATA_DIR: dataDirectory });
  if ('wrong' in read) throw new Error(read.wrong);
  const clock = seedingClock(machineClock);
  const links = new SignInLinks();
  let told: readonly Told[] = [];
  const server = await startServer({
    config: read.config,
    clock: clock.now,
    log: createLog('error', { write: (line) => void process.stderr.write(line) }),
    tellOperator: (sentence) => void process.stderr.write(`${sentence}\n`),
    beforeListening: async (made) => {
      told = await tellStories(made, clock);
    },
    extraRoutes: (app, made) => links.mount(app, made),
  });
  stopOnSignals(server);
  const demo = describe(server.url, links, told);
  process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(demo)}\n` : inWords(demo));
}

try {
  await main();
} catch (error) {
  process.stderr.write(`The demo could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
