import type { TextFacts } from '../text/digest.ts';
import { openMeetingOf } from './meetings/meeting-of.ts';
import type { Reason } from './reasons.ts';
import { atLeastTwoParties } from './rules/at-least-two-parties.ts';
import { everyRequiredSectionWritten } from './rules/every-required-section-written.ts';
import { everySectionAgreed } from './rules/every-section-agreed.ts';
import { frozenTextNeverChanges } from './rules/frozen-text-never-changes.ts';
import { noApprovalAtFirstMeeting } from './rules/no-approval-at-first-meeting.ts';
import { openMeetingWithApproverPresent } from './rules/open-meeting-with-approver-present.ts';
import type { Convention, Instant } from './state.ts';

/**
 * Everything that stands between this convention and its approval at that instant, whoever asks (APP-1); empty when a
 * party may approve now. The first is what the lock strip says. Without an open meeting, NEG-1 is judged as if one opened now.
 */
export function whatApprovalAwaits(state: Convention, at: Instant, facts: TextFacts): readonly Reason[] {
  if (state.stage === 'deleted') return [{ code: 'no-such-convention', rule: null }];
  if (state.stage !== 'negotiating') return frozenTextNeverChanges(state);
  const open = openMeetingOf(state);
  return [
    ...atLeastTwoParties(state),
    ...noApprovalAtFirstMeeting(state, { meeting: open?.id ?? null, openedAt: open?.openedAt ?? at }),
    ...everyRequiredSectionWritten(facts),
    ...everySectionAgreed(state, facts),
    ...openMeetingWithApproverPresent(state),
  ];
}
