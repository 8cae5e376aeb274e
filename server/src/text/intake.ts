/**
 * How quickly a page may send. Each message costs a token of its person's purse (`purse.ts`), a long one several, one that is
 * hard to judge many. A page of a person without tokens is not read from until there are some (its own socket fills up,
 * nobody else's), and one that goes on like that for long is to be sent away.
 */
import type { EngineParts } from '../conventions/engine-parts.ts';
import type { Cancel } from '../scheduler.ts';
import type { PageSocket } from './page-socket.ts';
import type { Purse } from './purse.ts';
import { answerBytes, judgingSteps, messageBytes } from './wire-limits.ts';

export type IntakeParts = Pick<EngineParts, 'scheduler'> & {
  readonly socket: Pick<PageSocket, 'pause' | 'resume'>;
  readonly purse: Purse;
};

export class Intake {
  readonly #parts: IntakeParts;
  #holds = 0;
  #waiting: Cancel | undefined;
  #isOver = false;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
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

  /** Takes the price of judging that took so many steps beyond a message's length; false as above. */
  takeJudging(steps: number): boolean {
    return this.#take(Math.floor(steps / judgingSteps));
  }

  /** The connection ends: what the page still sends is read, since its answer to the closing is among it. */
  end(): void {
    this.#isOver = true;
    this.#waiting?.();
    if (this.#holds > 0) this.#parts.socket.resume();
  }

  #take(price: number): boolean {
    const { purse } = this.#parts;
    if (!purse.take(price)) return false;
    if (purse.owes && this.#waiting === undefined && purse.owedFor > 0) this.#wait(this.hold());
    return true;
  }

  #wait(release: () => void): void {
    const { scheduler, purse } = this.#parts;
    this.#waiting = scheduler.after(Math.max(1, Math.ceil(purse.owedFor)), () => {
      this.#waiting = undefined;
      // What had been received already went on being counted meanwhile, and so did what other pages sent.
      if (purse.owedFor > 0) this.#wait(release);
      else release();
    });
  }
}
