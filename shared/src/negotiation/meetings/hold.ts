import type { TextFacts } from '../../text/digest.ts';
import { voidedApprovals } from '../approval/voided-approvals.ts';
import type { CommandOf } from '../commands.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import { type Reason, refuse } from '../reasons.ts';
import { closedMeetingHasMinutes } from '../rules/closed-meeting-has-minutes.ts';
import { contributesForItsParty, speaksForItsParty } from '../standing.ts';
import type { Existing } from '../state.ts';
import { refOf } from '../words.ts';
import { acknowledgements, adviceOnOpening, advicePending } from './advice.ts';
import { meetingOf, openMeetingOf } from './meeting-of.ts';

/** A party's director or manager opens a planned meeting, early or late, and is there; chairs it, unless somebody was chosen (NEG-3). One is open at a time. */
export function openMeeting(state: Existing, command: CommandOf<'openMeeting'>): Outcome {
  const meeting = meetingOf(state, command.meeting);
  if (!meeting) return refuse({ code: 'no-such-meeting', rule: null });
  const { person, organisation, rank } = command.by;
  const reasons: Reason[] = [...speaksForItsParty(state, command.by)];
  const other = openMeetingOf(state);
  if (meeting.status !== 'planned') reasons.push({ code: 'meeting-not-planned', rule: null, meeting: meeting.id });
  else if (other) reasons.push({ code: 'another-meeting-open', rule: null, meeting: other.id });
  const told = adviceOnOpening(state, meeting, { rankOf: command.rankOf, opener: command.by });
  return unless([...reasons, ...advicePending(told, command)], () =>
    accept(command, [
      ...acknowledgements(meeting.id, told),
      { type: 'MeetingOpened', meeting: meeting.id },
      { type: 'AttendanceRecorded', meeting: meeting.id, person, organisation, rank, how: 'confirmed' },
    ]),
  );
}

/**
 * Any participant of a party who writes or comments keeps the minutes, while the meeting is open; afterwards they never
 * change (NEG-1). Who says which words it replaces overwrites no others.
 */
export function writeMinutes(state: Existing, command: CommandOf<'writeMinutes'>): Outcome {
  const meeting = meetingOf(state, command.meeting);
  if (!meeting) return refuse({ code: 'no-such-meeting', rule: null });
  const reasons: Reason[] = [...contributesForItsParty(state, command.by)];
  if (meeting.status !== 'open') {
    return refuse({ code: 'meeting-not-open', rule: null, meeting: meeting.id }, ...reasons);
  }
  if (command.replaces !== undefined && command.replaces !== (meeting.minutes?.id ?? null)) {
    reasons.push({ code: 'minutes-have-changed', rule: null, meeting: meeting.id });
  }
  const minutes = refOf(command, 'minutes', command.minutes);
  const same = minutes === null && meeting.minutes === null;
  return unless(reasons, () => accept(command, same ? [] : [{ type: 'MinutesWritten', meeting: meeting.id, minutes }]));
}

/**
 * A party's director or manager closes it, with minutes: those written together in the convention's document as they stand, or
 * else those that a program wrote. Pending approvals fall, and the text of that moment is kept.
 */
export function closeMeeting(state: Existing, command: CommandOf<'closeMeeting'>, facts: TextFacts): Outcome {
  const meeting = meetingOf(state, command.meeting);
  if (!meeting) return refuse({ code: 'no-such-meeting', rule: null });
  const reasons = speaksForItsParty(state, command.by);
  if (meeting.status !== 'open') {
    return refuse({ code: 'meeting-not-open', rule: null, meeting: meeting.id }, ...reasons);
  }
  const minutes = refOf(command, 'minutes', facts.minutes[meeting.id]);
  return unless([...reasons, ...closedMeetingHasMinutes(meeting, minutes)], () =>
    accept(command, [
      ...(minutes ? [{ type: 'MinutesWritten', meeting: meeting.id, minutes } as const] : []),
      { type: 'MeetingClosed', meeting: meeting.id },
      ...voidedApprovals(state, 'meeting-closed'),
      { type: 'VersionKept', version: command.newId, cause: 'meeting', label: null, digest: facts.digest },
    ]),
  );
}
