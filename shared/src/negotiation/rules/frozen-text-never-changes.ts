import type { Reason } from '../reasons.ts';
import type { Existing } from '../state.ts';

/** APP-2, « Acte qui engage ceux qui le signent »: once the last party has approved it, nothing changes the text or who is bound by it. */
export function frozenTextNeverChanges(state: Existing): readonly Reason[] {
  return state.stage === 'negotiating' ? [] : [{ code: 'text-frozen', rule: 'APP-2' }];
}
