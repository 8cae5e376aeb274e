import type { CommandOf } from '../commands.ts';
import type { Fact } from '../events.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import { participantOf } from '../permissions.ts';
import { type Reason, refuse } from '../reasons.ts';
import { onlyOwnAttendance } from '../rules/only-own-attendance.ts';
import type { Existing, MeetingId, OpenMeeting, PersonId } from '../state.ts';
import { attendanceCounts } from './attendance-counts.ts';
import { meetingOf } from './meeting-of.ts';

/** The server saw the person's own page in the open meeting. */
export function recordPresence(state: Existing, command: CommandOf<'recordPresence'>): Outcome {
  return duringMeeting(state, command.meeting, (meeting) => {
    const { person, organisation, rank } = command.by;
    if (alreadyThere(state, meeting, person)) return accept(command, []);
    return accept(command, [
      { type: 'AttendanceRecorded', meeting: meeting.id, person, organisation, rank, how: 'presence' },
    ]);
  });
}

/** A named participant says that it is there, or that a named colleague of the same organisation is (NEG-1). */
export function confirmAttendance(state: Existing, command: CommandOf<'confirmAttendance'>): Outcome {
  const { person, by } = command;
  return duringMeeting(state, command.meeting, (meeting) =>
    unless(onlyOwnAttendance(state, by, person), () => {
      if (alreadyThere(state, meeting, person)) return accept(command, []);
      return accept(command, [confirmed(state, command)]);
    }),
  );
}

/**
 * The same people take it back, until the meeting closes. The presence of one who has approved in it stands as long as
 * the approval (APP-1), and as long as the text that it froze (APP-2).
 */
export function withdrawAttendance(state: Existing, command: CommandOf<'withdrawAttendance'>): Outcome {
  const { person, by } = command;
  return duringMeeting(state, command.meeting, (meeting) => {
    const there = meeting.attendances.some((attendance) => attendance.person === person);
    const reasons: Reason[] = [...onlyOwnAttendance(state, by, person)];
    const approved = state.approvals.some((approval) => approval.person === person && approval.meeting === meeting.id);
    if (approved) reasons.push({ code: 'already-approved', rule: 'APP-1' });
    return unless(reasons, () =>
      accept(command, there ? [{ type: 'AttendanceWithdrawn', meeting: meeting.id, person }] : []),
    );
  });
}

function duringMeeting(state: Existing, id: MeetingId, decision: (meeting: OpenMeeting) => Outcome): Outcome {
  const meeting = meetingOf(state, id);
  if (!meeting) return refuse({ code: 'no-such-meeting', rule: null });
  if (meeting.status !== 'open') return refuse({ code: 'meeting-not-open', rule: null, meeting: id });
  return decision(meeting);
}

/** Recorded already, and recording it again would not make it count (somebody who came as a reader may have been given more). */
function alreadyThere(state: Existing, meeting: OpenMeeting, person: PersonId): boolean {
  const known = meeting.attendances.find((attendance) => attendance.person === person);
  return known !== undefined && (known.counts || !attendanceCounts(state, person));
}

function confirmed(state: Existing, { meeting, person, by, rankOf }: CommandOf<'confirmAttendance'>): Fact {
  const member = rankOf[person];
  const rank = person === by.person ? by.rank : (member?.rank ?? participantOf(state, person)?.rank);
  if (!rank) throw new Error('somebody who does not take part was confirmed');
  return { type: 'AttendanceRecorded', meeting, person, organisation: by.organisation, rank, how: 'confirmed' };
}
