/** Time that passes when it is told to. */
export class HandTime {
  now = 1_000_000;
  #due: { at: number; act: () => void }[] = [];

  readonly clock = () => new Date(this.now);

  readonly scheduler = {
    nextTurn: async () => undefined,
    after: (milliseconds: number, act: () => void) => {
      const entry = { at: this.now + milliseconds, act };
      this.#due.push(entry);
      return () => {
        this.#due = this.#due.filter((other) => other !== entry);
      };
    },
    every: () => () => undefined,
  };

  passes(milliseconds: number): void {
    this.now += milliseconds;
    const due = this.#due.filter(({ at }) => at <= this.now);
    this.#due = this.#due.filter(({ at }) => at > this.now);
    for (const { act } of due) act();
  }
}
