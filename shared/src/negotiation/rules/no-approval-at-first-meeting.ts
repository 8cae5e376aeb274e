/**
 * NEG-1, « Ne jamais acter à la première rencontre ».
 *
 * Every party has attended an earlier meeting of this convention: one that is closed, with minutes, and that opened at
 * least the agreed reflection (one day, or more) before the day on which the approving meeting opened. Days are those of
 * the convention's time zone, instants those of the server's clock. A party attended when one of its own people, named
 * to write or comment, was there by presence or by the party's own confirmation. It is counted for each party, so
 * a partner who joins late arms the lock again. Nobody is exempt.
 */
import { addDays, type CalendarDay, calendarDay } from '../calendar-day.ts';
import type { Reason } from '../reasons.ts';
import type { ClosedMeeting, Existing, Instant, MeetingId, OpenMeeting, OrganisationId } from '../state.ts';

/** The meeting in which one means to approve; `meeting: null` while none is open, as if one opened at `openedAt`. */
export type ApprovingMeeting = { readonly meeting: MeetingId | null; readonly openedAt: Instant };

type Held = OpenMeeting | ClosedMeeting;

/** NEG-1: which parties have no earlier meeting behind them, and what each waits for. */
export function noApprovalAtFirstMeeting(state: Existing, approving: ApprovingMeeting): readonly Reason[] {
  const today = calendarDay(approving.openedAt, state.timeZone);
  const held = state.meetings.filter(
    (meeting): meeting is Held => meeting.status === 'open' || meeting.status === 'closed',
  );
  const others = held.filter((meeting) => meeting.id !== approving.meeting);
  return grouped(
    state.parties.flatMap(({ organisation }) =>
      awaitedBy(state, attendedBy(others, organisation), { organisation, today }),
    ),
  );
}

type Party = { readonly organisation: OrganisationId; readonly today: CalendarDay };
type Neg1Reason = Extract<
  Reason,
  { code: 'no-earlier-meeting' | 'earlier-meeting-not-closed' | 'reflection-not-over' }
>;

function attendedBy(meetings: readonly Held[], organisation: OrganisationId): readonly Held[] {
  return meetings.filter((meeting) =>
    meeting.attendances.some((attendance) => attendance.organisation === organisation && attendance.counts),
  );
}

function awaitedBy(state: Existing, attended: readonly Held[], { organisation, today }: Party): readonly Neg1Reason[] {
  const parties = [organisation];
  const unfinished = attended.find((meeting) => meeting.status === 'open' || meeting.minutes === null);
  const from = attended
    .filter((meeting) => meeting.status === 'closed' && meeting.minutes !== null)
    .map((meeting) => addDays(calendarDay(meeting.openedAt, state.timeZone), state.reflection.days))
    .sort()[0];
  if (from !== undefined) return from <= today ? [] : [{ code: 'reflection-not-over', rule: 'NEG-1', parties, from }];
  if (unfinished) return [{ code: 'earlier-meeting-not-closed', rule: 'NEG-1', parties, meeting: unfinished.id }];
  return [{ code: 'no-earlier-meeting', rule: 'NEG-1', parties }];
}

/** One reason for all the parties that wait for the same thing. */
function grouped(reasons: readonly Neg1Reason[]): readonly Reason[] {
  const groups = new Map<string, Neg1Reason>();
  for (const reason of reasons) {
    const key = JSON.stringify({ ...reason, parties: [] });
    groups.set(key, { ...reason, parties: [...(groups.get(key)?.parties ?? []), ...reason.parties] });
  }
  return [...groups.values()];
}
