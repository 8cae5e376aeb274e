import type { TextFacts } from '../text/digest.ts';
import { openMeetingOf } from './meetings/meeting-of.ts';
import type { Reason } from './reasons.ts';
import { anEndDate } from './rules/an-end-date.ts';
import { anExitClause } from './rules/an-exit-clause.ts';
import { atLeastTwoParties } from './rules/at-least-two-parties.ts';
import { eachPartyBringsAndExpects } from './rules/each-party-brings-and-expects.ts';
import { everyRequiredSectionWritten } from './rules/every-required-section-written.ts';
import { everyRiskHasAFallback } from './rules/every-risk-has-a-fallback.ts';
import { everySectionAgreed } from './rules/every-section-agreed.ts';
import { frozenTextNeverChanges } from './rules/frozen-text-never-changes.ts';
import { hiddenCostsCounted } from './rules/hidden-costs-counted.ts';
import { noApprovalAtFirstMeeting } from './rules/no-approval-at-first-meeting.ts';
import { openMeetingWithApproverPresent } from './rules/open-meeting-with-approver-present.ts';
import { populationTerritoryAndTerm } from './rules/population-territory-and-term.ts';
import { reviewsPlanned } from './rules/reviews-planned.ts';
import { threeCriteria } from './rules/three-criteria.ts';
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
    ...everyRiskHasAFallback(facts),
    ...eachPartyBringsAndExpects(state, facts),
    ...populationTerritoryAndTerm(facts),
    ...anEndDate(facts),
    ...anExitClause(facts),
    ...hiddenCostsCounted(state, facts),
    ...threeCriteria(facts),
    ...reviewsPlanned(facts),
    ...everySectionAgreed(state, facts),
    ...openMeetingWithApproverPresent(state),
  ];
}
