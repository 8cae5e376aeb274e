import type { WordsMessage } from './counting-socket.ts';

/**
 * Counts the changes that the server has not acknowledged. A clock would lie (a deletion moves none), so this counts
 * messages: the server says how many of this connection's are durable.
 */
export class UnsavedWords {
  /** Changes made here that no message of this connection carries on its own. */
  #loose: number;
  #sent = 0;
  #acknowledged = 0;
  /** The sync step 2 of this connection: its place among the messages, and how many loose changes it carries. */
  #state: { readonly place: number; readonly carries: number } | null = null;

  /** `earlier`: an earlier page left words on this device that the server may lack. */
  constructor(earlier: boolean) {
    this.#loose = earlier ? 1 : 0;
  }

  /** A change was made on this page. */
  made(): void {
    this.#loose += 1;
  }

  sent(kind: WordsMessage): void {
    this.#sent += 1;
    if (kind === 'state') this.#state = { place: this.#sent, carries: this.#loose };
    else if (this.#loose > 0) this.#loose -= 1;
  }

  /** The first `count` messages of this connection are durable. */
  acknowledged(count: number): void {
    this.#acknowledged = Math.min(count, this.#sent);
    if (this.#state && this.#acknowledged >= this.#state.place) {
      this.#loose = Math.max(0, this.#loose - this.#state.carries);
      this.#state = { ...this.#state, carries: 0 };
    }
  }

  /** What was not acknowledged must travel again, with the next connection's sync step 2. */
  disconnected(): void {
    this.#loose += this.#unacknowledgedUpdates();
    this.#sent = 0;
    this.#acknowledged = 0;
    this.#state = null;
  }

  /** Changes that exist only on this device, as far as is known. */
  get count(): number {
    return this.#loose + this.#unacknowledgedUpdates();
  }

  #unacknowledgedUpdates(): number {
    const stateOnItsWay = this.#state !== null && this.#acknowledged < this.#state.place ? 1 : 0;
    return this.#sent - this.#acknowledged - stateOnItsWay;
  }
}
