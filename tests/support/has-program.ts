import { spawnSync } from 'node:child_process';

/** True when the machine has this program. */
export function hasProgram(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
}
