/**
 * Prints conventions and minutes as PDF/A-3b, one at a time, in a child process that is replaced after some jobs and ended
 * when idle. A process rather than a thread: a thread inside native code can't be stopped, a crash there would take the
 * server along, and the compiler's memory comes back only when its process ends.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ConventionPdf } from './convention-pdf.ts';
import type { MinutesPdf } from './minutes-pdf.ts';
import type { PrintAnswer, PrintJob, PrintRequest } from './print-job.ts';

export type PrintOptions = { readonly signal?: AbortSignal };

export interface PdfRenderer {
  /** Rejects with the signal's reason when aborted, with {@link PdfRenderingError} otherwise. */
  renderConvention(input: ConventionPdf, options?: PrintOptions): Promise<Uint8Array>;
  renderMinutes(input: MinutesPdf, options?: PrintOptions): Promise<Uint8Array>;
  /** Rejects what is waiting and ends the child process. */
  close(): Promise<void>;
}

export type PdfRendererSettings = {
  /** Longest time for one document, in milliseconds, the child's start included. */
  readonly timeoutMs: number;
  /** Jobs after which the child process is replaced. */
  readonly jobsPerProcess: number;
  /** Time without a job after which the child process is ended, in milliseconds. */
  readonly idleMs: number;
  /** Jobs that may wait; the next one is refused as `too-busy`. */
  readonly longestQueue: number;
};

const usual: PdfRendererSettings = { timeoutMs: 60_000, jobsPerProcess: 100, idleMs: 120_000, longestQueue: 64 };

export type PdfRenderingFailure = 'timed-out' | 'too-busy' | 'failed' | 'closed';

/** `code` tells what to answer; the message is for the log, never for a person. */
export class PdfRenderingError extends Error {
  readonly code: PdfRenderingFailure;

  constructor(code: PdfRenderingFailure, detail: string) {
    super(`the document was not printed (${code}): ${detail}`);
    this.name = 'PdfRenderingError';
    this.code = code;
  }
}

type Waiting = {
  readonly job: PrintJob;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (pdf: Uint8Array) => void;
  readonly reject: (reason: unknown) => void;
};

export function createPdfRenderer(settings: Partial<PdfRendererSettings> = {}): PdfRenderer {
  const queue = new PrintQueue({ ...usual, ...settings });
  return {
    renderConvention: (input, options) => queue.add({ kind: 'convention', input }, options?.signal),
    renderMinutes: (input, options) => queue.add({ kind: 'minutes', input }, options?.signal),
    close: () => queue.close(),
  };
}

class PrintQueue {
  readonly #settings: PdfRendererSettings;
  readonly #waiting: Waiting[] = [];
  #isPrinting = false;
  #isClosed = false;
  #child: PrintingChild | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(settings: PdfRendererSettings) {
    this.#settings = settings;
  }

  add(job: PrintJob, signal: AbortSignal | undefined): Promise<Uint8Array> {
    if (this.#isClosed) return Promise.reject(new PdfRenderingError('closed', 'the server is stopping'));
    if (this.#waiting.length >= this.#settings.longestQueue) {
      return Promise.reject(new PdfRenderingError('too-busy', `${this.#waiting.length} documents are waiting`));
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { job, signal, resolve, reject };
      this.#waiting.push(waiting);
      signal?.addEventListener('abort', () => this.#forget(waiting), { once: true });
      void this.#printAll();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const waiting of this.#waiting.splice(0)) {
      waiting.reject(new PdfRenderingError('closed', 'the server is stopping'));
    }
    await this.#endChild();
  }

  /** An aborted job that is still waiting never starts. One that is being printed is stopped by its own signal. */
  #forget(waiting: Waiting): void {
    const place = this.#waiting.indexOf(waiting);
    if (place === -1) return;
    this.#waiting.splice(place, 1);
    waiting.reject(waiting.signal?.reason);
  }

  async #printAll(): Promise<void> {
    if (this.#isPrinting) return;
    this.#isPrinting = true;
    clearTimeout(this.#idle);
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      await this.#printOne(next).then(next.resolve, next.reject);
      if (this.#child?.isSpent(this.#settings.jobsPerProcess)) await this.#endChild();
    }
    this.#isPrinting = false;
    this.#idle = setTimeout(() => void this.#endChild(), this.#settings.idleMs).unref();
  }

  async #printOne({ job, signal }: Waiting): Promise<Uint8Array> {
    signal?.throwIfAborted();
    if (this.#child?.hasEnded()) await this.#endChild();
    this.#child ??= new PrintingChild();
    const timeout = AbortSignal.timeout(this.#settings.timeoutMs);
    const stop = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    try {
      return await this.#child.print(job, stop);
    } catch (error) {
      if (stop.aborted) await this.#endChild();
      if (signal?.aborted) throw signal.reason;
      if (timeout.aborted) throw new PdfRenderingError('timed-out', `more than ${this.#settings.timeoutMs} ms`);
      throw this.#isClosed ? new PdfRenderingError('closed', 'the server is stopping') : error;
    }
  }

  async #endChild(): Promise<void> {
    clearTimeout(this.#idle);
    const child = this.#child;
    this.#child = undefined;
    await child?.end();
  }
}

/** One child process. It holds this process alive only while it prints. */
class PrintingChild {
  readonly #process: ChildProcess;
  readonly #ended: Promise<void>;
  #jobs = 0;

  constructor() {
    // Nothing of our environment is its business: no secret can leak into a document or a crash report.
    this.#process = fork(fileURLToPath(new URL('./printing-process.ts', import.meta.url)), {
      serialization: 'advanced',
      execArgv: [],
      env: {},
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#ended = new Promise((resolve) => {
      this.#process.once('exit', () => resolve());
      this.#process.once('error', () => resolve());
    });
    this.#release();
  }

  isSpent(jobsPerProcess: number): boolean {
    return this.#jobs >= jobsPerProcess;
  }

  hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null || !this.#process.connected;
  }

  /** Rejects with the signal's reason as soon as it is aborted; the child must then be ended. */
  async print(job: PrintJob, stop: AbortSignal): Promise<Uint8Array> {
    const id = ++this.#jobs;
    this.#hold();
    try {
      return await new Promise<Uint8Array>((resolve, reject) => {
        const onAnswer = (answer: PrintAnswer) => {
          if (answer.id !== id) return;
          settle(() =>
            'pdf' in answer ? resolve(answer.pdf) : reject(new PdfRenderingError('failed', answer.failure)),
          );
        };
        const onEnd = () => settle(() => reject(new PdfRenderingError('failed', 'the printing process ended')));
        const onStop = () => settle(() => reject(stop.reason));
        const settle = (finish: () => void) => {
          this.#process.off('message', onAnswer).off('exit', onEnd).off('error', onEnd);
          stop.removeEventListener('abort', onStop);
          finish();
        };
        this.#process.on('message', onAnswer).on('exit', onEnd).on('error', onEnd);
        stop.addEventListener('abort', onStop);
        this.#process.send({ id, job } satisfies PrintRequest, (error) => {
          if (error !== null) settle(() => reject(new PdfRenderingError('failed', error.message)));
        });
      });
    } finally {
      this.#release();
    }
  }

  async end(): Promise<void> {
    this.#process.ref();
    this.#process.kill('SIGKILL');
    await this.#ended;
  }

  #hold(): void {
    this.#process.ref();
    this.#process.channel?.ref();
  }

  #release(): void {
    this.#process.unref();
    this.#process.channel?.unref();
  }
}
