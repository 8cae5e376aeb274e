import type { TextFacts } from '../text/digest.ts';
import { signingChecklist } from './checklist.ts';
import type { Reason } from './reasons.ts';
import { onlyAFrozenTextIsSigned } from './rules/only-a-frozen-text-is-signed.ts';
import type { Convention, Instant, OrganisationId } from './state.ts';

/** Everything that stands between this convention and the signatures still missing, whoever asks (SIG-2): the lock strip's list. */
export function whatSigningAwaits(state: Convention, at: Instant, facts: TextFacts): readonly Reason[] {
  if (state.stage === 'deleted') return [{ code: 'no-such-convention', rule: null }];
  if (state.stage === 'negotiating') return onlyAFrozenTextIsSigned(state);
  return signingChecklist(state, at, { facts }).flatMap(({ reasons }) => reasons);
}

/** The same for one party's signature: it signs in any order, whatever deliberation another one lacks. */
export function whatSigningOfPartyAwaits(
  state: Convention,
  { at, organisation }: { readonly at: Instant; readonly organisation: OrganisationId },
  facts: TextFacts,
): readonly Reason[] {
  if (state.stage === 'deleted') return [{ code: 'no-such-convention', rule: null }];
  if (state.stage === 'negotiating') return onlyAFrozenTextIsSigned(state);
  const among = state.parties.filter((party) => party.organisation === organisation);
  return signingChecklist(state, at, { facts, among }).flatMap(({ reasons }) => reasons);
}
