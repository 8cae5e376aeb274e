/** A server in a process of its own, as `npm start` runs it, and the sample convention between three organisations. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { nodeFlags } from '@entente/server/node-flags';
import { applyProposal, zImportProposal } from '@entente/shared/sections/import-proposal';
import { repositoryFolder } from '../support/repository.ts';
import { createOrganisation, openWith, type Person, type Team } from '../support/server.ts';

export type ServedSample = {
  readonly url: string;
  readonly convention: string;
  /** Everybody who may write, organisation by organisation. */
  readonly writers: readonly Person[];
  close(): Promise<void>;
};

const sampleFile = join(repositoryFolder, 'server', 'src', 'demo', 'convention-repit.docx');

export async function serveSample(): Promise<ServedSample> {
  const folder = await mkdtemp(join(tmpdir(), 'entente-bench-'));
  const server = startProcess(folder);
  // However this process ends, the server ends with it.
  process.once('exit', () => server.kill('SIGKILL'));
  const close = async () => {
    if (server.exitCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const url = await addressOf(server);
    const teams = [
      await createOrganisation({ url }, 'Les Tilleuls'),
      await createOrganisation({ url }, 'Commune de Valmer', 'public-body'),
      await createOrganisation({ url }, 'Relais des Familles'),
    ] as const;
    const convention = await openSample(teams);
    const writers = teams.flatMap(({ director, manager }) => [director, manager]);
    return { url, convention, writers, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function startProcess(folder: string): ChildProcess {
  const flags = nodeFlags(availableParallelism());
  return spawn(process.execPath, [...flags, join(repositoryFolder, 'server', 'src', 'main.ts')], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder, TRUST_PROXY: '1', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function addressOf(server: ChildProcess): Promise<string> {
  if (!server.stdout) throw new Error('the server has no standard output');
  for await (const line of createInterface({ input: server.stdout })) {
    const address = /^Entente is at (\S+)$/.exec(line)?.[1];
    if (address !== undefined) {
      // What it says from now on is not read, and must not fill the pipe.
      server.stdout.resume();
      return address;
    }
  }
  throw new Error('the server ended before it was ready: its words are above');
}

async function openSample([first, ...others]: readonly [Team, ...Team[]]): Promise<string> {
  const response = await first.director.fetch('/api/imports', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: await readFile(sampleFile),
  });
  if (!response.ok) throw new Error(`the sample was answered ${response.status}: ${await response.text()}`);
  const proposal = zImportProposal.parse(await response.json());
  const blocks = Object.entries(applyProposal(proposal, { sections: {}, refusedSplits: [] }));
  const sections = Object.fromEntries(blocks.map(([section, list]) => [section, list.map((block) => ({ ...block }))]));
  return openWith(first, others, { kind: 'import', sections });
}
