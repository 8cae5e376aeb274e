/** Admitted updates that will be committed together, and who waits for it. */
import { meetingOfMinutes, type PartId } from '@entente/shared/sections/parts';
import type { TextUpdate } from '../storage/convention-store.ts';
import type { Member } from '../text/member.ts';

/** Steps of judging (`effort.ts`) after which the rest waits, so that nobody else waits for more than some milliseconds. */
const mostSteps = 200_000;

export class TextBatch {
  readonly updates: TextUpdate[] = [];
  readonly #acknowledgements = new Map<Member, number>();
  readonly #firstEditors = new Map<PartId, Member>();
  #author: Member | undefined;
  #concernsAll = false;
  #steps = 0;

  /** Nothing more should be judged before it is committed. */
  get isLaborious(): boolean {
    return this.#steps >= mostSteps;
  }

  /** The sections touched, each with whoever touched it first. */
  get firstEditors(): ReadonlyMap<PartId, Member> {
    return this.#firstEditors;
  }

  /** True when it touches the minutes of meetings, and no part of the convention. */
  get isMinutes(): boolean {
    return [...this.#firstEditors.keys()].every((part) => meetingOfMinutes(part) !== undefined);
  }

  /** How many messages of each member are settled when the batch is. */
  get acknowledgements(): ReadonlyMap<Member, number> {
    return this.#acknowledgements;
  }

  /** Who sent everything in it; `undefined` when it is news to all. */
  get onlyAuthor(): Member | undefined {
    return this.#concernsAll ? undefined : this.#author;
  }

  /** Message number `n` of the member is settled when the batch is. */
  acknowledge(member: Member, n: number): void {
    this.#acknowledgements.set(member, n);
  }

  add(member: Member, update: TextUpdate, sections: readonly PartId[]): void {
    if (this.updates.length > 0 && this.#author !== member) this.#concernsAll = true;
    this.#author = member;
    this.updates.push(update);
    for (const section of sections) if (!this.#firstEditors.has(section)) this.#firstEditors.set(section, member);
  }

  /** Judging one of its updates, or one that was refused, took so many steps. */
  tookSteps(steps: number): void {
    this.#steps += steps;
  }

  /** It holds something that its authors don't have. */
  concernsAll(): void {
    this.#concernsAll = true;
  }
}
