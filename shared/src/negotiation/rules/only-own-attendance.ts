import type { Actor } from '../commands.ts';
import { seatOf } from '../permissions.ts';
import type { Reason } from '../reasons.ts';
import type { Existing, PersonId } from '../state.ts';

/** NEG-1: an organisation says who of its own named people was there; nobody says it of another's. */
export function onlyOwnAttendance(state: Existing, actor: Actor, person: PersonId): readonly Reason[] {
  const own = seatOf(state, person)?.organisation.organisation === actor.organisation;
  return own ? [] : [{ code: 'only-own-organisation', rule: 'NEG-1' }];
}
