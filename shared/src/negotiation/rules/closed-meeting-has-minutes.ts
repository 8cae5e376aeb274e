import type { Reason } from '../reasons.ts';
import type { OpenMeeting } from '../state.ts';

/** NEG-1: a meeting counts by what was written of it, so it closes with minutes. */
export function closedMeetingHasMinutes(meeting: OpenMeeting): readonly Reason[] {
  return meeting.minutes ? [] : [{ code: 'minutes-blank', rule: 'NEG-1', meeting: meeting.id }];
}
