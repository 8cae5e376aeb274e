/** The write-ahead log of a server that was killed, cut short at some byte, as a disk may leave it. */
import { cp, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import * as Y from 'yjs';
import { eventually } from '../../support/eventually.ts';
import type { Installation } from './installation.ts';
import { Oracle } from './oracle.ts';
import { Promises } from './promises.ts';
import { storedText } from './stored-text.ts';

export class TornLog {
  readonly size: number;
  readonly #convention: string;
  readonly #place: string;

  private constructor({ size, convention, place }: { size: number; convention: string; place: string }) {
    this.size = size;
    this.#convention = convention;
    this.#place = place;
  }

  /** Types on the installation, kills its server, and keeps what is on the disk, in a folder of the caller's. */
  static async make(installation: Installation, place: string): Promise<TornLog> {
    await installation.start();
    const convention = await installation.openConvention();
    const oracle = new Oracle(join(place, 'record'));
    try {
      const promises = new Promises(join(place, 'record'));
      await oracle.begin(installation, { convention, rate: 300, clerk: false });
      await eventually(() => promises.read().count > 60, 30_000);
      await installation.kill();
      await oracle.end();
    } finally {
      await oracle.leave();
    }
    await cp(installation.folder, join(place, 'killed'), { recursive: true });
    const { size } = await stat(join(place, 'killed', 'entente.sqlite-wal'));
    return new TornLog({ size, convention, place });
  }

  /** Opens what is left of the log; `words` counts what the text holds. Nothing is promised for what was torn away. */
  async cutAt(bytes: number): Promise<{ readonly faults: string[]; readonly words: number }> {
    const state = await this.#left(bytes);
    if (!state) return { faults: [], words: 0 };
    const promises = new Promises(this.#record).read(Number.NEGATIVE_INFINITY);
    const words = Y.decodeUpdate(state).structs.reduce((sum, { length }) => sum + length, 0);
    return { faults: promises.faultsOf(state), words };
  }

  /** What is missing of all that was promised when nothing was torn away. */
  async faultsWhole(): Promise<string[]> {
    const state = await this.#left(this.size);
    return state ? new Promises(this.#record).read().faultsOf(state) : ['the convention is not there'];
  }

  get #record(): string {
    return join(this.#place, 'record');
  }

  /** Undefined when the convention itself was in what was torn away. */
  async #left(bytes: number): Promise<Uint8Array | undefined> {
    const folder = join(this.#place, `cut-${bytes}`);
    await cp(join(this.#place, 'killed'), folder, { recursive: true });
    try {
      // The index of the log belongs to the whole one: after a power loss it is made anew.
      await rm(join(folder, 'entente.sqlite-shm'), { force: true });
      await truncate(join(folder, 'entente.sqlite-wal'), bytes);
      const state = await storedText(folder, this.#convention);
      return Y.decodeUpdate(state).structs.length > 0 ? state : undefined;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** So many places to cut, at no two of which the same is left over of the last page. The last is one byte before the end. */
export function cutsOf(size: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const cut = Math.floor((size * (index + 1)) / count) - 1 - ((index * 1_237) % 4_096);
    return Math.max(0, index === count - 1 ? size - 1 : cut);
  });
}
