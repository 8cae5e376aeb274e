import type { Existing, Meeting, MeetingId, OpenMeeting } from '../state.ts';

/** The meeting of that identifier, whatever its status. */
export function meetingOf(state: Existing, id: MeetingId): Meeting | undefined {
  return state.meetings.find((meeting) => meeting.id === id);
}

/** The meeting that is going on. A convention has one at a time. */
export function openMeetingOf(state: Existing): OpenMeeting | undefined {
  return state.meetings.find((meeting): meeting is OpenMeeting => meeting.status === 'open');
}
