import type { ConventionView } from '@entente/shared/http/views';
import type { CommandInput } from '@entente/shared/negotiation/commands';
import { adviceOnPlan, type Told } from '@entente/shared/negotiation/meetings/advice';
import { usualPlan } from '@entente/shared/negotiation/meetings/usual-plan';
import type { Advice, Existing, Instant, Meeting, MeetingPlace, Rank } from '@entente/shared/negotiation/state';
import { instantOf, wallClockAt } from '@entente/shared/negotiation/wall-clock';

type PlanInput = Extract<CommandInput, { type: 'planMeeting' }>;
type WordsOf = (ref: { readonly id: string } | null) => string;

/** What the form holds, as its fields do: the date is what a clock shows in the convention's time zone. */
export type MeetingFormValues = {
  when: string;
  /** Minutes; empty: nobody has said. */
  duration: string;
  place: 'remote' | 'on-site';
  link: string;
  address: string;
  /** Empty: at none of the participants'. */
  host: string;
  agenda: string;
  /** Persons. */
  expected: string[];
  acknowledged: Advice[];
};

type Beginning = { readonly state: Existing; readonly now: Instant; readonly words: WordsOf; readonly agenda: string };

/** A new meeting starts as the last one was; the first as everybody's: the parties' directors and managers are expected. */
export function newMeeting({ state, now, words, agenda }: Beginning): MeetingFormValues {
  const usual = usualPlan(state, now);
  const everybody = state.parties.flatMap(({ participants }) =>
    participants.filter(({ rank }) => rank !== 'practitioner').map(({ person }) => person),
  );
  return {
    when: usual ? wallClockAt(usual.plannedFor, state.timeZone) : '',
    duration: usual?.durationMinutes ? String(usual.durationMinutes) : '',
    ...placeValues(usual?.place ?? { kind: 'remote', link: null }, words),
    agenda,
    expected: [...(usual?.expected ?? everybody)],
    acknowledged: [],
  };
}

/** The fields of a planned meeting, to be changed. */
export function valuesOf(meeting: Meeting, timeZone: string, words: WordsOf): MeetingFormValues {
  return {
    when: wallClockAt(meeting.plannedFor, timeZone),
    duration: meeting.durationMinutes === null ? '' : String(meeting.durationMinutes),
    ...placeValues(meeting.place, words),
    agenda: words(meeting.agenda),
    expected: meeting.expected.map(({ person }) => person),
    acknowledged: [],
  };
}

function placeValues(
  place: MeetingPlace,
  words: WordsOf,
): Pick<MeetingFormValues, 'place' | 'link' | 'address' | 'host'> {
  const remote = place.kind === 'remote';
  return {
    place: place.kind,
    link: remote ? words(place.link) : '',
    address: remote ? '' : words(place.address),
    host: remote ? '' : (place.host ?? ''),
  };
}

type Seat = { readonly person: string; readonly organisation: string; readonly rank: Rank };

/** Who may be expected: everybody named in the convention, and my own organisation's directors, who are named as they are invited. */
export function seatsOf({ state, colleagues, me }: ConventionView): readonly Seat[] {
  const named = [...state.parties, ...state.observers].flatMap(({ organisation, participants }) =>
    participants.map(({ person, rank }) => ({ person, organisation, rank })),
  );
  const known = new Set(named.map(({ person }) => person));
  const directors = colleagues
    .filter(({ person, rank }) => rank === 'director' && !known.has(person))
    .map(({ person, rank }) => ({ person, organisation: me.organisation, rank }));
  return [...named, ...directors];
}

/** What the command needs; `undefined` while the date is no date in that time zone. Somebody who has left is no longer expected. */
export function planOf(values: MeetingFormValues, view: ConventionView): Omit<PlanInput, 'type'> | undefined {
  const plannedFor = instantOf(values.when, view.state.timeZone);
  if (plannedFor === undefined) return undefined;
  const link = values.link.trim();
  return {
    plannedFor,
    ...(values.duration === '' ? {} : { durationMinutes: Number(values.duration) }),
    place:
      values.place === 'remote'
        ? { kind: 'remote', ...(link ? { link } : {}) }
        : { kind: 'on-site', address: values.address.trim(), host: values.host || null },
    agenda: values.agenda,
    expected: expectedSeats(values, view).map(({ person, organisation }) => ({ person, organisation })),
    acknowledges: values.acknowledged,
  };
}

function expectedSeats({ expected }: MeetingFormValues, view: ConventionView): readonly Seat[] {
  return seatsOf(view).filter(({ person }) => expected.includes(person));
}

/** What there is to tell of the plan as the form holds it (NEG-2, NEG-4). */
export function adviceOnValues(values: MeetingFormValues, view: ConventionView): readonly Told[] {
  const place =
    values.place === 'remote'
      ? ({ kind: 'remote' } as const)
      : ({ kind: 'on-site', host: values.host || null } as const);
  return adviceOnPlan(view.state, { place, expected: expectedSeats(values, view) });
}
