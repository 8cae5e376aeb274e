import { assertNever } from '../../assert-never.ts';
import type { EventOf } from '../events.ts';
import type {
  Attendance,
  Decision,
  Existing,
  ExpectedPerson,
  LoggedTime,
  Meeting,
  MeetingInvitation,
  OpenMeeting,
  PlannedMeeting,
} from '../state.ts';
import { attendanceCounts } from './attendance-counts.ts';
import { meetingOf } from './meeting-of.ts';

type DuringMeeting = EventOf<
  | 'AttendanceRecorded'
  | 'AttendanceWithdrawn'
  | 'MinutesWritten'
  | 'MeetingClosed'
  | 'DecisionRecorded'
  | 'DecisionWithdrawn'
>;
type BeforeMeeting = EventOf<'MeetingPlanned' | 'MeetingChanged' | 'MeetingCancelled' | 'MeetingOpened'>;
type AnyTime = EventOf<
  | 'AdviceAcknowledged'
  | 'MeetingInvitationHeld'
  | 'MeetingInvitationSent'
  | 'DirectorInvited'
  | 'ChairPassed'
  | 'TimeLogged'
>;

/** Meetings, who was there, what was written. */
export function evolveMeetings(state: Existing, event: BeforeMeeting | DuringMeeting | AnyTime): Existing {
  switch (event.type) {
    case 'MeetingPlanned':
      return { ...state, meetings: [...state.meetings, planned(event)] };
    case 'MeetingChanged':
      return withMeeting(state, { ...plannedMeeting(state, event), ...planOf(event) });
    case 'MeetingCancelled':
      return withMeeting(state, cancelled(state, event));
    case 'MeetingOpened':
      return withMeeting(state, openedMeeting(plannedMeeting(state, event), event));
    case 'AttendanceRecorded':
    case 'AttendanceWithdrawn':
    case 'MinutesWritten':
    case 'MeetingClosed':
    case 'DecisionRecorded':
    case 'DecisionWithdrawn':
      return withMeeting(state, duringMeeting(state, event));
    case 'AdviceAcknowledged':
    case 'MeetingInvitationHeld':
    case 'MeetingInvitationSent':
    case 'DirectorInvited':
    case 'ChairPassed':
    case 'TimeLogged':
      return withMeeting(state, atAnyTime(state, event));
    default:
      return assertNever(event);
  }
}

function planned(event: EventOf<'MeetingPlanned' | 'MeetingChanged'>): PlannedMeeting {
  const { meeting: id, by: preparedBy } = event;
  const invitation: MeetingInvitation = { status: 'sent', told: [] };
  return { status: 'planned', id, ...planOf(event), preparedBy, chair: null, acknowledged: [], invitation, time: [] };
}

function planOf(event: EventOf<'MeetingPlanned' | 'MeetingChanged'>) {
  const { plannedFor, durationMinutes = null, place, agenda, expected } = event;
  return { plannedFor, durationMinutes, place, agenda, expected };
}

/** Whoever opens it leads it, unless somebody was chosen (NEG-3). */
function openedMeeting(meeting: PlannedMeeting, { at: openedAt, by }: EventOf<'MeetingOpened'>): OpenMeeting {
  const chair = meeting.chair ?? by;
  return { ...meeting, status: 'open', openedAt, chair, attendances: [], decisions: [], minutes: null };
}

/** Only the plan is kept: what happened in a cancelled meeting never counts. */
function cancelled(state: Existing, event: EventOf<'MeetingCancelled'>): Meeting {
  const meeting = meetingOf(state, event.meeting);
  if (!meeting) throw new Error('a meeting that does not exist was cancelled');
  const {
    id,
    plannedFor,
    durationMinutes,
    place,
    agenda,
    expected,
    preparedBy,
    chair,
    acknowledged,
    invitation,
    time,
  } = meeting;
  const plan = { id, plannedFor, durationMinutes, place, agenda, expected, preparedBy, chair };
  return { status: 'cancelled', ...plan, acknowledged, invitation, time };
}

