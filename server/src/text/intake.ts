/**
 * How quickly a page may send. Each message costs a token, a long one several; tokens come back with time. A page without
 * tokens is not read from until it has some (its own socket fills up, nobody else's), and one that goes on like that for
 * long is to be sent away.
 */
import type { EngineParts } from '../conventions/engine-parts.ts';
import type { Cancel } from '../scheduler.ts';
import type { PageSocket } from './page-socket.ts';
import { answerBytes, messageBytes, type WireLimits } from './wire-limits.ts';

export type IntakeParts = Pick<EngineParts, 'scheduler' | 'clock'> & {
  readonly socket: Pick<PageSocket, 'pause' | 'resume'>;
  readonly limits: WireLimits;
};

export class Intake {
  readonly #parts: IntakeParts;
  readonly #most: number;
  #tokens: number;
  #filledAt: number;
  #slowedSince: number | undefined;
  #holds = 0;
  #waiting: Cancel | undefined;
  #isOver = false;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
    const { messagesPerSecond, burstSeconds } = parts.limits;
    this.#most = messagesPerSecond * burstSeconds;
    this.#tokens = this.#most;
    this.#filledAt = parts.clock().getTime();
  }

  /** True while nothing is read from the page, an answer to a ping included. */
  get isHeld(): boolean {
    return this.#holds > 0;
  }

  /** Reads nothing more from the page until the returned function is called. */
  hold(): () => void {
    this.#holds += 1;
    if (this.#holds === 1 && !this.#isOver) this.#parts.socket.pause();
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      this.#holds -= 1;
      if (this.#holds === 0 && !this.#isOver) this.#parts.socket.resume();
    };
  }

  /** Takes the price of a message of so many bytes. False when the page has been too quick for too long. */
  takeMessage(bytes: number): boolean {
    return this.#take(1 + Math.floor(bytes / messageBytes));
  }

  /** Takes the price of an answer of so many bytes; false as above. */
  takeAnswer(bytes: number): boolean {
    return this.#take(Math.floor(bytes / answerBytes));
  }

  /** The connection ends: what the page still sends is read, since its answer to the closing is among it. */
  end(): void {
    this.#isOver = true;
    this.#waiting?.();
    if (this.#holds > 0) this.#parts.socket.resume();
  }

  #take(price: number): boolean {
    this.#fill();
    this.#tokens -= price;
    if (this.#tokens >= 0) return true;
    this.#slowedSince ??= this.#filledAt;
    const { slowedMilliseconds, messagesPerSecond } = this.#parts.limits;
    const owed = (-this.#tokens / messagesPerSecond) * 1_000;
    if (this.#filledAt - this.#slowedSince + owed > slowedMilliseconds) return false;
    if (this.#waiting === undefined) this.#wait(this.hold());
    return true;
  }

  #wait(release: () => void): void {
    const { scheduler, limits } = this.#parts;
    const milliseconds = Math.ceil((-this.#tokens / limits.messagesPerSecond) * 1_000);
    this.#waiting = scheduler.after(Math.max(1, milliseconds), () => {
      this.#waiting = undefined;
      this.#fill();
      // What had been received already went on being counted meanwhile.
      if (this.#tokens < 0) this.#wait(release);
      else release();
    });
  }

  #fill(): void {
    const now = this.#parts.clock().getTime();
    // A clock that was set back gives nothing, and takes nothing away.
    const seconds = Math.max(0, now - this.#filledAt) / 1_000;
    this.#tokens = Math.min(this.#most, this.#tokens + seconds * this.#parts.limits.messagesPerSecond);
    this.#filledAt = now;
    if (this.#tokens === this.#most) this.#slowedSince = undefined;
  }
}
