/**
 * What approving and signing ask for, rule by rule, met or not: the lock strip's list. `whatApprovalAwaits` is made of the
 * same answers, so that a list that is all met and a refusal can't both be true.
 */
import type { TextFacts } from '../text/digest.ts';
import { calendarDay } from './calendar-day.ts';
import { meetingOf, openMeetingOf } from './meetings/meeting-of.ts';
import type { Reason, ruleIds } from './reasons.ts';
import { anEndDate } from './rules/an-end-date.ts';
import { anExitClause } from './rules/an-exit-clause.ts';
import { approvalAndSignatureNameTheText } from './rules/approval-and-signature-name-the-text.ts';
import { atLeastTwoParties } from './rules/at-least-two-parties.ts';
import { deliberationOfAPublicBody } from './rules/deliberation-of-a-public-body.ts';
import { eachPartyBringsAndExpects } from './rules/each-party-brings-and-expects.ts';
import { everyRequiredSectionWritten } from './rules/every-required-section-written.ts';
import { everyRiskHasAFallback } from './rules/every-risk-has-a-fallback.ts';
import { everySectionAgreed } from './rules/every-section-agreed.ts';
import { hiddenCostsCounted } from './rules/hidden-costs-counted.ts';
import { inForceWhenAllHaveSigned } from './rules/in-force-when-all-have-signed.ts';
import { noApprovalAtFirstMeeting } from './rules/no-approval-at-first-meeting.ts';
import { openMeetingWithApproverPresent } from './rules/open-meeting-with-approver-present.ts';
import { populationTerritoryAndTerm } from './rules/population-territory-and-term.ts';
import { reviewsPlanned } from './rules/reviews-planned.ts';
import { threeCriteria } from './rules/three-criteria.ts';
import type { Existing, Frozen, InForce, Instant, Negotiating, OrganisationId, Party } from './state.ts';

export type RuleId = (typeof ruleIds)[number];
export type PartyCheck = { readonly organisation: OrganisationId; readonly met: boolean };

/** One rule: what it still awaits (nothing: met), and, where it is asked of each party, which ones have met it. */
export type CheckedRule<Name extends string = string> = {
  readonly name: Name;
  readonly rule: RuleId;
  readonly reasons: readonly Reason[];
  readonly parties: readonly PartyCheck[] | null;
};

type Asked<Name extends string> = {
  readonly name: Name;
  readonly rule: RuleId;
  readonly reasons: readonly Reason[];
  /** The parties of which the rule asks something; absent where it asks it of the convention. */
  readonly of?: readonly Party[];
};

export type ApprovalRule = ReturnType<typeof approvalChecklist>[number]['name'];
export type SigningRule = ReturnType<typeof signingChecklist>[number]['name'];

/** APP-1: everything that an approval awaits at that instant, whoever asks. Without an open meeting, NEG-1 is judged as if one opened now. */
export function approvalChecklist(state: Negotiating, at: Instant, facts: TextFacts) {
  const open = openMeetingOf(state);
  const { parties } = state;
  const meeting = { meeting: open?.id ?? null, openedAt: open?.openedAt ?? at };
  return [
    checked({ name: 'two-parties', rule: 'NEG-5', reasons: atLeastTwoParties(state) }),
    checked({
      name: 'earlier-meeting',
      rule: 'NEG-1',
      reasons: noApprovalAtFirstMeeting(state, meeting),
      of: parties,
    }),
    checked({ name: 'sections-written', rule: 'DOC-1', reasons: everyRequiredSectionWritten(facts) }),
    checked({ name: 'risks', rule: 'DOC-2', reasons: everyRiskHasAFallback(facts) }),
    checked({ name: 'contributions', rule: 'DOC-3', reasons: eachPartyBringsAndExpects(state, facts), of: parties }),
    checked({ name: 'population-and-territory', rule: 'DOC-4', reasons: populationTerritoryAndTerm(facts) }),
    checked({ name: 'end-date', rule: 'DOC-5', reasons: anEndDate(facts) }),
    checked({ name: 'exit-clause', rule: 'DOC-6', reasons: anExitClause(facts) }),
    checked({ name: 'costs', rule: 'DOC-9', reasons: hiddenCostsCounted(state, facts) }),
    checked({ name: 'criteria', rule: 'DOC-11', reasons: threeCriteria(facts) }),
    checked({ name: 'reviews', rule: 'DOC-12', reasons: reviewsPlanned(facts) }),
    checked({ name: 'sections-agreed', rule: 'APP-1', reasons: everySectionAgreed(state, facts), of: parties }),
    checked({ name: 'open-meeting', rule: 'APP-1', reasons: openMeetingWithApproverPresent(state) }),
  ] as const;
}

/**
 * SIG-2: everything that the signatures still missing await. NEG-1 is checked again for every party against the meeting that
 * froze the text, the words at hand must be the frozen ones, and each public body that has not signed needs its deliberation (SIG-1).
 * `among`: only the deliberations of these parties are asked for; each signs whatever another one lacks.
 */
export function signingChecklist(
  state: Frozen | InForce,
  at: Instant,
  { facts, among = unsigned(state) }: { readonly facts: TextFacts; readonly among?: readonly Party[] },
) {
  const bodies = among.filter(({ kind }) => kind === 'public-body');
  const named = approvalAndSignatureNameTheText(facts.digest, state.text.digest);
  return [
    checked({
      name: 'earlier-meeting',
      rule: 'NEG-1',
      reasons: noApprovalAtFirstMeeting(state, freezingMeeting(state)),
      of: state.parties,
    }),
    checked({ name: 'frozen-text', rule: 'APP-2', reasons: named }),
    checked({
      name: 'deliberations',
      rule: 'SIG-1',
      reasons: deliberationOfAPublicBody(among, calendarDay(at, state.timeZone)),
      ...(bodies.length > 0 ? { of: bodies } : {}),
    }),
  ] as const;
}

/** Which parties have done what is asked of each of them: approved these very words in the open meeting, or signed the frozen text. */
export function committed(state: Existing, facts: TextFacts): readonly PartyCheck[] {
  const done = state.stage === 'negotiating' ? approvedBy(state, facts) : state.signatures;
  const organisations = new Set(done.map(({ organisation }) => organisation));
  return state.parties.map(({ organisation }) => ({ organisation, met: organisations.has(organisation) }));
}

function approvedBy(state: Negotiating, facts: TextFacts) {
  const open = openMeetingOf(state);
  return state.approvals.filter(({ meeting, digest }) => meeting === open?.id && digest === facts.digest);
}

function checked<Name extends string>({ name, rule, reasons, of }: Asked<Name>): CheckedRule<Name> {
  const waiting = new Set(reasons.flatMap((reason) => ('parties' in reason ? reason.parties : [])));
  const parties = of?.map(({ organisation }) => ({ organisation, met: !waiting.has(organisation) })) ?? null;
  return { name, rule, reasons, parties };
}

function unsigned(state: Frozen | InForce): readonly Party[] {
  const missing = inForceWhenAllHaveSigned(state, state.signatures);
  return state.parties.filter(({ organisation }) => missing.includes(organisation));
}

function freezingMeeting(state: Frozen | InForce) {
  const meeting = meetingOf(state, state.text.meeting);
  if (meeting?.status !== 'open' && meeting?.status !== 'closed')
    throw new Error('the meeting that froze the text is missing');
  return { meeting: meeting.id, openedAt: meeting.openedAt };
}
