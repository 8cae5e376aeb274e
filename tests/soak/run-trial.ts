/** Runs one trial over a range of seeds: keeps its progress, says how it goes, and sums it up. */
import { added, type FailedSeed, freshProgress, keepProgress, type Progress, readProgress } from './progress.ts';
import type { Report, SeedRange, Trial } from './trial.ts';

export type Order = {
  readonly from: number;
  /** Left out, the trial's own. */
  readonly count: number | undefined;
  /** Goes on where the kept progress ends, with its range and its counts. */
  readonly resume: boolean;
  /** Where progress is kept. */
  readonly folder: string;
  readonly stop: AbortSignal;
  readonly say: (sentence: string) => void;
};

/** One line of JSON on standard output. */
export type Summary = {
  readonly trial: string;
  readonly title: string;
  readonly outcome: 'passed' | 'failed' | 'stopped' | 'skipped';
  /** Why it was skipped. */
  readonly because?: string;
  readonly from: number;
  readonly count: number;
  readonly settled: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly failures: readonly FailedSeed[];
  readonly seconds: number;
};

const secondsBetweenSigns = 5;

export async function runTrial(trial: Trial, order: Order): Promise<Summary> {
  const path = `${order.folder}/${trial.name}.json`;
  const count = order.count ?? trial.defaultCount;
  const because = await trial.impediment?.();
  if (because !== undefined) {
    order.say(`${trial.name}: skipped. ${because}`);
    return { ...summaryOf(trial, freshProgress(trial.name, { from: order.from, count })), outcome: 'skipped', because };
  }
  const kept = order.resume ? readProgress(path) : undefined;
  const course = new Course(kept ?? freshProgress(trial.name, { from: order.from, count }), path, order.say);
  order.say(`${trial.name}: ${trial.title}`);
  order.say(`${trial.name}: seeds ${course.rest.from} to ${course.rest.from + course.rest.count - 1}`);
  await trial.run({ ...course.rest, stop: order.stop }, course.report);
  course.keep();
  return summaryOf(trial, course.progress);
}

function summaryOf(trial: Trial, { from, count, next, counts, failures, seconds }: Progress): Summary {
  const settled = next - from;
  const outcome = failures.length > 0 ? 'failed' : settled < count ? 'stopped' : 'passed';
  return { trial: trial.name, title: trial.title, outcome, from, count, settled, counts, failures, seconds };
}

/** The progress while it is made. Seeds may be settled out of order: `next` stays at the first that is missing. */
class Course {
  readonly report: Report;
  readonly #path: string;
  readonly #say: (sentence: string) => void;
  readonly #early = new Map<number, Readonly<Record<string, number>>>();
  readonly #startedAt = performance.now();
  readonly #secondsBefore: number;
  #progress: Progress;
  #saidAt = 0;

  constructor(progress: Progress, path: string, say: (sentence: string) => void) {
    this.#progress = progress;
    this.#secondsBefore = progress.seconds;
    this.#path = path;
    this.#say = say;
    this.report = {
      passed: (seed, counts = {}) => this.#settle(seed, counts),
      failed: (seed, reason, counts = {}) => this.#fail(seed, reason, counts),
      say: (sentence) => say(`${progress.trial}: ${sentence}`),
    };
  }

  get progress(): Progress {
    return this.#progress;
  }

  /** What is still to do. */
  get rest(): Omit<SeedRange, 'stop'> {
    const { from, count, next } = this.#progress;
    return { from: next, count: from + count - next };
  }

  keep(): void {
    const seconds = Math.round(this.#secondsBefore + (performance.now() - this.#startedAt) / 1_000);
    this.#progress = { ...this.#progress, seconds };
    keepProgress(this.#path, this.#progress);
  }

  #fail(seed: number, reason: unknown, counts: Readonly<Record<string, number>>): void {
    const { trial, failures } = this.#progress;
    const replay = `npm run soak -- ${trial} --from ${seed} --count 1`;
    const sentence = reason instanceof Error ? reason.message : String(reason);
    this.#progress = { ...this.#progress, failures: [...failures, { seed, reason: sentence, replay }] };
    this.#say(`${trial}: seed ${seed} FAILED: ${reason instanceof Error ? (reason.stack ?? sentence) : sentence}`);
    this.#say(`${trial}: to run it again: ${replay}`);
    this.#settle(seed, counts);
    this.keep();
  }

  #settle(seed: number, counts: Readonly<Record<string, number>>): void {
    const { next, from, count } = this.#progress;
    if (seed < next || seed >= from + count || this.#early.has(seed)) throw new Error(`seed ${seed} was not asked for`);
    this.#early.set(seed, counts);
    for (let first = this.#early.get(this.#progress.next); first; first = this.#early.get(this.#progress.next)) {
      this.#early.delete(this.#progress.next);
      const { next: done, counts: before } = this.#progress;
      this.#progress = { ...this.#progress, next: done + 1, counts: added(before, first) };
    }
    this.#sign();
  }

  #sign(): void {
    const elapsed = performance.now() - this.#startedAt;
    if (elapsed - this.#saidAt < secondsBetweenSigns * 1_000) return;
    this.#saidAt = elapsed;
    this.keep();
    const { trial, from, count, next, counts, failures } = this.#progress;
    const figures = Object.entries(counts).map(([name, number]) => `${number} ${name}`);
    this.#say(`${trial}: ${next - from} of ${count}; ${[...figures, `${failures.length} failed`].join(', ')}`);
  }
}
