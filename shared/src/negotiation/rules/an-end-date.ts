import type { TextFacts } from '../../text/digest.ts';
import { fieldsOf } from '../../text/particulars.ts';
import type { Reason } from '../reasons.ts';

/** DOC-5, « Il n'y a pas de partenariat à long terme »: the convention says on which day it ends, and that day isn't before its first. */
export function anEndDate(facts: TextFacts): readonly Reason[] {
  const { start, end } = fieldsOf(facts, 'calendar');
  if (end === undefined) return [{ code: 'end-missing', rule: 'DOC-5', section: 'calendar' }];
  return start !== undefined && end < start ? [{ code: 'end-before-start', rule: 'DOC-5', section: 'calendar' }] : [];
}
