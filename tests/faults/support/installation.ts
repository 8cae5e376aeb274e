/** A folder of Entente with people in it, and the servers that follow each other on it, always at the same address. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrganisation, openWith, type Person, type Team } from '../../support/server.ts';
import { Served, type ServedOptions, steadyPort } from './served.ts';

export type ServingOptions = Omit<ServedOptions, 'folder' | 'port'>;

export class Installation {
  readonly folder: string;
  readonly port: number;
  readonly teams: readonly [Team, Team];
  #now: Served | undefined;
  #next: Served | undefined;

  private constructor(folder: string, port: number, teams: readonly [Team, Team]) {
    this.folder = folder;
    this.port = port;
    this.teams = teams;
  }

  /** Two organisations, each with a director and a manager; nothing runs. */
  static async make(): Promise<Installation> {
    const folder = await mkdtemp(join(tmpdir(), 'entente-faults-'));
    const port = await steadyPort();
    const served = await new Served({ folder, port }).start();
    try {
      const teams = [
        await createOrganisation(served, 'Les Tilleuls'),
        await createOrganisation(served, 'Commune de Valmer', 'public-body'),
      ] as const;
      return new Installation(folder, port, teams);
    } finally {
      await served.stop();
    }
  }

  /** A copy, with the same people, in a folder of its own; its servers have the same address. Nothing may run here. */
  async copy(into?: string): Promise<Installation> {
    if (this.#now) throw new Error('a running installation is not copied');
    const folder = into ?? (await mkdtemp(join(tmpdir(), 'entente-faults-')));
    await cp(this.folder, folder, { recursive: true });
    return new Installation(folder, this.port, this.teams);
  }

  /** The four people, the host's director first. */
  get people(): readonly Person[] {
    return this.teams.flatMap(({ director, manager }) => [director, manager]);
  }

  get databaseFile(): string {
    return join(this.folder, 'entente.sqlite');
  }

  get isRunning(): boolean {
    return this.#now !== undefined;
  }

  get server(): Served {
    if (!this.#now) throw new Error('no server runs');
    return this.#now;
  }

  /** Starts a server: the one made ready before, whose options it then has, if there is one. */
  async start(options: ServingOptions = {}): Promise<Served> {
    const made = this.#next ?? this.#make(options);
    this.#next = undefined;
    this.#now = made;
    return made.start();
  }

  /** Has the next server read its code already. */
  makeReady(options: ServingOptions = {}): void {
    this.#next ??= this.#make(options);
  }

  /** kill -9, and waits until the kernel has it cleared away. */
  async kill(): Promise<void> {
    this.#now?.kill();
    await this.gone();
  }

  /** Resolves with how the server ended. */
  async gone(): Promise<number | string> {
    const how = await this.server.ended;
    this.#now = undefined;
    return how;
  }

  /** SIGTERM; resolves with the exit code. */
  async stop(): Promise<number | string> {
    this.server.signal('SIGTERM');
    return this.gone();
  }

  /** A convention between the two, in which all four write. */
  openConvention(): Promise<string> {
    return openWith(this.teams[0], [this.teams[1]], { kind: 'empty' });
  }

  /** Ends what runs and removes the folder. */
  async remove(): Promise<void> {
    const running = [this.#now, this.#next].filter((one) => one !== undefined);
    for (const served of running) served.kill();
    await Promise.all(running.map(({ ended }) => ended));
    this.#now = undefined;
    this.#next = undefined;
    await rm(this.folder, { recursive: true, force: true });
  }

  #make(options: ServingOptions): Served {
    return new Served({ ...options, folder: this.folder, port: this.port });
  }
}
