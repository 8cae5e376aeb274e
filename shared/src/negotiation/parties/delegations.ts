import type { CommandOf } from '../commands.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import type { Reason } from '../reasons.ts';
import { delegationByADirector } from '../rules/delegation-by-a-director.ts';
import { actsForParty } from '../standing.ts';
import type { Existing, Party } from '../state.ts';

/** SIG-1: a director of a party, who takes part, gives the power to commit it to another of its named participants. */
export function recordDelegation(state: Existing, command: CommandOf<'recordDelegation'>): Outcome {
  const { person } = command;
  const party = partyIn(state, command);
  const reasons = byDirector(state, command);
  if (!party?.participants.some((participant) => participant.person === person)) {
    reasons.push({ code: 'not-a-member', rule: null, person });
  }
  const same = party?.delegations.some((delegation) => delegation.person === person);
  return unless(reasons, () =>
    accept(command, same ? [] : [{ type: 'DelegationRecorded', organisation: command.by.organisation, person }]),
  );
}

/** SIG-1: any director of the party, who takes part, takes a delegation back. */
export function withdrawDelegation(state: Existing, command: CommandOf<'withdrawDelegation'>): Outcome {
  const { person } = command;
  const held = partyIn(state, command)?.delegations.some((delegation) => delegation.person === person);
  return unless(byDirector(state, command), () =>
    accept(command, held ? [{ type: 'DelegationWithdrawn', organisation: command.by.organisation, person }] : []),
  );
}

type OnDelegation = CommandOf<'recordDelegation' | 'withdrawDelegation'>;

function partyIn(state: Existing, { by }: OnDelegation): Party | undefined {
  return state.parties.find((party) => party.organisation === by.organisation);
}

function byDirector(state: Existing, { by }: OnDelegation): Reason[] {
  const outside = actsForParty(state, by);
  return outside.length > 0 ? [...outside] : [...delegationByADirector(by)];
}
