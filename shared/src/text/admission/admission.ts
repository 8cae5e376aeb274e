/** What admission is asked and what it answers. The rule itself is `admit.ts`. */
import type { SectionId } from '../../sections/sections.ts';
import type { UpdateRefusalCode } from '../../wire/messages.ts';

/** What the sender of an update may do, as the negotiation and the author ledger say now. */
export type WritingRights = {
  /** False for readers and commenters. */
  readonly mayWrite: boolean;
  /** APP-2: nothing edits a frozen text. */
  readonly frozen: boolean;
  /** NEG-6: false for a section that every party agreed. */
  readonly isOpen: (section: SectionId) => boolean;
  /** True for a `clientID` issued to this person in this convention, on this page or an earlier one. */
  readonly isOwn: (clientId: number) => boolean;
  /** True for a comment thread that was anchored in this text. */
  readonly isThread: (thread: string) => boolean;
  /** True when the text has reached its largest size: nothing may make it longer. Asked only when something would. */
  readonly isFull: () => boolean;
};

export type Refused = {
  readonly kind: 'refused';
  readonly code: UpdateRefusalCode;
  readonly section: SectionId | null;
};

export type Admitted = {
  readonly kind: 'admitted';
  /** The sections whose words or structure it touches; none when all of it was typed and deleted unseen. */
  readonly sections: readonly SectionId[];
  /** What is new of the update, encoded again (V1): what was checked is what is applied, logged and sent on. */
  readonly remainder: Uint8Array;
  /** The clock that each `clientID` of the remainder will have reached. */
  readonly clocks: ReadonlyMap<number, number>;
};

/** `nothing`: all of it is known already, or only tidies what Yjs tidies everywhere. */
export type Admission = Admitted | Refused | { readonly kind: 'nothing' };

/** Builds a refusal. `section` is null when no known section is touched. */
export function refused(code: UpdateRefusalCode, section: SectionId | null = null): Refused {
  return { kind: 'refused', code, section };
}
