/** What is told before a meeting is planned or opened. It blocks nobody who says that it was read, and that is recorded. */
import { assertNever } from '../../assert-never.ts';
import type { Actor, CommandOf, Envelope } from '../commands.ts';
import type { Fact } from '../events.ts';
import { seatOf } from '../permissions.ts';
import type { Reason } from '../reasons.ts';
import { firstMeetingAwayFromHome } from '../rules/first-meeting-away-from-home.ts';
import { outrankedIsTold } from '../rules/outranked-is-told.ts';
import type { Advice, Existing, ExpectedPerson, Meeting, MeetingId, OrganisationId } from '../state.ts';

/** An advice, and the parties of which it speaks. */
export type Told = { readonly advice: Advice; readonly parties: readonly OrganisationId[] };

/** What of a plan advice depends on: where, and who is expected with which rank. */
export type PlanInMind = {
  readonly place: { readonly kind: 'remote' } | { readonly kind: 'on-site'; readonly host: OrganisationId | null };
  readonly expected: readonly Pick<ExpectedPerson, 'organisation' | 'rank'>[];
};

/** What there is to tell of a meeting that somebody means to plan: ranks of those expected (NEG-2), place and lead (NEG-4). */
export function adviceOnPlan(state: Existing, { place, expected }: PlanInMind): readonly Told[] {
  const told: readonly Told[] = [
    { advice: 'outranked', parties: outrankedIsTold(state, expected) },
    { advice: 'host-without-lead-wish', parties: firstMeetingAwayFromHome(state, place) },
  ];
  return told.filter(({ parties }) => parties.length > 0);
}

/** Ranks as the member lists give them now, where they are known, and who would open the meeting. */
export type Opening = { readonly rankOf: Envelope['rankOf']; readonly opener: Actor };

/** What there is to tell when a meeting opens: ranks of those expected, of those who are there and of who opens it, as they are now (NEG-2). */
export function adviceOnOpening(
  state: Existing,
  { expected }: Pick<Meeting, 'expected'>,
  { rankOf, opener }: Opening,
): readonly Told[] {
  const attendees = expected.map(({ person, organisation, rank }) => ({
    organisation,
    rank: rankOf[person]?.rank ?? seatOf(state, person)?.participant.rank ?? rank,
  }));
  const parties = outrankedIsTold(state, [...attendees, opener]);
  return parties.length > 0 ? [{ advice: 'outranked', parties }] : [];
}

/** One reason for each advice that the command doesn't acknowledge. */
export function advicePending(
  told: readonly Told[],
  { acknowledges = [] }: Pick<CommandOf<'openMeeting'>, 'acknowledges'>,
): readonly Reason[] {
  return told
    .filter(({ advice }) => !acknowledges.includes(advice))
    .map(({ advice, parties }) => ({
      code: 'advice-not-acknowledged',
      rule: ruleOf(advice),
      advice,
      parties: [...parties],
    }));
}

/** What was told and acknowledged, as facts. */
export function acknowledgements(meeting: MeetingId, told: readonly Told[]): readonly Fact[] {
  return told.map(({ advice, parties }) => ({ type: 'AdviceAcknowledged', meeting, advice, parties }));
}

function ruleOf(advice: Advice): 'NEG-2' | 'NEG-4' {
  switch (advice) {
    case 'outranked':
      return 'NEG-2';
    case 'host-without-lead-wish':
      return 'NEG-4';
    default:
      return assertNever(advice);
  }
}
