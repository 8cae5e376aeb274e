import type { Reason } from '../reasons.ts';
import type { Existing } from '../state.ts';

/** NEG-1: « A longer reflection delay can be agreed; a shorter one can't. » In calendar days. */
export function reflectionCanOnlyGrow(state: Existing, days: number): readonly Reason[] {
  const current = state.reflection.days;
  return days >= current ? [] : [{ code: 'reflection-cannot-shrink', rule: 'NEG-1', days: current }];
}
