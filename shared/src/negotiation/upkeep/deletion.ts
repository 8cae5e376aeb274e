import type { CommandOf } from '../commands.ts';
import type { Fact } from '../events.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import { refuse } from '../reasons.ts';
import { entitledToCommit } from '../rules/entitled-to-commit.ts';
import type { Existing, Frozen, Negotiating } from '../state.ts';

/** One entitled person per party agrees to delete a convention that nobody has signed; with the last party's word it is deleted. */
export function agreeToDelete(state: Existing, command: CommandOf<'agreeToDelete'>): Outcome {
  if (!isDeletable(state)) return refuse({ code: 'too-late-to-delete', rule: null });
  const { organisation } = command.by;
  const agreed = [...state.deletionAgreements, organisation];
  const all = state.parties.every((party) => agreed.includes(party.organisation));
  const facts: Fact[] = [{ type: 'DeletionAgreed', organisation }];
  if (all) facts.push({ type: 'ConventionDeleted' });
  const same = state.deletionAgreements.includes(organisation);
  return unless(entitledToCommit(state, command.by, 'APP-1'), () => accept(command, same ? [] : facts));
}

/** The same people take their party's agreement back, until the last one is given. */
export function withdrawDeletionAgreement(state: Existing, command: CommandOf<'withdrawDeletionAgreement'>): Outcome {
  if (!isDeletable(state)) return refuse({ code: 'too-late-to-delete', rule: null });
  const { organisation } = command.by;
  const agreed = state.deletionAgreements.includes(organisation);
  return unless(entitledToCommit(state, command.by, 'APP-1'), () =>
    accept(command, agreed ? [{ type: 'DeletionAgreementWithdrawn', organisation }] : []),
  );
}

function isDeletable(state: Existing): state is Negotiating | Frozen {
  return state.stage === 'negotiating' || (state.stage === 'frozen' && state.signatures.length === 0);
}
