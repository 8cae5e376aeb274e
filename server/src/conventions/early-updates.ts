/**
 * Updates that a page sent before it had answered the server's first question, and that lean on what only the answer
 * brings: somebody who typed without network goes on typing while the connection opens. They wait for the answer, so that
 * nobody is refused for it.
 */
import { updateLimits } from '@entente/shared/text/admission/limits';
import type { Member } from '../text/member.ts';
import type { Incoming } from './text-inbox.ts';

/** Far more than anybody types while a connection opens. */
const mostKept = 1_000;

export class EarlyUpdates {
  readonly #kept = new WeakMap<Member, Incoming[]>();
  /** The number of each page's first answer. A batch may be judged twice: what came before it stays early. */
  readonly #answers = new WeakMap<Member, number>();

  /** Keeps what is too early. False when it is not (the page has answered before it), or when too much waits already. */
  keep(message: Incoming): boolean {
    if (!this.#isBeforeAnswer(message)) return false;
    const kept = this.#kept.get(message.member) ?? [];
    const isKept = (kept.at(-1)?.n ?? 0) >= message.n;
    if (isKept) return true;
    const bytes = kept.reduce((sum, { update }) => sum + update.byteLength, message.update.byteLength);
    if (kept.length === mostKept || bytes > updateLimits.bytes) return false;
    kept.push(message);
    this.#kept.set(message.member, kept);
    return true;
  }

  /** True for what has to wait because something before it does, or it would be acknowledged first. */
  isWaiting(message: Incoming): boolean {
    return this.#kept.has(message.member) && this.#isBeforeAnswer(message);
  }

  /** An answer was judged: what waited for it is to be judged now, in its order. A later answer finds nothing waiting. */
  after({ member, n }: Incoming): readonly Incoming[] {
    const first = this.#answers.get(member) ?? n;
    this.#answers.set(member, first);
    if (n !== first) return [];
    // With the last of them everything up to the answer is settled, and not before.
    return (this.#kept.get(member) ?? []).map((message) => ({ ...message, n }));
  }

  #isBeforeAnswer({ member, n, isAnswer }: Incoming): boolean {
    const answer = this.#answers.get(member);
    return !isAnswer && (answer === undefined || n < answer);
  }
}
