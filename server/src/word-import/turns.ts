/** Lets a few callers in at once and a bounded number wait, first come first served. */
export type Turn = { readonly done: () => void };

export class Turns {
  readonly #atOnce: number;
  readonly #mostWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(atOnce: number, mostWaiting: number) {
    this.#atOnce = atOnce;
    this.#mostWaiting = mostWaiting;
  }

  /** Waits for a turn; who stops waiting (rejects with the signal's reason) leaves the queue. */
  async take(signal?: AbortSignal): Promise<Turn | 'too-many'> {
    if (this.#running >= this.#atOnce) {
      if (this.#waiting.length >= this.#mostWaiting) return 'too-many';
      await this.#wait(signal);
    } else {
      this.#running += 1;
    }
    return { done: () => this.#next() };
  }

  /** A turn that ends is handed on: the count stays. */
  #next(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running -= 1;
  }

  #wait(signal: AbortSignal | undefined): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const enter = () => {
      signal?.removeEventListener('abort', leave);
      resolve();
    };
    const leave = () => {
      const place = this.#waiting.indexOf(enter);
      if (place >= 0) this.#waiting.splice(place, 1);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', leave, { once: true });
    this.#waiting.push(enter);
    return promise;
  }
}
