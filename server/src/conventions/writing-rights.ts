import { seatOf, whatEditingAwaits } from '@entente/shared/negotiation/permissions';
import type { Reason } from '@entente/shared/negotiation/reasons';
import type { Convention, PersonId } from '@entente/shared/negotiation/state';
import type { PartId } from '@entente/shared/sections/parts';
import type { WritingRights } from '@entente/shared/text/admission/admission';
import type { UpdateRefusalCode } from '@entente/shared/wire/messages';
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

type Answers = Map<PartId | null, UpdateRefusalCode | undefined>;

/** What a state answered to each person, by part: it is asked the same for every letter. */
const asked = new WeakMap<Convention, Map<PersonId, Answers>>();

/** What the member may do to the text in this state of the negotiation. */
export function writingRights(state: Convention, { member, ledger, text, largestText, clock }: Writer): WritingRights {
  const { person, organisation } = member;
  // Somebody named anew by another organisation asks for a new page first: edits are logged under the right one.
  const isInSeat = seatOf(state, person)?.organisation.organisation === organisation;
  const known = answersTo(person, state);
  const whyClosed = (part: PartId | null) => {
    if (!isInSeat) return 'no-right-to-write';
    if (!known.has(part)) known.set(part, refusalCode(whatEditingAwaits(state, person, part)[0]));
    return known.get(part);
  };
  return {
    whyClosed,
    isOwn: (clientId) => ledger.isKnown(clientId, person),
    isThread: (thread) => text.isThread(thread),
    isFull: () => text.reaches(largestText, clock().getTime()),
    isSpent: () => text.isSpent(largestText, clock().getTime()),
  };
}

function answersTo(person: PersonId, state: Convention): Answers {
  const byPerson = asked.get(state) ?? new Map<PersonId, Answers>();
  asked.set(state, byPerson);
  const answers: Answers = byPerson.get(person) ?? new Map();
  byPerson.set(person, answers);
  return answers;
}

/** The wire's word for a rule's reason. */
function refusalCode(reason: Reason | undefined): UpdateRefusalCode | undefined {
  switch (reason?.code) {
    case undefined:
      return undefined;
    case 'section-closed':
    case 'text-frozen':
    case 'minutes-closed':
      return reason.code;
    case 'core-of-another-party':
      return 'foreign-core';
    default:
      return 'no-right-to-write';
  }
}
