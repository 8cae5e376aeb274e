/**
 * A text as it was read from the disk, before it is a document. Making the document takes a tenth of a second for a long
 * text, and whoever comes with nothing can be sent what was read without waiting for it: it is made when somebody needs it,
 * else when the pages that came at once have been answered. Whoever asks for the document is given it, at once.
 */
import type { Cancel, Scheduler } from '../scheduler.ts';
import type { LoadedText } from '../storage/convention-store.ts';
import { LiveText } from '../text/live-text.ts';
import type { Member } from '../text/member.ts';

export type OpeningParts = {
  readonly scheduler: Scheduler;
  /** What was read leads to no document: nothing can be done with the text. Called before it is thrown. */
  readonly onFailure: (error: unknown) => void;
};

/** Milliseconds after the last page that came was answered, and after the first one came however many are to be answered. */
export const openingMilliseconds = { quiet: 100, longest: 3_000 } as const;

export class TextOpening {
  readonly #parts: OpeningParts;
  #read: LoadedText | undefined;
  #live: LiveText | undefined;
  /** What to do for the pages that came, when the document is there. */
  #whenOpen: (() => void)[] = [];
  #unanswered = new Set<Member>();
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

  /** A page came. Calls back as soon as the document is there; now, if it is. */
  came(member: Member, whenOpen: () => void): void {
    if (this.#live) {
      whenOpen();
      return;
    }
    this.#whenOpen.push(whenOpen);
    this.#unanswered.add(member);
    this.#quiet?.();
    this.#latest ??= this.#openIn(openingMilliseconds.longest);
  }

  /** A page was answered, without the document if it is not made yet: it is when nobody else waits for an answer. */
  answered(member: Member): void {
    this.#unanswered.delete(member);
    if (this.#live || this.#unanswered.size > 0) return;
    this.#quiet?.();
    this.#quiet = this.#openIn(openingMilliseconds.quiet);
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

  #openIn(milliseconds: number): Cancel {
    return this.#parts.scheduler.after(milliseconds, () => {
      try {
        this.#open();
      } catch {
        // Whoever has to know was told by `onFailure`.
      }
    });
  }

  #rest(): void {
    this.#quiet?.();
    this.#latest?.();
    this.#unanswered.clear();
  }
}
