import { assertNever } from '../../assert-never.ts';
import type { EventOf } from '../events.ts';
import type { Attendance, Existing, Meeting, OpenMeeting, PlannedMeeting } from '../state.ts';
import { attendanceCounts } from './attendance-counts.ts';
import { meetingOf } from './meeting-of.ts';

type DuringMeeting = EventOf<'AttendanceRecorded' | 'AttendanceWithdrawn' | 'MinutesWritten' | 'MeetingClosed'>;
type BeforeMeeting = EventOf<'MeetingPlanned' | 'MeetingChanged' | 'MeetingCancelled' | 'MeetingOpened'>;

/** Meetings, who was there, what was written. */
export function evolveMeetings(state: Existing, event: BeforeMeeting | DuringMeeting): Existing {
  switch (event.type) {
    case 'MeetingPlanned':
      return { ...state, meetings: [...state.meetings, planned(event)] };
    case 'MeetingChanged':
      return withMeeting(state, { ...planned(event), preparedBy: plannedMeeting(state, event).preparedBy });
    case 'MeetingCancelled':
      return withMeeting(state, cancelled(state, event));
    case 'MeetingOpened': {
      const opening = { status: 'open', openedAt: event.at, chair: event.by, attendances: [], minutes: null } as const;
      return withMeeting(state, { ...plannedMeeting(state, event), ...opening });
    }
    case 'AttendanceRecorded':
    case 'AttendanceWithdrawn':
    case 'MinutesWritten':
    case 'MeetingClosed':
      return withMeeting(state, duringMeeting(state, event));
    default:
      return assertNever(event);
  }
}

function planned(event: EventOf<'MeetingPlanned' | 'MeetingChanged'>): PlannedMeeting {
  const { meeting: id, plannedFor, place, agenda, expected, by: preparedBy } = event;
  return { status: 'planned', id, plannedFor, place, agenda, expected, preparedBy };
}

/** Only the plan is kept: what happened in a cancelled meeting never counts. */
function cancelled(state: Existing, event: EventOf<'MeetingCancelled'>): Meeting {
  const meeting = meetingOf(state, event.meeting);
  if (!meeting) throw new Error('a meeting that does not exist was cancelled');
  const { id, plannedFor, place, agenda, expected, preparedBy } = meeting;
  return { status: 'cancelled', id, plannedFor, place, agenda, expected, preparedBy };
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
    default:
      return assertNever(event);
  }
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
