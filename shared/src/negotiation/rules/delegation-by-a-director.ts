import type { Actor } from '../commands.ts';
import type { Reason } from '../reasons.ts';

/** SIG-1: the power to commit a party is given, and taken back, by one of its directors. */
export function delegationByADirector(actor: Actor): readonly Reason[] {
  return actor.rank === 'director' ? [] : [{ code: 'only-a-director', rule: 'SIG-1' }];
}
