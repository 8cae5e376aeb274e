/** A moment of real load on a server whose disk is watched, and the power cut at any step of it. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type DiskStep, readRecording, recordingArguments } from './disk-recording.ts';
import type { Installation } from './installation.ts';
import { type CrowdWish, Oracle } from './oracle.ts';
import { type Loss, LostPower } from './power-loss.ts';
import { Promises } from './promises.ts';
import { storedText } from './stored-text.ts';
import { Strace } from './strace.ts';

/** `killed`: after so many milliseconds. `failing`: until the server ends because of what `strace -e <inject>` answers it. */
export type Life =
  | { readonly kind: 'killed'; readonly after: number }
  | { readonly kind: 'failing'; readonly inject: string };

export class RecordedLoad {
  readonly convention: string;
  readonly steps: readonly DiskStep[];
  readonly saved: number;
  /** Exit code or signal, and what the server said at last. */
  readonly end: { readonly how: number | string; readonly said: string };
  readonly #place: string;

  private constructor(made: Pick<RecordedLoad, 'convention' | 'steps' | 'saved' | 'end'> & { place: string }) {
    this.convention = made.convention;
    this.steps = made.steps;
    this.saved = made.saved;
    this.end = made.end;
    this.#place = made.place;
  }

  /** Types on an installation, which is not running before or after, until `life` is over and the server has gone. */
  static async make(
    installation: Installation,
    life: Life,
    wish: Omit<CrowdWish, 'convention'>,
  ): Promise<RecordedLoad> {
    const place = await mkdtemp(join(tmpdir(), 'entente-recorded-'));
    await installation.start();
    const convention = await installation.openConvention();
    const { server } = installation;
    const inject = life.kind === 'failing' ? ['-e', life.inject] : [];
    const strace = await Strace.attach(server.pid, [...recordingArguments(join(place, 'calls')), ...inject]);
    // Nobody is there: what is in the files was flushed.
    await cp(installation.folder, join(place, 'base'), { recursive: true });
    const oracle = new Oracle(join(place, 'record'));
    try {
      await oracle.begin(installation, { ...wish, convention });
      if (life.kind === 'killed') {
        await pause(life.after);
        server.kill();
      }
      const how = await installation.gone();
      const { saved } = await oracle.end();
      await strace.ended;
      const steps = readRecording(join(place, 'calls'), installation.folder);
      return new RecordedLoad({ convention, steps, saved, place, end: { how, said: server.stderr } });
    } catch (error) {
      await rm(place, { recursive: true, force: true });
      throw error;
    } finally {
      await oracle.leave();
    }
  }

  /** What the oracle was promised, all of it. */
  promises(): Promises {
    return new Promises(join(this.#place, 'record')).read();
  }

  /**
   * Cuts the power after so many steps, and says what is wrong with what our own storage reads then. Counts must not go
   * down from one call to the next on the same `power`.
   */
  async faultsAfter(power: LostPower, count: number, loss: Loss): Promise<string[]> {
    const folder = join(this.#place, `cut-${count}-${loss.kind}`);
    const instant = power.goTo(count);
    power.leaveIn(folder, loss);
    try {
      const promises = new Promises(join(this.#place, 'record')).read(instant);
      const faults = promises.faultsOf(await storedText(folder, this.convention));
      return faults.map((fault) => `power lost at step ${count}, ${loss.kind} of the unflushed lost: ${fault}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** A disk at the beginning of the recording. */
  power(): LostPower {
    return new LostPower(join(this.#place, 'base'), this.steps);
  }

  async forget(): Promise<void> {
    await rm(this.#place, { recursive: true, force: true });
  }
}
