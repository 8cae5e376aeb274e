import type { Actor, CommandOf } from '../commands.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import { reaches, seatOf, speaksForOrganisation, takesPart } from '../permissions.ts';
import { type Reason, refuse } from '../reasons.ts';
import { ranksAsManager, takesPartAs } from '../standing.ts';
import type { Access, Existing, PersonId } from '../state.ts';

/**
 * A director or manager names one of the organisation's members, or changes the member's access and rank. An observer's
 * people get at most its access, and nobody takes part for two organisations.
 */
export function nameParticipant(state: Existing, command: CommandOf<'nameParticipant'>): Outcome {
  const { person, access, by } = command;
  const [outside] = answersFor(state, by);
  if (outside) return refuse(outside);
  const member = command.rankOf[person];
  if (member?.organisation !== by.organisation) return refuse({ code: 'not-a-member', rule: null, person });
  const { rank } = member;
  const seat = seatOf(state, person);
  const reasons: Reason[] = [...ranksAsManager(by), ...withinObserver(state, by, access)];
  if (seat && seat.organisation.organisation !== by.organisation) {
    reasons.push({ code: 'takes-part-elsewhere', rule: null, person });
  }
  const same = seat?.participant.access === access && seat.participant.rank === rank;
  return unless(reasons, () =>
    accept(command, same ? [] : [{ type: 'ParticipantNamed', organisation: by.organisation, person, rank, access }]),
  );
}

/** A director or manager removes one of the organisation's people, or people remove themselves. Somebody of a party must stay who speaks for it. */
export function removeParticipant(state: Existing, command: CommandOf<'removeParticipant'>): Outcome {
  const { person, by } = command;
  const [outside] = answersFor(state, by);
  if (outside) return refuse(outside);
  const reasons: Reason[] = person === by.person ? [] : [...ranksAsManager(by)];
  if (seatOf(state, person)?.organisation.organisation !== by.organisation) {
    reasons.push({ code: 'not-a-member', rule: null, person });
  }
  reasons.push(...somebodyStays(state, by, person));
  return unless(reasons, () =>
    accept(command, [{ type: 'ParticipantRemoved', organisation: by.organisation, person }]),
  );
}

/**
 * Why the person may not answer for the organisation here; empty when it may. A director answers for it even without being named:
 * when the only one named has left, someone must be able to name another.
 */
export function answersFor(state: Existing, by: Actor): readonly Reason[] {
  return by.rank === 'director' && takesPart(state, by.organisation) ? [] : takesPartAs(state, by);
}

function withinObserver(state: Existing, by: Actor, access: Access): readonly Reason[] {
  const observer = state.observers.find((one) => one.organisation === by.organisation);
  return observer && !reaches(observer.access, access)
    ? [{ code: 'access-too-narrow', rule: null, needs: access }]
    : [];
}

function somebodyStays(state: Existing, by: Actor, person: PersonId): readonly Reason[] {
  const party = state.parties.find((one) => one.organisation === by.organisation);
  const speakers = party?.participants.filter((participant) => speaksForOrganisation(participant.rank)) ?? [];
  const last = speakers.length === 1 && speakers[0]?.person === person;
  return last ? [{ code: 'last-participant', rule: null }] : [];
}
