/** The main thread's end of a thread that holds a connection. */
import { Worker } from 'node:worker_threads';
import { buffersMovedWith } from './moved.ts';
import type { ArgumentOf, Procedures, ResultOf } from './procedures.ts';
import type { Answer, Ask, SqlValue, StatementResult } from './sqlite-messages.ts';
import { errorOf } from './storage-errors.ts';

type Waiting = { readonly resolve: (result: never) => void; readonly reject: (error: Error) => void };

export class SqliteThread<P extends Procedures> {
  readonly #worker: Worker;
  /** Answers come in the order of what was asked. */
  readonly #waiting: Waiting[] = [];
  readonly #onFatal: (error: Error) => void;
  #opened = false;
  #ended: Error | undefined;

  /** `onFatal`: the disk failed, or the thread died; called once, never before the file is open. */
  constructor(purpose: 'write' | 'read', onFatal: (error: Error) => void) {
    this.#onFatal = onFatal;
    this.#worker = new Worker(new URL(`./${purpose}-worker.ts`, import.meta.url), { name: `sqlite-${purpose}` });
    this.#worker.on('message', (answer: Answer) => this.#settle(answer));
    this.#worker.on('error', (error: Error) => this.#end(error));
    this.#worker.on('exit', (code) => this.#end(new Error(`a database thread ended by itself with code ${code}`)));
  }

  async open(file: string): Promise<void> {
    await this.#ask({ kind: 'open', file });
    this.#opened = true;
  }

  execute(sql: string, parameters: readonly SqlValue[]): Promise<StatementResult> {
    return this.#ask({ kind: 'statement', sql, parameters });
  }

  call<N extends keyof P & string>(name: N, argument: ArgumentOf<P, N>): Promise<ResultOf<P, N>> {
    return this.#ask({ kind: 'procedure', name, argument }, buffersMovedWith(argument));
  }

  /** Ends the thread, after SQLite has closed the file. */
  async close(): Promise<void> {
    if (!this.#ended) await this.#ask({ kind: 'close' });
    await this.stop();
  }

  /** Ends the thread when there is nothing to close. */
  async stop(): Promise<void> {
    this.#ended ??= new Error('the database is closed');
    await this.#worker.terminate();
  }

  #ask<T>(ask: Ask, moved: ArrayBuffer[] = []): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#ended) {
        reject(this.#ended);
        return;
      }
      this.#worker.postMessage(ask, moved);
      this.#waiting.push({ resolve, reject });
    });
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.shift();
    // After the end everybody has had an answer.
    if (!waiting) return;
    if (answer.kind === 'done') {
      waiting.resolve(answer.result as never);
      return;
    }
    const error = errorOf(answer.failure);
    if (answer.failure.fatal) this.#end(error);
    waiting.reject(error);
  }

  #end(error: Error): void {
    if (this.#ended) return;
    this.#ended = error;
    if (this.#opened) this.#onFatal(error);
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
