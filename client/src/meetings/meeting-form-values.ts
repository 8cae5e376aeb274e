import type { CommandInput } from '@entente/shared/negotiation/commands';
import type { Existing, Meeting } from '@entente/shared/negotiation/state';
import { instantOf, wallClockAt } from '@entente/shared/negotiation/wall-clock';

type PlanInput = Extract<CommandInput, { type: 'planMeeting' }>;

/** What the form holds, as its fields do: the date is what a clock shows in the convention's time zone. */
export type MeetingFormValues = {
  when: string;
  place: 'remote' | 'on-site';
  link: string;
  address: string;
  /** Empty: at none of the participants'. */
  host: string;
  agenda: string;
  /** Persons. */
  expected: string[];
};

/** A new meeting starts as everybody's: the parties' directors and managers are expected. */
export function newMeeting(state: Existing): MeetingFormValues {
  const expected = state.parties.flatMap(({ participants }) =>
    participants.filter(({ rank }) => rank !== 'practitioner').map(({ person }) => person),
  );
  return { when: '', place: 'remote', link: '', address: '', host: '', agenda: '', expected };
}

/** The fields of a planned meeting, to be changed. */
export function valuesOf(
  meeting: Meeting,
  timeZone: string,
  words: (ref: { readonly id: string } | null) => string,
): MeetingFormValues {
  const { place } = meeting;
  const remote = place.kind === 'remote';
  return {
    when: wallClockAt(meeting.plannedFor, timeZone),
    place: place.kind,
    link: remote ? words(place.link) : '',
    address: remote ? '' : words(place.address),
    host: remote ? '' : (place.host ?? ''),
    agenda: words(meeting.agenda),
    expected: meeting.expected.map(({ person }) => person),
  };
}

/** What the command needs; `undefined` while the date is no date in that time zone. Somebody who has left is no longer expected. */
export function planOf(values: MeetingFormValues, state: Existing): Omit<PlanInput, 'type'> | undefined {
  const plannedFor = instantOf(values.when, state.timeZone);
  if (plannedFor === undefined) return undefined;
  const link = values.link.trim();
  const seats = [...state.parties, ...state.observers].flatMap(({ organisation, participants }) =>
    participants.map(({ person }) => ({ person, organisation })),
  );
  return {
    plannedFor,
    place:
      values.place === 'remote'
        ? { kind: 'remote', ...(link ? { link } : {}) }
        : { kind: 'on-site', address: values.address.trim(), host: values.host || null },
    agenda: values.agenda,
    expected: seats.filter(({ person }) => values.expected.includes(person)),
  };
}
