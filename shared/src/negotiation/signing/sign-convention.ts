import type { TextFacts } from '../../text/digest.ts';
import type { Actor, CommandOf } from '../commands.ts';
import type { Fact } from '../events.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import type { Reason } from '../reasons.ts';
import { approvalAndSignatureNameTheText } from '../rules/approval-and-signature-name-the-text.ts';
import { entitledToCommit } from '../rules/entitled-to-commit.ts';
import { inForceWhenAllHaveSigned } from '../rules/in-force-when-all-have-signed.ts';
import { oneSignaturePerParty } from '../rules/one-signature-per-party.ts';
import { rulesVersion } from '../rules-version.ts';
import { takesPartAs } from '../standing.ts';
import type { Existing, Instant } from '../state.ts';
import { whatSigningOfPartyAwaits } from '../what-signing-awaits.ts';

/** SIG-2: an entitled person signs the frozen text for its party, in any order; the last signature puts the convention in force (NEG-5). */
export function signConvention(state: Existing, command: CommandOf<'signConvention'>, facts: TextFacts): Outcome {
  const { digest, statement, proof, by } = command;
  const reasons = [
    ...whySigningIsRefused(state, { by, at: command.at, facts }),
    ...(state.stage === 'negotiating' ? [] : approvalAndSignatureNameTheText(digest, state.text.digest)),
  ];
  return unless(reasons, () => {
    if (state.stage === 'negotiating') throw new Error('a negotiation always awaits something before signing');
    const capacity = by.rank === 'director' ? 'director' : 'delegate';
    const { organisation } = by;
    const signed: Fact = {
      type: 'ConventionSigned',
      organisation,
      capacity,
      digest,
      statement,
      proof,
      rules: rulesVersion,
    };
    const missing = inForceWhenAllHaveSigned(state, state.signatures).filter((party) => party !== organisation);
    return accept(command, missing.length > 0 ? [signed] : [signed, { type: 'ConventionEnteredIntoForce' }]);
  });
}

export type Signing = { readonly by: Actor; readonly at: Instant; readonly facts: TextFacts };

/**
 * Why this person's signature for its party would be refused now, before any proof is asked for; empty when it may sign (SIG-1,
 * SIG-2). What the text and its own party await comes first, then what concerns the person.
 */
export function whySigningIsRefused(state: Existing, { by, at, facts }: Signing): readonly Reason[] {
  const outside = takesPartAs(state, by);
  if (outside.length > 0) return outside;
  const signed = state.stage === 'negotiating' ? [] : oneSignaturePerParty(state, by.organisation);
  return [
    ...whatSigningOfPartyAwaits(state, { at, organisation: by.organisation }, facts),
    ...entitledToCommit(state, by, 'SIG-1'),
    ...signed,
  ];
}
