/**
 * A text as it was read from the disk, before it is a document. Making the document takes a tenth of a second for a long
 * text, and whoever comes with nothing can be sent what was read without waiting for it: it is made when somebody needs it,
 * else when the pages that came at once have been answered. Whoever asks for the document is given it, at once.
 */
import type { Cancel, Scheduler } from '../scheduler.ts';
import type { LoadedText } from '../storage/convention-store.ts';
import { LiveText } from '../text/live-text.ts';

export type OpeningParts = {
  readonly scheduler: Scheduler;
  /** What was read leads to no document: nothing can be done with the text. Called before it is thrown. */
  readonly onFailure: (error: unknown) => void;
};

/** Milliseconds in which nobody came or was answered, after which the document is made; and after which it is made all the same. */
export const openingMilliseconds = { quiet: 200, longest: 1_500 } as const;

export class TextOpening {
  readonly #parts: OpeningParts;
  #read: LoadedText | undefined;
  #live: LiveText | undefined;
  #whenOpen: (() => void)[] = [];
  #quiet: Cancel | undefined;
  #latest: Cancel | undefined;

  constructor(parts: OpeningParts, read: LoadedText) {
    this.#parts = parts;
    this.#read = read;
  }

  /** The document, made now if it was not yet. Throws when it can't be made. */
  get live(): LiveText {
    return this.#live ?? this.#open();
  }

  /** Calls back as soon as the document is there; now, if it is. */
  whenOpen(act: () => void): void {
    if (this.#live) act();
    else this.#whenOpen.push(act);
  }

  /** A page came, or was answered: the document will be needed, but first others may come. */
  soon(): void {
    if (this.#live) return;
    const { scheduler } = this.#parts;
    this.#quiet?.();
    this.#quiet = scheduler.after(openingMilliseconds.quiet, () => this.#openUnasked());
    this.#latest ??= scheduler.after(openingMilliseconds.longest, () => this.#openUnasked());
  }

  /** The document can't be trusted any more: another one, of what was read again. */
  replace(read: LoadedText): void {
    this.#live?.destroy();
    this.#live = LiveText.load(read);
  }

  destroy(): void {
    this.#rest();
    this.#whenOpen = [];
    this.#read = undefined;
    this.#live?.destroy();
  }

  #open(): LiveText {
    this.#rest();
    if (!this.#read) throw new Error('a text that was closed is asked for');
    try {
      this.#live = LiveText.load(this.#read);
    } catch (error) {
      this.#parts.onFailure(error);
      throw error;
    }
    this.#read = undefined;
    for (const act of this.#whenOpen.splice(0)) act();
    return this.#live;
  }

  #openUnasked(): void {
    try {
      if (!this.#live) this.#open();
    } catch {
      // Whoever has to know was told by `onFailure`.
    }
  }

  #rest(): void {
    this.#quiet?.();
    this.#latest?.();
  }
}
