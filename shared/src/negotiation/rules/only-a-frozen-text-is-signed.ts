import type { Reason } from '../reasons.ts';
import type { Existing } from '../state.ts';

/** SIG-2: what is signed, or refused, is the text that every party has approved. */
export function onlyAFrozenTextIsSigned(state: Existing): readonly Reason[] {
  return state.stage === 'negotiating' ? [{ code: 'not-frozen', rule: 'SIG-2' }] : [];
}
