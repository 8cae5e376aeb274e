/**
 * Says to the pages what the text is when nothing is on its way, so that a page with another one finds out (PROTOCOL.md,
 * "Digest"). It waits until the text rests, works a section at a time and only on those that changed, and says nothing twice.
 */
import { sectionIds } from '@entente/shared/sections/sections';
import type { Cancel, Scheduler } from '../scheduler.ts';
import { digestFrame } from '../text/frames.ts';
import type { LiveText } from '../text/live-text.ts';
import type { Member } from '../text/member.ts';
import type { RoomGate } from './room-gate.ts';

export type WatchedText = {
  readonly scheduler: Scheduler;
  readonly gate: RoomGate;
  readonly members: ReadonlySet<Member>;
  readonly text: () => LiveText;
  /** Changes with every commit to the text. */
  readonly head: () => number;
  /** The digest could not be said: no page is compared until the next time. */
  readonly onFailure: (error: unknown) => void;
};

/** The text rests when nothing was committed for so many milliseconds. */
const restMilliseconds = 2_000;
/** A text that never rests is told of all the same, after so many looks: what differs is found within half a minute. */
const mostLooks = 8;
/** Milliseconds after a word in which nothing more is said. */
const silenceMilliseconds = 8_000;

export class ConvergenceWatch {
  readonly #watched: WatchedText;
  /** The head of the text that each page was last told of. */
  readonly #told = new WeakMap<Member, number>();
  #isDue = false;
  #cancel: Cancel | undefined;
  #isStopped = false;

  constructor(watched: WatchedText) {
    this.#watched = watched;
  }

  /** The text changed, or a page came. Cheap: it is called for every commit. */
  due(): void {
    this.#isDue = true;
    if (this.#cancel === undefined && !this.#isStopped) this.#lookAgain(this.#watched.head(), 1);
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
  }

  #lookAgain(head: number, looks: number): void {
    this.#cancel = this.#watched.scheduler.after(restMilliseconds, () => this.#look(head, looks));
  }

  #look(before: number, looks: number): void {
    const head = this.#watched.head();
    if (head !== before && looks < mostLooks) this.#lookAgain(head, looks + 1);
    else {
      this.#isDue = false;
      const isResting = head === before;
      this.#say(isResting).catch((error: unknown) => this.#watched.onFailure(error));
      this.#cancel = this.#watched.scheduler.after(silenceMilliseconds, () => {
        this.#cancel = undefined;
        if (this.#isDue) this.due();
      });
    }
  }

  async #say(isResting: boolean): Promise<void> {
    const { gate, scheduler, text } = this.#watched;
    if (this.#untold().length === 0) return;
    // A section that somebody types in would have to be read again at once: it is read when the room stands still.
    for (const section of isResting ? sectionIds : []) {
      text().factsOf(section);
      await scheduler.nextTurn();
    }
    await gate.alone(async () => {
      if (this.#isStopped) return;
      const frame = digestFrame(text().facts().digest);
      for (const member of this.#untold()) {
        this.#told.set(member, this.#watched.head());
        member.send(frame);
      }
    });
  }

  #untold(): Member[] {
    const head = this.#watched.head();
    return [...this.#watched.members].filter((member) => member.isSynced && this.#told.get(member) !== head);
  }
}
