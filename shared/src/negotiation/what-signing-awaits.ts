import type { TextFacts } from '../text/digest.ts';
import { calendarDay } from './calendar-day.ts';
import { meetingOf } from './meetings/meeting-of.ts';
import type { Reason } from './reasons.ts';
import { approvalAndSignatureNameTheText } from './rules/approval-and-signature-name-the-text.ts';
import { deliberationOfAPublicBody } from './rules/deliberation-of-a-public-body.ts';
import { inForceWhenAllHaveSigned } from './rules/in-force-when-all-have-signed.ts';
import { noApprovalAtFirstMeeting } from './rules/no-approval-at-first-meeting.ts';
import { onlyAFrozenTextIsSigned } from './rules/only-a-frozen-text-is-signed.ts';
import type { Convention, Frozen, InForce, Instant, OrganisationId } from './state.ts';

/**
 * Everything that stands between this convention and its signatures, whoever asks (SIG-2): the lock strip's list. NEG-1 is
 * checked again for every party, against the meeting that froze the text, and the words at hand must still be the frozen
 * ones; public bodies that haven't signed need their deliberation (SIG-1).
 */
export function whatSigningAwaits(state: Convention, at: Instant, facts: TextFacts): readonly Reason[] {
  return awaited(state, facts, (frozen) => {
    const missing = inForceWhenAllHaveSigned(frozen, frozen.signatures);
    const unsigned = frozen.parties.filter(({ organisation }) => missing.includes(organisation));
    return deliberationOfAPublicBody(unsigned, calendarDay(at, frozen.timeZone));
  });
}

/** The same for one party's signature: it signs in any order, whatever deliberation another one lacks. */
export function whatSigningOfPartyAwaits(
  state: Convention,
  { at, organisation }: { readonly at: Instant; readonly organisation: OrganisationId },
  facts: TextFacts,
): readonly Reason[] {
  return awaited(state, facts, (frozen) => {
    const own = frozen.parties.filter((party) => party.organisation === organisation);
    return deliberationOfAPublicBody(own, calendarDay(at, frozen.timeZone));
  });
}

function awaited(
  state: Convention,
  facts: TextFacts,
  deliberations: (state: Frozen | InForce) => readonly Reason[],
): readonly Reason[] {
  if (state.stage === 'deleted') return [{ code: 'no-such-convention', rule: null }];
  if (state.stage === 'negotiating') return onlyAFrozenTextIsSigned(state);
  return [
    ...noApprovalAtFirstMeeting(state, freezingMeeting(state)),
    ...approvalAndSignatureNameTheText(facts.digest, state.text.digest),
    ...deliberations(state),
  ];
}

function freezingMeeting(state: Frozen | InForce) {
  const meeting = meetingOf(state, state.text.meeting);
  if (meeting?.status !== 'open' && meeting?.status !== 'closed')
    throw new Error('the meeting that froze the text is missing');
  return { meeting: meeting.id, openedAt: meeting.openedAt };
}
