import type { Reason } from '../reasons.ts';
import type { OpenMeeting, WordsRef } from '../state.ts';

/** NEG-1: a meeting counts by what was written of it, so it closes with minutes: those about to be kept, or those kept before. */
export function closedMeetingHasMinutes(meeting: OpenMeeting, minutes: WordsRef | null): readonly Reason[] {
  return minutes || meeting.minutes ? [] : [{ code: 'minutes-blank', rule: 'NEG-1', meeting: meeting.id }];
}
