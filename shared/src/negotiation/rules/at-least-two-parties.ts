import type { Reason } from '../reasons.ts';
import type { Existing } from '../state.ts';

/** NEG-5, « les conventions, les signatures, les discussions ont intérêt à être communes à tous »: nobody agrees alone. */
export function atLeastTwoParties(state: Existing): readonly Reason[] {
  return state.parties.length >= 2 ? [] : [{ code: 'fewer-than-two-parties', rule: 'NEG-5' }];
}
