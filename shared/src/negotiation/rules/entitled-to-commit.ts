import type { Actor } from '../commands.ts';
import type { Reason } from '../reasons.ts';
import type { Existing } from '../state.ts';

/**
 * APP-1 and SIG-1, « il faut que les niveaux hiérarchiques soient respectés »: the one who commits a party is named by it
 * in this convention, and is one of its directors or holds a delegation recorded by one of them.
 */
export function entitledToCommit(state: Existing, actor: Actor, rule: 'APP-1' | 'SIG-1'): readonly Reason[] {
  const party = state.parties.find((one) => one.organisation === actor.organisation);
  if (!party) return [{ code: 'not-a-party', rule }];
  const named = party.participants.some((participant) => participant.person === actor.person);
  const delegated = party.delegations.some((delegation) => delegation.person === actor.person);
  return named && (actor.rank === 'director' || delegated) ? [] : [{ code: 'may-not-commit', rule }];
}