function duringMeeting(state: Existing, event: DuringMeeting): Meeting {
  const meeting = meetingOf(state, event.meeting);
  if (meeting?.status !== 'open') throw new Error(`${event.type} happened in a meeting that is not open`);
  switch (event.type) {
    case 'AttendanceRecorded':
      return { ...meeting, attendances: [...attendancesOfOthers(meeting, event), attendance(state, event)] };
    case 'AttendanceWithdrawn':
      return { ...meeting, attendances: attendancesOfOthers(meeting, event) };
    case 'MinutesWritten':
      return { ...meeting, minutes: event.minutes };
    case 'MeetingClosed':
      return { ...meeting, status: 'closed', closedAt: event.at };
    case 'DecisionRecorded':
      return { ...meeting, decisions: [...meeting.decisions, decision(event)] };
    case 'DecisionWithdrawn':
      return { ...meeting, decisions: meeting.decisions.filter(({ id }) => id !== event.decision) };
    default:
      return assertNever(event);
  }
}

function decision({ decision: id, text, present, proposalFor, by, at }: EventOf<'DecisionRecorded'>): Decision {
  return { id, text, present, proposalFor, by, at };
}

function atAnyTime(state: Existing, event: AnyTime): Meeting {
  const meeting = meetingOf(state, event.meeting);
  if (!meeting) throw new Error(`${event.type} happened to a meeting that does not exist`);
  switch (event.type) {
    case 'AdviceAcknowledged': {
      const { advice, parties, by, at } = event;
      return { ...meeting, acknowledged: [...meeting.acknowledged, { advice, parties, by, at }] };
    }
    case 'MeetingInvitationHeld':
    case 'MeetingInvitationSent':
      return { ...meeting, invitation: invitationAfter(meeting, event) };
    case 'DirectorInvited':
      return {
        ...meeting,
        expected: [...meeting.expected.filter(({ person }) => person !== event.person), director(event)],
      };
    case 'ChairPassed':
      return { ...meeting, chair: event.to };
    case 'TimeLogged':
      return { ...meeting, time: timeAfter(meeting.time, event) };
    default:
      return assertNever(event);
  }
}

function invitationAfter(
  { invitation }: Meeting,
  event: EventOf<'MeetingInvitationHeld' | 'MeetingInvitationSent'>,
): MeetingInvitation {
  if (event.type === 'MeetingInvitationHeld') {
    return { status: 'held', awaits: event.awaits, wasSentBefore: event.wasSentBefore };
  }
  return { status: 'sent', told: invitation.status === 'held' ? invitation.awaits : invitation.told };
}

function director({ person, organisation }: EventOf<'DirectorInvited'>): ExpectedPerson {
  return { person, organisation, rank: 'director' };
}

/** The last figure stands; none at all is no figure. */
function timeAfter(time: readonly LoggedTime[], event: EventOf<'TimeLogged'>): readonly LoggedTime[] {
  const { person, organisation, kind, minutes } = event;
  const others = time.filter((one) => one.person !== person || one.kind !== kind);
  return minutes === 0 ? others : [...others, { person, organisation, kind, minutes }];
}

function attendancesOfOthers(
  meeting: OpenMeeting,
  { person }: EventOf<'AttendanceRecorded' | 'AttendanceWithdrawn'>,
): readonly Attendance[] {
  return meeting.attendances.filter((one) => one.person !== person);
}

function attendance(
  state: Existing,
  { person, organisation, rank, how, at }: EventOf<'AttendanceRecorded'>,
): Attendance {
  return { person, organisation, rank, how, at, counts: attendanceCounts(state, person) };
}

function plannedMeeting(state: Existing, event: EventOf<'MeetingChanged' | 'MeetingOpened'>): PlannedMeeting {
  const meeting = meetingOf(state, event.meeting);
  if (meeting?.status !== 'planned') throw new Error(`${event.type} happened to a meeting that is not planned`);
  return meeting;
}

function withMeeting(state: Existing, meeting: Meeting): Existing {
  return { ...state, meetings: state.meetings.map((one) => (one.id === meeting.id ? meeting : one)) };
}
