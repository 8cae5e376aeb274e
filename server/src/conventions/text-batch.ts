/** Admitted updates that will be committed together, and who waits for it. */
import type { SectionId } from '@entente/shared/sections/sections';
import type { TextUpdate } from '../storage/convention-store.ts';
import type { Member } from '../text/member.ts';

export class TextBatch {
  readonly updates: TextUpdate[] = [];
  readonly #acknowledgements = new Map<Member, number>();
  readonly #authors = new Set<string>();
  #concernsAll = false;
  readonly #firstEditors = new Map<SectionId, Member>();

  get isEmpty(): boolean {
    return this.updates.length === 0 && this.#acknowledgements.size === 0;
  }

  /** The sections touched, each with whoever touched it first. */
  get firstEditors(): ReadonlyMap<SectionId, Member> {
    return this.#firstEditors;
  }

  /** Message number `n` of the member is settled when the batch is. */
  acknowledge(member: Member, n: number): void {
    this.#acknowledgements.set(member, n);
  }

  add(member: Member, update: TextUpdate, sections: readonly SectionId[]): void {
    this.updates.push(update);
    this.#authors.add(member.connection);
    for (const section of sections) if (!this.#firstEditors.has(section)) this.#firstEditors.set(section, member);
  }

  /** It holds something that its authors don't have. */
  concernsAll(): void {
    this.#concernsAll = true;
  }

  /** True when everything in it came from this member. */
  isNoNewsFor(member: Member): boolean {
    return !this.#concernsAll && this.#authors.size === 1 && this.#authors.has(member.connection);
  }

  settled(): void {
    for (const [member, n] of this.#acknowledgements) member.acknowledge(n);
  }
}
