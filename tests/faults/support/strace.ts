/** `strace` on a running server: to write down what it asks of the kernel, or to have the kernel answer with an error. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';

let found: string | undefined | null = null;

/** Why processes can't be traced on this machine; undefined when they can. */
export function tracingImpediment(): string | undefined {
  if (found !== null) return found;
  const tried = spawnSync('strace', ['-f', '-e', 'trace=none', process.execPath, '--version'], { encoding: 'utf8' });
  if (tried.error) found = 'strace is not installed';
  else found = tried.status === 0 ? undefined : `the kernel refuses to trace: ${tried.stderr.trim().split('\n')[0]}`;
  return found;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGTERM');
});

export class Strace {
  readonly #child: ChildProcess;
  /** Resolves when it has let go, at the latest when the traced process is gone. */
  readonly ended: Promise<void>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    running.add(child);
    this.ended = new Promise((resolve) => {
      child.once('close', () => {
        running.delete(child);
        resolve();
      });
    });
  }

  /** Resolves when every thread of the process is traced. */
  static async attach(pid: number, args: readonly string[]): Promise<Strace> {
    const child = spawn('strace', ['-f', ...args, '-p', String(pid)], { stdio: ['ignore', 'ignore', 'pipe'] });
    const strace = new Strace(child);
    let said = '';
    const attached = new Promise<true>((resolve) => {
      child.stderr?.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        if (/Process \d+ attached/.test(said)) resolve(true);
      });
    });
    if ((await Promise.race([attached, strace.ended])) !== true) throw new Error(`strace did not attach: ${said}`);
    return strace;
  }

  /** Lets the process go on untraced. */
  async detach(): Promise<void> {
    this.#child.kill('SIGINT');
    await this.ended;
  }
}
