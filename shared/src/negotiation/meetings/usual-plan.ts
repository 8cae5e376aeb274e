import { seatOf } from '../permissions.ts';
import type { Existing, Instant, Meeting, MeetingPlace, PersonId } from '../state.ts';
import { instantOf, type WallClock, wallClockAt } from '../wall-clock.ts';

/** What the next meeting would be if it were like the last. */
export type UsualPlan = {
  readonly plannedFor: Instant;
  readonly durationMinutes: number | null;
  readonly place: MeetingPlace;
  readonly expected: readonly PersonId[];
};

/** Days between two meetings while there has been one only. */
const firstInterval = 14;

/**
 * The next meeting as habit would have it: after the same interval as between the last two (in whole weeks, so on the same
 * weekday), at the same hour by the convention's clock, in the same place, for as long, with the same people where they still
 * take part. `undefined` while there has been none. Cancelled meetings are nobody's habit.
 */
export function usualPlan(state: Existing, now: Instant): UsualPlan | undefined {
  const [last, before] = state.meetings
    .filter(({ status }) => status !== 'cancelled')
    .sort((a, b) => (a.plannedFor < b.plannedFor ? 1 : -1));
  if (!last) return undefined;
  const plannedFor = nextAfter(last, { every: interval(last, before), now, timeZone: state.timeZone });
  if (plannedFor === undefined) return undefined;
  return {
    plannedFor,
    durationMinutes: last.durationMinutes,
    place: last.place,
    expected: peopleOf(last).filter((person) => seatOf(state, person) !== undefined),
  };
}

const day = 24 * 60 * 60 * 1000;

function interval(last: Meeting, before: Meeting | undefined): number {
  if (!before) return firstInterval;
  const days = (Date.parse(last.plannedFor) - Date.parse(before.plannedFor)) / day;
  return 7 * Math.max(1, Math.round(days / 7));
}

type Rhythm = { readonly every: number; readonly now: Instant; readonly timeZone: string };

/** The first time of that rhythm that is still to come. An hour that the clocks leave out that day is left out here too. */
function nextAfter({ plannedFor }: Meeting, { every, now, timeZone }: Rhythm): Instant | undefined {
  const shown = wallClockAt(plannedFor, timeZone);
  const passed = Math.max(0, Math.floor((Date.parse(now) - Date.parse(plannedFor)) / (every * day)));
  return [0, 1, 2, 3]
    .map((more) => instantOf(daysLater(shown, every * (passed + more)), timeZone))
    .find((instant) => instant !== undefined && instant > now && instant > plannedFor);
}

function daysLater(shown: WallClock, days: number): WallClock {
  return new Date(Date.parse(`${shown}:00.000Z`) + days * day).toISOString().slice(0, 16);
}

/** Those who were expected, and those who came without being expected. */
function peopleOf(meeting: Meeting): readonly PersonId[] {
  const came = meeting.status === 'open' || meeting.status === 'closed' ? meeting.attendances : [];
  return [...new Set([...meeting.expected, ...came].map(({ person }) => person))];
}
