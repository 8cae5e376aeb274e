/**
 * NEG-1, « Ne jamais acter à la première rencontre ».
 *
 * Every party has attended an earlier meeting of this convention: one that is closed, with minutes, and that opened at
 * least the agreed reflection (one day, or more) before the day on which the approving meeting opened. Days are those of
 * the convention's time zone, instants those of the server's clock. A party attended when one of its own people, named
 * to write or comment, was there by presence or by the party's own confirmation. It is counted for each party, from the day
 * on which that party came where the meeting had begun before: a partner who joins late arms the lock again, and no meeting
 * left open for days disarms it. Nobody is exempt.
 */
import { addDays, type CalendarDay, calendarDay } from '../calendar-day.ts';
import type { Reason } from '../reasons.ts';
import type { Attendance, ClosedMeeting, Existing, Instant, MeetingId, OpenMeeting, OrganisationId } from '../state.ts';

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
      awaitedBy(state, attendedBy(state, others, organisation), { organisation, today }),
    ),
  );
}

type Party = { readonly organisation: OrganisationId; readonly today: CalendarDay };
type Neg1Reason = Extract<
  Reason,
  { code: 'no-earlier-meeting' | 'earlier-meeting-not-closed' | 'reflection-not-over' }
>;

/** A meeting, and the day on which the party was first there. */
type Attended = { readonly meeting: Held; readonly day: CalendarDay };

function attendedBy(state: Existing, meetings: readonly Held[], organisation: OrganisationId): readonly Attended[] {
  return meetings.flatMap((meeting) => {
    const came = meeting.attendances.filter((one) => one.organisation === organisation && one.counts);
    return came.length === 0 ? [] : [{ meeting, day: firstDay(state, meeting, came) }];
  });
}

function firstDay({ timeZone }: Existing, { openedAt }: Held, came: readonly Attendance[]): CalendarDay {
  const [first = openedAt] = came.map(({ at }) => at).sort();
  return calendarDay([openedAt, first].sort()[1] ?? openedAt, timeZone);
}

function awaitedBy(
  state: Existing,
  attended: readonly Attended[],
  { organisation, today }: Party,
): readonly Neg1Reason[] {
  const parties = [organisation];
  const unfinished = attended.find(({ meeting }) => meeting.status === 'open' || meeting.minutes === null)?.meeting;
  const from = attended
    .filter(({ meeting }) => meeting.status === 'closed' && meeting.minutes !== null)
    .map(({ day }) => addDays(day, state.reflection.days))
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
