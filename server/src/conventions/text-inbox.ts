/**
 * Updates that arrived and were not judged yet, in the order in which they came. Letters that a page types one after the
 * other are gathered into one update: under load a burst of typing is judged, applied, stored and sent on at once.
 */
import { continues, type TypedRun, typedRun, updateOfRuns } from '@entente/shared/text/typed-run';
import type { Member } from '../text/member.ts';

/** Update message number `n` of a member. */
export type Incoming = {
  readonly member: Member;
  readonly update: Uint8Array;
  readonly n: number;
  /** It answers the server's question: it brings all that the server lacks. */
  readonly isAnswer: boolean;
};

/** Letters gathered in one update, in units of the clock; a longer burst goes on in the next one. */
const longestRun = 1_000;

export class Arrival {
  readonly member: Member;
  /** How many of the member's came, itself among them, since none of them waited: no more than that wait. */
  readonly place: number;
  readonly #messages: Incoming[];
  readonly #runs: TypedRun[];
  #length: number;
  #whole: Incoming | undefined;

  constructor(first: Incoming, run: TypedRun | undefined, place: number) {
    this.member = first.member;
    this.place = place;
    this.#messages = [first];
    this.#runs = run ? [run] : [];
    this.#length = run?.length ?? 0;
  }

  /** The messages behind it, each as it came. */
  get messages(): readonly Incoming[] {
    return this.#messages;
  }

  /** Everything in it as one message, settled when its last one is. */
  get whole(): Incoming {
    this.#whole ??= this.#joined();
    return this.#whole;
  }

  /** Takes one more message along, when its letters go on where these end. */
  joins(message: Incoming, run: TypedRun): boolean {
    const last = this.#runs.at(-1);
    if (!last || this.#length + run.length > longestRun || !continues(last, run)) return false;
    this.#messages.push(message);
    this.#runs.push(run);
    this.#length += run.length;
    this.#whole = undefined;
    return true;
  }

  #joined(): Incoming {
    const last = this.#messages.at(-1) as Incoming;
    const [first, ...others] = this.#runs;
    return first && others.length > 0 ? { ...last, update: updateOfRuns([first, ...others]) } : last;
  }
}

/**
 * Where a member's arrivals line up: nothing that a page sends overtakes what it sent before.
 *
 * It stays when the last one was taken out. A map from which entries come and go gets a new table again and again. Once one of
 * them is old, V8 makes the next among the old as well, and each that was dropped keeps what it held until the whole heap is
 * collected: a tenth of all garbage, copied at each small collection.
 */
type Line = { last: Arrival | undefined };

export class TextInbox {
  readonly #arrivals: Arrival[] = [];
  readonly #lines = new WeakMap<Member, Line>();

  get isEmpty(): boolean {
    return this.#arrivals.length === 0;
  }

  /** Returns how many updates of this member wait now at most; a burst of typing counts as one. */
  add(message: Incoming): number {
    const run = message.isAnswer ? undefined : typedRun(message.update);
    const line = this.#lineOf(message.member);
    if (run && line.last?.joins(message, run)) return line.last.place;
    const arrival = new Arrival(message, run, (line.last?.place ?? 0) + 1);
    this.#arrivals.push(arrival);
    line.last = arrival;
    return arrival.place;
  }

  /** Takes out the oldest, so many at most. */
  take(most: number): readonly Arrival[] {
    const taken = this.#arrivals.splice(0, most);
    for (const arrival of taken) {
      const line = this.#lineOf(arrival.member);
      if (line.last === arrival) line.last = undefined;
    }
    return taken;
  }

  /** What was taken out is first in line again. */
  putBack(arrivals: readonly Arrival[]): void {
    this.#arrivals.unshift(...arrivals);
  }

  #lineOf(member: Member): Line {
    const known = this.#lines.get(member);
    if (known) return known;
    const line: Line = { last: undefined };
    this.#lines.set(member, line);
    return line;
  }
}
