/**
 * One connection, used by one at a time, first come first served.
 *
 * Whoever asks for the connection from inside the transaction that holds it would wait for ever: the asynchronous
 * context remembers the transaction, and such a request throws instead.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

type OpenTransaction = { ended: boolean };

export class ConnectionTurns {
  readonly #inside = new AsyncLocalStorage<OpenTransaction>();
  #last: Promise<void> = Promise.resolve();

  /** Waits for the connection; the returned function gives it back. Throws inside a transaction. */
  async take(): Promise<() => void> {
    this.refuseInsideTransaction();
    const before = this.#last;
    const turn = Promise.withResolvers<void>();
    this.#last = turn.promise;
    await before;
    return turn.resolve;
  }

  /** Throws when the caller runs inside a transaction that has not ended. */
  refuseInsideTransaction(): void {
    if (this.#inside.getStore()?.ended === false) {
      throw new Error(
        'the database was used beside its open transaction: use the transaction that the callback receives',
      );
    }
  }

  /** Marks the rest of the calling asynchronous function as inside a transaction; the returned function ends the mark. */
  enterTransaction(): () => void {
    const transaction: OpenTransaction = { ended: false };
    this.#inside.enterWith(transaction);
    return () => {
      transaction.ended = true;
    };
  }
}
