/** A disk of a few megabytes, in memory, that can be filled and emptied. Needs the privilege to mount. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class SmallDisk {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Resolves to why not, in words, when the kernel refuses. */
  static async mount(megabytes: number): Promise<SmallDisk | string> {
    const folder = await mkdtemp(join(tmpdir(), 'entente-small-disk-'));
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', folder], {
      encoding: 'utf8',
    });
    if (mounted.status === 0) return new SmallDisk(folder);
    await rmdir(folder);
    return `a small disk could not be mounted: ${mounted.error?.message ?? mounted.stderr.trim()}`;
  }

  /** Takes all the room that is left. */
  fill(): void {
    const file = openSync(this.#ballast, 'w');
    try {
      for (let size = 1 << 20; size >= 1; ) size = this.#takes(file, size) ? size : size >> 1;
    } finally {
      closeSync(file);
    }
  }

  /** Gives back the room that was taken. */
  async empty(): Promise<void> {
    await rm(this.#ballast, { force: true });
  }

  async unmount(): Promise<void> {
    spawnSync('umount', ['-l', this.folder]);
    await rmdir(this.folder);
  }

  get #ballast(): string {
    return join(this.folder, 'ballast');
  }

  #takes(file: number, size: number): boolean {
    try {
      return writeSync(file, Buffer.alloc(size)) > 0;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
      throw error;
    }
  }
}
