/** A log in SQLite that a thread of its own writes: one row, one commit that waits for the disk. */

import { DatabaseSync } from 'node:sqlite';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

export class DurableLog {
  readonly #thread: Worker;
  readonly #waiting: (() => void)[] = [];

  constructor(file: string) {
    this.#thread = new Worker(new URL(import.meta.url), { workerData: file });
    this.#thread.on('message', () => this.#waiting.shift()?.());
    this.#thread.on('error', (error) => {
      throw error;
    });
  }

  /** Resolves when the bytes are on the disk. */
  keep(bytes: Uint8Array): Promise<void> {
    this.#thread.postMessage(bytes);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

if (!isMainThread) {
  const db = new DatabaseSync(workerData as string);
  db.exec(
    'pragma journal_mode = wal; pragma synchronous = full; create table log (id integer primary key, bytes blob)',
  );
  const insert = db.prepare('insert into log (bytes) values (?)');
  parentPort?.on('message', (bytes: Uint8Array) => {
    insert.run(bytes);
    parentPort?.postMessage(null);
  });
}
