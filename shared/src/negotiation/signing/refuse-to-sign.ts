import type { CommandOf } from '../commands.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import { refuse } from '../reasons.ts';
import { entitledToCommit } from '../rules/entitled-to-commit.ts';
import { oneSignaturePerParty } from '../rules/one-signature-per-party.ts';
import { onlyAFrozenTextIsSigned } from '../rules/only-a-frozen-text-is-signed.ts';
import { reasonIsGiven } from '../rules/reason-is-given.ts';
import type { Existing } from '../state.ts';
import { refOf } from '../words.ts';

/** SIG-2: a party that hasn't signed refuses to, with a reason for all. Negotiation starts again, in a new round. */
export function refuseToSign(state: Existing, command: CommandOf<'refuseToSign'>): Outcome {
  const { by } = command;
  const [notFrozen] = onlyAFrozenTextIsSigned(state);
  if (notFrozen) return refuse(notFrozen);
  const reasons = [
    ...entitledToCommit(state, by, 'SIG-1'),
    ...(state.stage === 'negotiating' ? [] : oneSignaturePerParty(state, by.organisation)),
    ...reasonIsGiven('SIG-2', command.reason),
  ];
  const reason = refOf(command, 'reason', command.reason);
  return unless(reasons, () => {
    if (!reason) throw new Error('a signature was refused without a reason');
    return accept(command, [{ type: 'SigningRefused', organisation: by.organisation, reason }]);
  });
}
