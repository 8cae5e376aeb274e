/** The real server as a process of its own, to be killed, starved, frozen and lied to. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryFolder } from '../../support/repository.ts';

export type ServedOptions = {
  readonly folder: string;
  readonly port: number;
  /** More settings. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Modules that are loaded first, in every thread: hooks of the tests. */
  readonly preload?: readonly string[];
  /** A program, with its arguments, that runs the server: `strace`. */
  readonly under?: readonly string[];
};

/** Code that was compiled once is found again by every server that the tests start. */
const compiled = join(tmpdir(), 'entente-faults-compiled');

const all = new Set<Served>();
process.once('exit', () => {
  for (const served of all) served.kill();
});

/** One process. It has read the code when it is made, and serves from `start` on. */
export class Served {
  readonly url: string;
  /** `ws://…/sync` */
  readonly syncUrl: string;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  readonly #child: ChildProcess;
  #stdout = '';
  #stderr = '';

  constructor({ folder, port, environment = {}, preload = [], under = [] }: ServedOptions) {
    mkdirSync(compiled, { recursive: true });
    const script = join(import.meta.dirname, 'warm-main.ts');
    const hooks = preload.flatMap((module) => ['--import', module]);
    const [program = process.execPath, ...args] = [...under, process.execPath, ...hooks, script];
    this.#child = spawn(program, args, {
      cwd: repositoryFolder,
      env: {
        PATH: process.env.PATH ?? '',
        NODE_COMPILE_CACHE: compiled,
        PORT: String(port),
        DATA_DIR: folder,
        TRUST_PROXY: '1',
        // A few people type here for thousands, and all from one address.
        MESSAGES_PER_SECOND: '100000',
        PAGES_PER_PERSON: '100000',
        PAGES_PER_ADDRESS: '100000',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    all.add(this);
    this.url = `http://localhost:${port}`;
    this.syncUrl = `ws://127.0.0.1:${port}/sync`;
    this.#child.stdout?.on('data', (bytes: Buffer) => {
      this.#stdout += bytes.toString();
    });
    this.#child.stderr?.on('data', (bytes: Buffer) => {
      this.#stderr += bytes.toString();
    });
    this.ended = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('close', (code, signal) => {
        all.delete(this);
        resolve(code ?? signal ?? 'unknown');
      });
    });
    this.ended.catch(() => undefined);
  }

  /** The server's own process; under another program, that program's. */
  get pid(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error('the process never started');
    return pid;
  }

  /** What it logged. */
  get stdout(): string {
    return this.#stdout;
  }

  /** What it said to the operator. */
  get stderr(): string {
    return this.#stderr;
  }

  /** Resolves when it serves; rejects with what it said when it ends instead. */
  async start(): Promise<this> {
    const serves = new Promise<void>((resolve) => {
      const look = () => {
        if (/^Entente is at /m.test(this.#stdout)) resolve();
      };
      this.#child.stdout?.on('data', look);
      look();
    });
    this.#child.send('go');
    const first = await Promise.race([serves, this.ended]);
    if (first !== undefined) throw new Error(`the server ended with ${first}: ${this.#stderr}${this.#stdout}`);
    return this;
  }

  /** SIGKILL, at once. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** A word to a hook of the tests that was preloaded. */
  tell(message: object): void {
    this.#child.send(message);
  }

  /** What hooks say. */
  onTold(listener: (message: unknown) => void): void {
    this.#child.on('message', listener);
  }

  /** Stops it in order, by SIGTERM; SIGKILL when that takes longer than a quarter of a minute. */
  async stop(): Promise<number | string> {
    this.signal('SIGTERM');
    const impatient = setTimeout(() => this.kill(), 15_000);
    const code = await this.ended;
    clearTimeout(impatient);
    return code;
  }
}

/**
 * A port for a server that comes back again and again to the same address. It lies below those that the kernel gives to
 * outgoing connections, which might take it while the server is away.
 */
export async function steadyPort(): Promise<number> {
  for (;;) {
    const port = 12_000 + Math.floor(Math.random() * 18_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
