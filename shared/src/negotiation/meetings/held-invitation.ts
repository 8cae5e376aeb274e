/**
 * NEG-4: the invitation to a meeting leaves once the host was told. It waits for the host's answer, for a plan or a wish that
 * needs none, or until somebody sends it all the same: an advice blocks nobody.
 */
import type { CommandOf } from '../commands.ts';
import type { Fact } from '../events.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import { type Reason, refuse } from '../reasons.ts';
import { hostIsToldFirst, type PlanBy } from '../rules/host-is-told-first.ts';
import { speaksForItsParty } from '../standing.ts';
import type { Existing, Meeting, MeetingId, OrganisationId, PlannedMeeting } from '../state.ts';
import { meetingOf } from './meeting-of.ts';

/** What follows for the invitation when a meeting is planned; nothing said means that it leaves at once. */
export function heldWhenPlanned(state: Existing, meeting: MeetingId, plan: PlanBy): readonly Fact[] {
  const awaits = hostIsToldFirst(state, plan, undefined);
  return awaits.length > 0 ? [{ type: 'MeetingInvitationHeld', meeting, awaits, wasSentBefore: false }] : [];
}

/** The same when it is changed. What was held is either held again, and the host told again, or sent. */
export function heldWhenChanged(state: Existing, meeting: PlannedMeeting, plan: PlanBy): readonly Fact[] {
  const { id, invitation } = meeting;
  const awaits = hostIsToldFirst(state, plan, meeting);
  if (awaits.length > 0) {
    const wasSentBefore = invitation.status === 'sent' || invitation.wasSentBefore;
    return [{ type: 'MeetingInvitationHeld', meeting: id, awaits, wasSentBefore }];
  }
  return invitation.status === 'held' ? [{ type: 'MeetingInvitationSent', meeting: id, unanswered: [] }] : [];
}

/** A party that wants the lead after all has no advice to hear: the invitations that waited for it leave. */
export function sentWhenLeadIsWanted(state: Existing, organisation: OrganisationId): readonly Fact[] {
  return state.meetings
    .filter((meeting) => meeting.status === 'planned' && awaitedBy(meeting).includes(organisation))
    .map(({ id }) => ({ type: 'MeetingInvitationSent', meeting: id, unanswered: [] }));
}

/** A party's director or manager sends what is held: for the host that is its answer, for the others « all the same ». */
export function sendMeetingInvitation(state: Existing, command: CommandOf<'sendMeetingInvitation'>): Outcome {
  const meeting = meetingOf(state, command.meeting);
  if (!meeting) return refuse({ code: 'no-such-meeting', rule: null });
  const reasons: Reason[] = [...speaksForItsParty(state, command.by)];
  if (meeting.status !== 'planned') reasons.push({ code: 'meeting-not-planned', rule: null, meeting: meeting.id });
  return unless(reasons, () => accept(command, sending(meeting, command.by.organisation)));
}

function sending(meeting: Meeting, by: OrganisationId): readonly Fact[] {
  const { id, invitation } = meeting;
  if (invitation.status === 'sent') return [];
  const { awaits } = invitation;
  const answers: readonly Fact[] = awaits.includes(by)
    ? [{ type: 'AdviceAcknowledged', meeting: id, advice: 'host-without-lead-wish', parties: awaits }]
    : [];
  const unanswered = awaits.filter((party) => party !== by);
  return [...answers, { type: 'MeetingInvitationSent', meeting: id, unanswered }];
}

/** Parties whose answer the invitation awaits; none when it was sent. */
export function awaitedBy({ invitation }: Meeting): readonly OrganisationId[] {
  return invitation.status === 'held' ? invitation.awaits : [];
}
