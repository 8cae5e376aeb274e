/**
 * A writer that keeps no document: it knows what it wrote itself, and makes its updates by hand. So one process writes
 * thousands of times a second, and what it claims owes nothing to what the server told it.
 */
import { textRoot } from '@entente/shared/sections/sections';
import { element, handBuilt, run, words } from '../../support/hand-built.ts';

/** Two structs come before the first word: the paragraph, and the run of words in it. */
const wordsBegin = 2;
/** How many words lie between the last one and the one that is erased. */
const erasedLater = 5;

export class Typing {
  readonly clientId: number;
  readonly #words: { readonly clock: number; readonly length: number }[] = [];
  #clock = 0;
  #erased = 0;

  constructor(clientId: number) {
    this.clientId = clientId;
  }

  /** The next update: a paragraph of its own, then word after word; every eighth time an earlier word is erased. */
  next(): Uint8Array {
    if (this.#clock === 0) return this.#begin();
    const erasable = this.#words[this.#words.length - erasedLater];
    if (this.#words.length % 8 === 7 && this.#erased < Math.floor(this.#words.length / 8) + 1 && erasable) {
      this.#erased += 1;
      return handBuilt([], [{ client: this.clientId, ...erasable }]);
    }
    return this.#word();
  }

  #begin(): Uint8Array {
    const client = this.clientId;
    const first = this.#said();
    return handBuilt([
      {
        client,
        clock: 0,
        structs: [
          { parent: textRoot('project'), content: element('paragraph') },
          { parent: [client, 0], content: run() },
          { parent: [client, 1], content: words(first) },
        ],
      },
    ]);
  }

  #word(): Uint8Array {
    const client = this.clientId;
    const clock = this.#clock;
    const word = this.#said();
    return handBuilt([{ client, clock, structs: [{ origin: [client, clock - 1], content: words(word) }] }]);
  }

  #said(): string {
    const word = `${this.#words.length.toString(36)}.${(this.clientId % 1296).toString(36)} `;
    const clock = Math.max(this.#clock, wordsBegin);
    this.#words.push({ clock, length: word.length });
    this.#clock = clock + word.length;
    return word;
  }
}
