/**
 * Order in one room. Messages from pages are dealt with at once, one after the other; a task that needs the text to
 * stand still (a command, a first synchronisation) holds them back until it is done.
 */
export class RoomGate {
  readonly #settle: () => Promise<void>;
  readonly #waiting: (() => void)[] = [];
  #last: Promise<unknown> = Promise.resolve();
  #tasks = 0;

  /** `settle`: resolves when everything let through so far is durable. */
  constructor(settle: () => Promise<void>) {
    this.#settle = settle;
  }

  /** True when no task runs or waits, and no message does. */
  get isFree(): boolean {
    return this.#tasks === 0 && this.#waiting.length === 0;
  }

  /** Runs now, or after the task that holds the room. Returns how many wait. */
  pass(act: () => void): number {
    if (this.isFree) act();
    else this.#waiting.push(act);
    return this.#waiting.length;
  }

  /** Runs alone, on a text of which everything is durable. Tasks keep their order; messages pass between two of them. */
  alone<T>(task: () => Promise<T>): Promise<T> {
    this.#tasks += 1;
    const turn = this.#last.then(async () => {
      try {
        await this.#settle();
        return await task();
      } finally {
        this.#tasks -= 1;
        for (let act = this.#waiting.shift(); act; act = this.#waiting.shift()) act();
      }
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
