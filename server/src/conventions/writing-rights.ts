import { closedSections } from '@entente/shared/negotiation/closed-sections';
import { accessOf, seatOf } from '@entente/shared/negotiation/permissions';
import type { Convention } from '@entente/shared/negotiation/state';
import type { SectionId } from '@entente/shared/sections/sections';
import type { WritingRights } from '@entente/shared/text/admission/admission';
import type { Clock } from '../clock.ts';
import type { LiveText } from '../text/live-text.ts';
import type { Member } from '../text/member.ts';
import type { AuthorLedger } from './author-ledger.ts';

type Writer = {
  readonly member: Member;
  readonly ledger: AuthorLedger;
  readonly text: LiveText;
  /** Bytes from which the text may not grow any more. */
  readonly largestText: number;
  readonly clock: Clock;
};

const closedIn = new WeakMap<Convention, ReadonlySet<SectionId>>();

/** What the member may do to the text in this state of the negotiation. */
export function writingRights(state: Convention, { member, ledger, text, largestText, clock }: Writer): WritingRights {
  const closed = closedIn.get(state) ?? new Set(closedSections(state));
  closedIn.set(state, closed);
  const { person, organisation } = member;
  // Somebody named anew by another organisation asks for a new page first: edits are logged under the right one.
  const isInSeat = seatOf(state, person)?.organisation.organisation === organisation;
  return {
    mayWrite: isInSeat && accessOf(state, person) === 'writes',
    frozen: state.stage !== 'negotiating',
    isOpen: (section) => !closed.has(section),
    isOwn: (clientId) => ledger.isKnown(clientId, person),
    isThread: (thread) => text.isThread(thread),
    isFull: () => text.reaches(largestText, clock().getTime()),
  };
}
