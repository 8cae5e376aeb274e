import { partyOf, reaches } from '../permissions.ts';
import type { Existing, PersonId } from '../state.ts';

/** NEG-1: whether that person's being there now makes a party attend: named by a party, to write or to comment. */
export function attendanceCounts(state: Existing, person: PersonId): boolean {
  const participant = partyOf(state, person)?.participants.find((one) => one.person === person);
  return participant !== undefined && reaches(participant.access, 'comments');
}
