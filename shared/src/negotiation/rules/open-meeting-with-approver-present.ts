import { meetingOf, openMeetingOf } from '../meetings/meeting-of.ts';
import type { Reason } from '../reasons.ts';
import type { Existing, MeetingId, PersonId } from '../state.ts';

/** APP-1: approval happens in an open meeting, by one who is there. Without an approver, only whether a meeting is open. */
export function openMeetingWithApproverPresent(
  state: Existing,
  approver?: { readonly meeting: MeetingId; readonly person: PersonId },
): readonly Reason[] {
  const open = openMeetingOf(state);
  if (!open) return [{ code: 'no-open-meeting', rule: 'APP-1' }];
  if (!approver) return [];
  const { meeting, person } = approver;
  if (!meetingOf(state, meeting)) return [{ code: 'no-such-meeting', rule: 'APP-1' }];
  if (open.id !== meeting) return [{ code: 'meeting-not-open', rule: 'APP-1', meeting }];
  const present = open.attendances.some((attendance) => attendance.person === person);
  return present ? [] : [{ code: 'not-present', rule: 'APP-1', meeting }];
}
