/** Milliseconds without one more acknowledgement before a connection is thought to have lost something. */
const firstPatience = 20_000;
const longestPatience = 160_000;

/**
 * Notices words that stay unacknowledged although the connection stands: a message was lost on the way, and as both ends count
 * messages nothing on this connection will ever settle it. A new one begins with all that the server lacks. Patience grows
 * with each try, for a long text on a slow line also takes its time.
 */
export class StuckWords {
  readonly #connectAnew: () => void;
  #patience = firstPatience;
  #count = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(connectAnew: () => void) {
    this.#connectAnew = connectAnew;
  }

  /** `count`: changes on their way now; 0 when there are none, or no connection. */
  see(count: number): void {
    if (count === 0 || count < this.#count) this.#stop();
    if (count === 0) this.#patience = firstPatience;
    else this.#timer ??= setTimeout(() => this.#giveUp(), this.#patience);
    this.#count = count;
  }

  close(): void {
    this.#stop();
  }

  #giveUp(): void {
    this.#stop();
    this.#count = 0;
    this.#patience = Math.min(2 * this.#patience, longestPatience);
    this.#connectAnew();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
