import type { AgreedPart } from '../../sections/parts.ts';
import { isClosed } from '../closed-sections.ts';
import type { Reason } from '../reasons.ts';
import type { Existing } from '../state.ts';

/** NEG-6, « le partage d'un espace de décisions négociées »: what every party agrees to changes for nobody, until a party reopens it with a reason. */
export function agreedSectionIsClosed(state: Existing, section: AgreedPart): readonly Reason[] {
  return isClosed(state, section) ? [{ code: 'section-closed', rule: 'NEG-6', section }] : [];
}
