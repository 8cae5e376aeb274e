/** Which core runs what: the server on the first, its load on the second, so that neither takes time from the other. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

const cores = { server: '0', load: '1' } as const;

let pinning: boolean | undefined;

/**
 * True when processes can be bound to cores here: Linux's `taskset`, and two cores at least. It asks for both: a process that
 * is bound to one of them counts no other, and starts the server all the same.
 */
export function canPin(): boolean {
  pinning ??= Object.values(cores).every((core) => spawnSync('taskset', ['-c', core, 'true']).status === 0);
  return pinning;
}

/** How many cores a measured server has. */
export function coresOfServer(): number {
  return canPin() ? 1 : availableParallelism();
}

/** Program and arguments that run Node with these arguments on the core of this part. */
export function pinned(part: keyof typeof cores, nodeArguments: readonly string[]): [string, string[]] {
  if (!canPin()) return [process.execPath, [...nodeArguments]];
  return ['taskset', ['-c', cores[part], process.execPath, ...nodeArguments]];
}

/** Throws where processes can be bound and this one is not where its part belongs: it would be measured together with the load. */
export function mustBePinned(part: keyof typeof cores, pid: number | undefined): void {
  if (!canPin()) return;
  const allowed = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (allowed !== cores[part]) throw new Error(`the ${part} runs on core ${allowed}, and not on ${cores[part]}`);
}
