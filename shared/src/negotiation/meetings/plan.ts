import { canonicalJson } from '../../canonical-json.ts';
import { saysNothing } from '../../text/says-nothing.ts';
import { voidedApprovals } from '../approval/voided-approvals.ts';
import type { CommandOf } from '../commands.ts';
import type { Fact } from '../events.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import { takesPart } from '../permissions.ts';
import { type Reason, refuse } from '../reasons.ts';
import { hasAcknowledged, type PlanBy } from '../rules/host-is-told-first.ts';
import { speaksForItsParty } from '../standing.ts';
import type { Existing, ExpectedPerson, Meeting, MeetingPlace, OrganisationId } from '../state.ts';
import { refOf } from '../words.ts';
import { acknowledgements, adviceOnPlan, advicePending, type Told } from './advice.ts';
import { heldWhenChanged, heldWhenPlanned } from './held-invitation.ts';
import { meetingOf } from './meeting-of.ts';

type Plan = CommandOf<'planMeeting' | 'changeMeeting'>;

/** A party's director or manager plans a meeting, at any stage: a convention in force has steering meetings. */
export function planMeeting(state: Existing, command: CommandOf<'planMeeting'>): Outcome {
  const told = adviceOf(state, command);
  return unless([...planRefusals(state, command), ...advicePending(told, command)], () =>
    accept(command, [
      { type: 'MeetingPlanned', meeting: command.newId, ...details(command) },
      ...acknowledgements(command.newId, told),
      ...heldWhenPlanned(state, command.newId, planBy(command)),
    ]),
  );
}

/** The same people change it, until it opens. */
export function changeMeeting(state: Existing, command: CommandOf<'changeMeeting'>): Outcome {
  const meeting = meetingOf(state, command.meeting);
  if (!meeting) return refuse({ code: 'no-such-meeting', rule: null });
  const reasons: Reason[] = [...planRefusals(state, command)];
  if (meeting.status !== 'planned') reasons.push({ code: 'meeting-not-planned', rule: null, meeting: meeting.id });
  const told = adviceOf(state, command).filter(
    (advice) => !wasAcknowledged(state, meeting, { ...advice, organisation: command.by.organisation }),
  );
  return unless([...reasons, ...advicePending(told, command)], () => {
    const plan = details(command);
    if (meeting.status !== 'planned' || sameDetails(meeting, plan)) return accept(command, []);
    return accept(command, [
      { type: 'MeetingChanged', meeting: meeting.id, ...plan },
      ...acknowledgements(meeting.id, told),
      ...heldWhenChanged(state, meeting, planBy(command)),
    ]);
  });
}

function adviceOf(state: Existing, command: Plan): readonly Told[] {
  return adviceOnPlan(state, { place: command.place, expected: expectedOf(command) });
}

function planBy({ place, by }: Plan): PlanBy {
  return { place, organisation: by.organisation };
}

type ToldTo = Told & { readonly organisation: OrganisationId };

/** What was acknowledged for a plan needn't be again when it changes elsewhere; NEG-4 asks it of the host itself. */
function wasAcknowledged(state: Existing, meeting: Meeting, { advice, parties, organisation }: ToldTo): boolean {
  if (advice === 'host-without-lead-wish' && parties.includes(organisation)) {
    return hasAcknowledged(state, meeting, organisation);
  }
  return meeting.acknowledged.some(
    (one) => one.advice === advice && parties.every((party) => one.parties.includes(party)),
  );
}

/**
 * The same people cancel it, planned or open; nothing of it counts afterwards. One in which a text was frozen stays: the
 * approvals rest on it (APP-2).
 */
export function cancelMeeting(state: Existing, command: CommandOf<'cancelMeeting'>): Outcome {
  const meeting = meetingOf(state, command.meeting);
  if (!meeting) return refuse({ code: 'no-such-meeting', rule: null });
  const reasons: Reason[] = [...speaksForItsParty(state, command.by)];
  if (meeting.status !== 'planned' && meeting.status !== 'open') {
    reasons.push({ code: 'meeting-not-planned', rule: null, meeting: meeting.id });
  }
  if (frozeAText(state, meeting)) reasons.push({ code: 'text-frozen', rule: 'APP-2' });
  const voided: readonly Fact[] = meeting.status === 'open' ? voidedApprovals(state, 'meeting-cancelled') : [];
  return unless(reasons, () => accept(command, [{ type: 'MeetingCancelled', meeting: meeting.id }, ...voided]));
}

function frozeAText(state: Existing, { id }: Meeting): boolean {
  const before = state.pastRounds.some((round) => round.approvals.some((approval) => approval.meeting === id));
  return before || (state.stage !== 'negotiating' && state.text.meeting === id);
}

function planRefusals(state: Existing, command: Plan): readonly Reason[] {
  return [
    ...speaksForItsParty(state, command.by),
    ...placeRefusals(state, command),
    ...expectedRefusals(state, command),
  ];
}

function placeRefusals(state: Existing, { place }: Plan): readonly Reason[] {
  if (place.kind === 'remote') return [];
  const reasons: Reason[] = [];
  if (saysNothing(place.address)) reasons.push({ code: 'words-missing', rule: null, field: 'address' });
  if (place.host !== null && !takesPart(state, place.host)) reasons.push({ code: 'not-a-party', rule: null });
  return reasons;
}

function expectedRefusals(state: Existing, { expected, rankOf }: Plan): readonly Reason[] {
  const reasons: Reason[] = expected
    .filter(({ person, organisation }) => rankOf[person]?.organisation !== organisation)
    .map(({ person }) => ({ code: 'not-a-member', rule: null, person }));
  const outside = expected.some(({ organisation }) => !takesPart(state, organisation));
  return outside ? [...reasons, { code: 'not-a-party', rule: null }] : reasons;
}

function details(command: Plan) {
  const { plannedFor, durationMinutes = null } = command;
  return {
    plannedFor,
    durationMinutes,
    place: placeOf(command),
    agenda: refOf(command, 'agenda', command.agenda),
    expected: expectedOf(command),
  };
}

function placeOf(command: Plan): MeetingPlace {
  const { place } = command;
  if (place.kind === 'remote') return { kind: 'remote', link: refOf(command, 'link', place.link) };
  const address = refOf(command, 'address', place.address);
  if (!address) throw new Error('a meeting on site without an address was accepted');
  return { kind: 'on-site', address, host: place.host };
}

/** Each person once, with the rank that the organisation's member list gives now. */
function expectedOf({ expected, rankOf }: Plan): readonly ExpectedPerson[] {
  const people = new Map<string, ExpectedPerson>();
  for (const { person, organisation } of expected) {
    const member = rankOf[person];
    if (member) people.set(person, { person, organisation, rank: member.rank });
  }
  return [...people.values()];
}

function sameDetails(meeting: Meeting, plan: ReturnType<typeof details>): boolean {
  const { plannedFor, durationMinutes, place, agenda, expected } = meeting;
  return canonicalJson({ plannedFor, durationMinutes, place, agenda, expected }) === canonicalJson(plan);
}
