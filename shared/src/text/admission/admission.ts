/** What admission is asked and what it answers. The rule itself is `admit.ts`. */
import type { PartId } from '../../sections/parts.ts';
import type { UpdateRefusalCode } from '../../wire/messages.ts';

/** What the sender of an update may do, as the negotiation and the author ledger say now. */
export type WritingRights = {
  /**
   * Why this part may not be changed by this person now: a reader (`no-right-to-write`), APP-2 (`text-frozen`), NEG-6
   * (`section-closed`), another party's core (`foreign-core`, DOC-7), a meeting that isn't open (`minutes-closed`). `null`
   * stands for what is seen nowhere (typed and deleted unseen).
   */
  readonly whyClosed: (part: PartId | null) => UpdateRefusalCode | undefined;
  /** True for a `clientID` issued to this person in this convention, on this page or an earlier one. */
  readonly isOwn: (clientId: number) => boolean;
  /** True for a comment thread that was anchored in this text. */
  readonly isThread: (thread: string) => boolean;
  /** True when the text has reached its largest size: nothing may make it longer. Asked only when something would. */
  readonly isFull: () => boolean;
  /** True when the text's history has reached its largest size: nothing new may come, only deletions. */
  readonly isSpent: () => boolean;
};

export type Refused = {
  readonly kind: 'refused';
  readonly code: UpdateRefusalCode;
  readonly section: PartId | null;
};

export type Admitted = {
  readonly kind: 'admitted';
  /** The parts whose words, rows or structure it touches; none when all of it was typed and deleted unseen. */
  readonly sections: readonly PartId[];
  /** What is new of the update, encoded again (V1): what was checked is what is applied, logged and sent on. */
  readonly remainder: Uint8Array;
  /** The clock that each `clientID` of the remainder will have reached. */
  readonly clocks: ReadonlyMap<number, number>;
};

/** `nothing`: all of it is known already, or only tidies what Yjs tidies everywhere. */
export type Admission = (Admitted | Refused | { readonly kind: 'nothing' }) & {
  /** What judging and applying it costs beyond its length, in steps (`effort.ts`); absent when that is nothing. */
  readonly steps?: number;
};

/** Builds a refusal. `section` is null when no known part is touched. */
export function refused(code: UpdateRefusalCode, section: PartId | null = null): Refused {
  return { kind: 'refused', code, section };
}
