/** What a command asks of the person who gives it. Each function returns the reasons why not; empty means fit. */
import type { Actor } from './commands.ts';
import { accessOf, isParty, reaches, seatOf, speaksForOrganisation } from './permissions.ts';
import type { Reason } from './reasons.ts';
import type { Access, Existing } from './state.ts';

/** The person is named in this convention, by the organisation for which the server says that it acts. */
export function takesPartAs(state: Existing, actor: Actor): readonly Reason[] {
  const seat = seatOf(state, actor.person);
  return seat?.organisation.organisation === actor.organisation ? [] : [{ code: 'not-a-participant', rule: null }];
}

/** The person takes part for a party: observers aren't bound, so they decide nothing. */
export function actsForParty(state: Existing, actor: Actor): readonly Reason[] {
  return isParty(state, actor.organisation) ? [] : [{ code: 'not-a-party', rule: null }];
}

/** Directors and managers speak for their organisation. */
export function ranksAsManager(actor: Actor): readonly Reason[] {
  return speaksForOrganisation(actor.rank) ? [] : [{ code: 'rank-too-low', rule: null }];
}

/** The person was named with at least that access. */
export function hasAccess(state: Existing, actor: Actor, needs: Access): readonly Reason[] {
  const access = accessOf(state, actor.person);
  return access && reaches(access, needs) ? [] : [{ code: 'access-too-narrow', rule: null, needs }];
}

/** What running meetings and taking stances ask for: a party's director or manager who writes or comments. */
export function speaksForItsParty(state: Existing, actor: Actor): readonly Reason[] {
  const outside = actsForParty(state, actor);
  return outside.length > 0 ? outside : [...ranksAsManager(actor), ...hasAccess(state, actor, 'comments')];
}

/** What minutes and versions ask for: a party's participant who writes or comments, of any rank. */
export function contributesForItsParty(state: Existing, actor: Actor): readonly Reason[] {
  const outside = actsForParty(state, actor);
  return outside.length > 0 ? outside : hasAccess(state, actor, 'comments');
}
