/**
 * A disk that loses its power. What was flushed is there; of what was written since, nothing is left, or all, or any of it:
 * writes are kept or lost in pieces of 512 bytes, names of files as the folder's flush has them.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chance } from '../../support/chance.ts';
import type { DiskAct, DiskStep } from './disk-recording.ts';

/** What becomes of what was not flushed. */
export type Loss = { readonly kind: 'everything' | 'nothing' } | { readonly kind: 'chance'; readonly seed: number };

type Files = Map<string, Buffer>;

const sector = 512;

export class LostPower {
  readonly #durable: Files;
  readonly #steps: readonly DiskStep[];
  #pending: DiskAct[] = [];
  #at = 0;

  /** `base`: a folder as it was, flushed, when the recording began. */
  constructor(base: string, steps: readonly DiskStep[]) {
    const names = readdirSync(base).filter((name) => !name.endsWith('-shm'));
    this.#durable = new Map(names.map((name) => [name, readFileSync(join(base, name))]));
    this.#steps = steps;
  }

  /** Goes on until this many steps were made; never backwards. Returns the instant at which the power goes. */
  goTo(count: number): number {
    while (this.#at < count) {
      const step = this.#steps[this.#at];
      if (step) this.#take(step.act);
      this.#at += 1;
    }
    return this.#steps[count]?.at ?? Number.POSITIVE_INFINITY;
  }

  /** Writes what is left into an empty folder. */
  leaveIn(folder: string, loss: Loss): void {
    const files: Files = new Map([...this.#durable].map(([name, bytes]) => [name, Buffer.from(bytes)]));
    const chance = loss.kind === 'chance' ? new Chance(loss.seed) : undefined;
    const isKept = () => chance?.happens(0.5) ?? loss.kind === 'nothing';
    for (const act of this.#pending) keep(files, act, isKept);
    mkdirSync(folder, { recursive: true });
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
  }

  #take(act: DiskAct): void {
    const isNameChange = (pending: DiskAct) => pending.kind === 'create' || pending.kind === 'remove';
    if (act.kind === 'flush-folder') this.#flush(isNameChange);
    else if (act.kind === 'flush') this.#flush((one) => !isNameChange(one) && 'file' in one && one.file === act.file);
    else this.#pending.push(act);
  }

  #flush(isMeant: (act: DiskAct) => boolean): void {
    for (const act of this.#pending) if (isMeant(act)) keep(this.#durable, act, () => true);
    this.#pending = this.#pending.filter((act) => !isMeant(act));
  }
}

function keep(files: Files, act: DiskAct, isKept: () => boolean): void {
  switch (act.kind) {
    case 'create':
      if (isKept() && !files.has(act.file)) files.set(act.file, Buffer.alloc(0));
      return;
    case 'remove':
      if (isKept()) files.delete(act.file);
      return;
    case 'truncate':
      if (isKept()) files.set(act.file, resized(files.get(act.file), act.size));
      return;
    case 'write':
      for (let at = 0; at < act.bytes.length; ) {
        const end = Math.min(act.bytes.length, at + sector - ((act.offset + at) % sector));
        if (isKept()) write(files, act.file, { offset: act.offset + at, bytes: act.bytes.subarray(at, end) });
        at = end;
      }
      return;
  }
}

function write(files: Files, file: string, { offset, bytes }: { offset: number; bytes: Buffer }): void {
  const before = files.get(file) ?? Buffer.alloc(0);
  const after = before.length < offset + bytes.length ? resized(before, offset + bytes.length) : before;
  bytes.copy(after, offset);
  files.set(file, after);
}

function resized(bytes: Buffer | undefined, size: number): Buffer {
  const after = Buffer.alloc(size);
  bytes?.copy(after, 0, 0, size);
  return after;
}
