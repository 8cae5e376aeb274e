/**
 * Updates that a page sent before it had answered the server's first question, and that lean on what only the answer
 * brings: somebody who typed without network goes on typing while the connection opens. They wait for the answer, so that
 * nobody is refused for it.
 */
import { updateLimits } from '@entente/shared/text/admission/limits';
import type { Member } from '../text/member.ts';
import type { Incoming } from './text-inbox.ts';

export class EarlyUpdates {
  readonly #kept = new WeakMap<Member, Incoming[]>();
  readonly #haveAnswered = new WeakSet<Member>();

  /** Keeps what is too early. False when it is not: the page has answered already, or has sent too much. */
  keep(message: Incoming): boolean {
    const { member, update, n, isAnswer } = message;
    if (isAnswer || this.#haveAnswered.has(member)) return false;
    const kept = this.of(member);
    // A batch may be judged twice.
    if (kept.some((other) => other.n === n)) return true;
    const bytes = kept.reduce((sum, other) => sum + other.update.byteLength, update.byteLength);
    if (bytes > updateLimits.bytes) return false;
    this.#kept.set(member, [...kept, message]);
    return true;
  }

  /** True while something of the page waits for its answer: what it sends next waits too, or it would be acknowledged first. */
  isWaiting(member: Member): boolean {
    return this.#kept.has(member) && !this.#haveAnswered.has(member);
  }

  /** The answer was judged: what waited for it is to be judged now, in its order. */
  after(answer: Incoming): readonly Incoming[] {
    this.#haveAnswered.add(answer.member);
    // With the last of them everything up to the answer is settled, and not before.
    return this.of(answer.member).map((message) => ({ ...message, n: answer.n }));
  }

  of(member: Member): readonly Incoming[] {
    return this.#kept.get(member) ?? [];
  }
}
