/** Runs a program of the server as an operator would: another process, its output kept, ended by a signal. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..', '..');

export type Program = {
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** Resolves with the first line of standard output that fits; rejects when the program ends before. */
  line(fits: (line: string) => boolean): Promise<string>;
  signal(name: 'SIGTERM' | 'SIGINT'): void;
};

/** Starts `node <file>` of the server with these settings only. */
export function runProgram(
  file: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Program {
  const child = spawn(process.execPath, [join(repository, 'server', 'src', file), ...args], {
    cwd: repository,
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (bytes: Buffer) => {
    stderr += bytes.toString();
  });
  child.stdout.on('data', (bytes: Buffer) => {
    stdout += bytes.toString();
  });
  const ended = endOf(child);
  return {
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    line: (fits) => lineOf(child, { ended, said: () => stdout, fits, complaint: () => stderr }),
    signal: (name) => void child.kill(name),
  };
}

function endOf(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
}

type Waiting = {
  readonly ended: Promise<number | string>;
  readonly said: () => string;
  readonly fits: (line: string) => boolean;
  readonly complaint: () => string;
};

function lineOf(child: ChildProcess, { ended, said, fits, complaint }: Waiting): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = said().split('\n').slice(0, -1).find(fits);
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on('data', look);
    look();
    ended.then((code) => reject(new Error(`ended with ${code} before saying it: ${complaint()}`)), reject);
  });
}
