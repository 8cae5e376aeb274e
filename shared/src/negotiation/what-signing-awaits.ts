import type { TextFacts } from '../text/digest.ts';
import { meetingOf } from './meetings/meeting-of.ts';
import type { Reason } from './reasons.ts';
import { approvalAndSignatureNameTheText } from './rules/approval-and-signature-name-the-text.ts';
import { noApprovalAtFirstMeeting } from './rules/no-approval-at-first-meeting.ts';
import { onlyAFrozenTextIsSigned } from './rules/only-a-frozen-text-is-signed.ts';
import type { Convention, Frozen, InForce } from './state.ts';

/**
 * Everything that stands between this convention and a signature, whoever asks (SIG-2); empty when a party that hasn't
 * signed may. NEG-1 is checked again for every party, against the meeting that froze the text, and the words at hand
 * must still be the frozen ones.
 */
export function whatSigningAwaits(state: Convention, facts: TextFacts): readonly Reason[] {
  if (state.stage === 'deleted') return [{ code: 'no-such-convention', rule: null }];
  if (state.stage === 'negotiating') return onlyAFrozenTextIsSigned(state);
  return [
    ...noApprovalAtFirstMeeting(state, freezingMeeting(state)),
    ...approvalAndSignatureNameTheText(facts.digest, state.text.digest),
  ];
}

function freezingMeeting(state: Frozen | InForce) {
  const meeting = meetingOf(state, state.text.meeting);
  if (meeting?.status !== 'open' && meeting?.status !== 'closed')
    throw new Error('the meeting that froze the text is missing');
  return { meeting: meeting.id, openedAt: meeting.openedAt };
}
