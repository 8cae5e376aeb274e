/** A measured server: a process of its own on a core of its own, asked over a channel what it has used. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Answer, Question, Ready, Usage } from '../servers/report.ts';
import { mustBePinned, pinned } from './cores.ts';

export type ServerSpecification = {
  /** File in `servers/`. */
  readonly entry: string;
  /** Where it keeps what it stores. */
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Flags of Node's that whoever starts this server elsewhere gives it too. */
  readonly flags?: readonly string[];
};

const serversFolder = join(import.meta.dirname, '..', 'servers');
/** With `--profile`: where each server leaves its processor profile. */
const profileFolder = process.env.BENCH_PROFILE;
const nodeOptions = [
  '--expose-gc',
  ...(profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`]),
];

export class ServerProcess {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  #asked = 0;
  #isWanted = true;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
    child.on('message', (answer: Answer) => this.#hear(answer));
    child.on('exit', (code, signal) => {
      const error = new Error(`the server ended (${signal ?? code})`);
      for (const { reject } of this.#waiting.values()) reject(error);
      // A server that ends by itself makes whatever is being measured worthless.
      if (this.#isWanted) throw error;
    });
  }

  /** Resolves when it listens. */
  static async start({ entry, folder, environment, flags = [] }: ServerSpecification): Promise<ServerProcess> {
    const [program, args] = pinned('server', [...nodeOptions, ...flags, join(serversFolder, entry)]);
    const child = spawn(program, args, {
      env: { ...process.env, NODE_ENV: 'production', DATA_DIR: folder, ...environment },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const [ready] = await Promise.race([
      once(child, 'message') as Promise<[Ready]>,
      once(child, 'exit').then(([code]) => {
        throw new Error(`${entry} ended with ${code} before it listened: its words are above`);
      }),
    ]);
    mustBePinned('server', child.pid);
    return new ServerProcess(child, ready.port);
  }

  usage(): Promise<Usage> {
    return this.ask('usage') as Promise<Usage>;
  }

  /** What it uses after its garbage was collected. */
  collected(): Promise<Usage> {
    return this.ask('collect') as Promise<Usage>;
  }

  ask(what: string, argument: unknown = null): Promise<unknown> {
    this.#asked += 1;
    const id = this.#asked;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#child.send({ id, ask: what, argument } satisfies Question);
    return answer;
  }

  /** Ends it in order, so that everything it holds is written. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  /** Ends it between two instructions, as a crash does. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** Ends it when nothing of it matters any more. A profile is written by a server that ends in order. */
  discard(): Promise<void> {
    return profileFolder === undefined ? this.kill() : this.stop();
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    this.#isWanted = false;
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill(signal);
    const impatient = setTimeout(() => this.#child.kill('SIGKILL'), 20_000);
    await gone;
    clearTimeout(impatient);
  }

  #hear({ id, answer, failure }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (failure === undefined) waiting?.resolve(answer);
    else waiting?.reject(new Error(failure));
  }
}
