/** Admitted updates that will be committed together, and who waits for it. */
import type { PartId } from '@entente/shared/sections/parts';
import type { TextUpdate } from '../storage/convention-store.ts';
import type { Member } from '../text/member.ts';

export class TextBatch {
  readonly updates: TextUpdate[] = [];
  readonly #acknowledgements = new Map<Member, number>();
  readonly #firstEditors = new Map<PartId, Member>();
  #author: string | undefined;
  #concernsAll = false;

  /** The sections touched, each with whoever touched it first. */
  get firstEditors(): ReadonlyMap<PartId, Member> {
    return this.#firstEditors;
  }

  /** How many messages of each member are settled when the batch is. */
  get acknowledgements(): ReadonlyMap<Member, number> {
    return this.#acknowledgements;
  }

  /** The connection that sent everything in it; `undefined` when it is news to all of them. */
  get onlyAuthor(): string | undefined {
    return this.#concernsAll ? undefined : this.#author;
  }

  /** Message number `n` of the member is settled when the batch is. */
  acknowledge(member: Member, n: number): void {
    this.#acknowledgements.set(member, n);
  }

  add(member: Member, update: TextUpdate, sections: readonly PartId[]): void {
    if (this.updates.length > 0 && this.#author !== member.connection) this.#concernsAll = true;
    this.#author = member.connection;
    this.updates.push(update);
    for (const section of sections) if (!this.#firstEditors.has(section)) this.#firstEditors.set(section, member);
  }

  /** It holds something that its authors don't have. */
  concernsAll(): void {
    this.#concernsAll = true;
  }
}
