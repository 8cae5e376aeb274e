import type { CommandOf } from '../commands.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import { type Reason, refuse } from '../reasons.ts';
import { actsForParty } from '../standing.ts';
import type { Existing, Instant, MeetingId, OrganisationId, PersonId } from '../state.ts';
import { meetingOf } from './meeting-of.ts';

/** Somebody of a party says how long a meeting took beside itself, for oneself: before it, or once it has been held (DOC-9). */
export function logTime(state: Existing, command: CommandOf<'logTime'>): Outcome {
  const { kind, minutes, by } = command;
  const { person, organisation } = by;
  const meeting = meetingOf(state, command.meeting);
  if (!meeting) return refuse({ code: 'no-such-meeting', rule: null });
  const reasons: Reason[] = [...actsForParty(state, by)];
  const isHeld = meeting.status === 'open' || meeting.status === 'closed';
  if (kind === 'followUp' && !isHeld) reasons.push({ code: 'meeting-not-open', rule: null, meeting: meeting.id });
  const said = meeting.time.find((one) => one.person === person && one.kind === kind)?.minutes ?? 0;
  return unless(reasons, () =>
    accept(
      command,
      said === minutes ? [] : [{ type: 'TimeLogged', meeting: meeting.id, organisation, person, kind, minutes }],
    ),
  );
}

/** What a meeting cost one person, in minutes. */
export type TimeSpent = {
  readonly person: PersonId;
  readonly organisation: OrganisationId;
  readonly preparation: number;
  readonly meeting: number;
  readonly followUp: number;
};

/**
 * What a meeting cost each person who came or gave time to it, in minutes: as they said, and from when they were there until
 * it closed. `until`: as if an open meeting closed then; without it, one that is open has taken no time yet.
 */
export function timeSpent(state: Existing, id: MeetingId, until?: Instant): readonly TimeSpent[] {
  const meeting = meetingOf(state, id);
  if (!meeting) return [];
  const attendances = meeting.status === 'open' || meeting.status === 'closed' ? meeting.attendances : [];
  const end = meeting.status === 'closed' ? meeting.closedAt : until;
  const people = new Map([...attendances, ...meeting.time].map(({ person, organisation }) => [person, organisation]));
  return [...people].map(([person, organisation]) => {
    const came = attendances.find((attendance) => attendance.person === person);
    const said = (kind: 'preparation' | 'followUp') =>
      meeting.time.find((one) => one.person === person && one.kind === kind)?.minutes ?? 0;
    return {
      person,
      organisation,
      preparation: said('preparation'),
      meeting: came && end !== undefined ? minutesBetween(came.at, end) : 0,
      followUp: said('followUp'),
    };
  });
}

function minutesBetween(from: Instant, to: Instant): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
}
