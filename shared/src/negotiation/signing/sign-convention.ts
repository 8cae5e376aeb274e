import type { TextFacts } from '../../text/digest.ts';
import type { CommandOf } from '../commands.ts';
import type { Fact } from '../events.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import { refuse } from '../reasons.ts';
import { approvalAndSignatureNameTheText } from '../rules/approval-and-signature-name-the-text.ts';
import { entitledToCommit } from '../rules/entitled-to-commit.ts';
import { inForceWhenAllHaveSigned } from '../rules/in-force-when-all-have-signed.ts';
import { oneSignaturePerParty } from '../rules/one-signature-per-party.ts';
import type { Existing } from '../state.ts';
import { whatSigningAwaits } from '../what-signing-awaits.ts';

/** SIG-2: an entitled person signs the frozen text for its party, in any order; the last signature puts the convention in force (NEG-5). */
export function signConvention(state: Existing, command: CommandOf<'signConvention'>, facts: TextFacts): Outcome {
  const { digest, proof, by } = command;
  const [awaited, ...others] = whatSigningAwaits(state, facts);
  const entitled = entitledToCommit(state, by, 'SIG-1');
  if (awaited) return refuse(awaited, ...others, ...entitled);
  if (state.stage === 'negotiating') throw new Error('a negotiation always awaits something before signing');
  const reasons = [
    ...entitled,
    ...oneSignaturePerParty(state, by.organisation),
    ...approvalAndSignatureNameTheText(digest, state.text.digest),
  ];
  const capacity = by.rank === 'director' ? 'director' : 'delegate';
  const signed: Fact = { type: 'ConventionSigned', organisation: by.organisation, capacity, digest, proof };
  const missing = inForceWhenAllHaveSigned(state, state.signatures).filter((party) => party !== by.organisation);
  return unless(reasons, () =>
    accept(command, missing.length > 0 ? [signed] : [signed, { type: 'ConventionEnteredIntoForce' }]),
  );
}
