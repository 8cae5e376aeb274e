/** Who is compared: how each is started, how a page gets in, and what it keeps. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ticket } from '../clients/page-client.ts';
import { batchingRelayWire, hocuspocusWire, plainWire, relayWire, type Wire } from '../clients/wire.ts';
import { admitToOurs, compactOurs, ourEnvironment, ourFlags, type Prepared } from './ours.ts';
import { ServerProcess } from './server-process.ts';

export const contenderNames = [
  'ours',
  'hocuspocus',
  'y-websocket',
  'relay',
  'batching-relay',
  'durable-relay',
] as const;
export type ContenderName = (typeof contenderNames)[number];

/** Those that keep a document. */
export const realServers = ['ours', 'hocuspocus', 'y-websocket'] as const satisfies readonly ContenderName[];

type Contender = {
  readonly title: string;
  readonly entry: string;
  readonly wire: Wire;
  readonly environment: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
};

export const contenders: Readonly<Record<ContenderName, Contender>> = {
  ours: { title: 'Entente', entry: 'ours.ts', wire: plainWire, environment: ourEnvironment, flags: ourFlags },
  hocuspocus: { title: 'Hocuspocus 4.7 + SQLite', entry: 'hocuspocus.ts', wire: hocuspocusWire, environment: {} },
  'y-websocket': { title: 'y-websocket 2.1 + LevelDB', entry: 'y-websocket.ts', wire: plainWire, environment: {} },
  relay: { title: 'bare relay', entry: 'relay.ts', wire: relayWire, environment: { RELAY: 'update' } },
  'batching-relay': {
    title: 'batching relay',
    entry: 'relay.ts',
    wire: batchingRelayWire,
    environment: { RELAY: 'tick' },
  },
  'durable-relay': {
    title: 'durable relay',
    entry: 'relay.ts',
    wire: batchingRelayWire,
    environment: { RELAY: 'durable' },
    flags: ourFlags,
  },
};

/** A contender that runs, in a folder of its own that goes with it. */
export class RunningContender {
  readonly name: ContenderName;
  readonly wire: Wire;
  readonly folder: string;
  server: ServerProcess;
  readonly #prepared: Prepared;
  #nextClientId = 1_000_000_007;

  private constructor(name: ContenderName, folder: string, made: { server: ServerProcess; prepared: Prepared }) {
    this.name = name;
    this.wire = contenders[name].wire;
    this.folder = folder;
    this.server = made.server;
    this.#prepared = made.prepared;
  }

  /** On a copy of what it stored earlier (`stored`), else with nothing but what was prepared. */
  static async start(name: ContenderName, prepared: Prepared, stored?: string): Promise<RunningContender> {
    const folder = mkdtempSync(join(tmpdir(), 'entente-bench-'));
    const begin = stored ?? (name === 'ours' ? prepared.folder : undefined);
    try {
      if (begin !== undefined) cpSync(begin, folder, { recursive: true });
      const server = await startIn(name, folder);
      return new RunningContender(name, folder, { server, prepared });
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Names of so many documents, that nobody has opened yet. */
  documents(count: number): readonly string[] {
    if (this.name !== 'ours') return Array.from({ length: count }, (_, at) => `document-${at}`);
    const { conventions } = this.#prepared;
    if (conventions.length < count)
      throw new Error(`${count} documents are wanted, ${conventions.length} were prepared`);
    return conventions.slice(0, count);
  }

  /** Tickets for so many pages on each of these documents. */
  async tickets(documents: readonly string[], each: number): Promise<readonly Ticket[]> {
    const wanted = documents.flatMap((document) => Array<string>(each).fill(document));
    const { port } = this.server;
    if (this.name === 'ours') return admitToOurs(this.#prepared, { port, documents: wanted });
    return wanted.map((document) => {
      this.#nextClientId += 7919;
      return { port, path: `/${document}`, document, clientId: this.#nextClientId };
    });
  }

  /** The same tickets, after a restart has moved the server to another port. */
  moved(tickets: readonly Ticket[]): readonly Ticket[] {
    return tickets.map((ticket) => ({ ...ticket, port: this.server.port }));
  }

  /** Starts the server again on what it has stored; it was stopped or killed before. */
  async restart(): Promise<void> {
    this.server = await startIn(this.name, this.folder);
  }

  /**
   * Ends the server in order, with all that it would tidy up by itself when nobody has come for a while: Hocuspocus stores two
   * seconds after the last edit, ours seals its log and makes a snapshot half a minute after the last page has left.
   */
  async settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await this.server.stop();
    if (this.name === 'ours') await compactOurs(this.folder);
  }

  async end(): Promise<void> {
    await this.server.discard();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function startIn(name: ContenderName, folder: string): Promise<ServerProcess> {
  const { entry, environment, flags = [] } = contenders[name];
  return ServerProcess.start({ entry, folder, environment, flags });
}
