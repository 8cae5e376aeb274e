import type { TextFacts } from '../../text/digest.ts';
import { fieldsOf } from '../../text/particulars.ts';
import type { Reason } from '../reasons.ts';

/** DOC-6, « la liberté d'aller ou de quitter le partenariat »: how a party leaves, and with how many days of notice, at least one. */
export function anExitClause(facts: TextFacts): readonly Reason[] {
  const { exitClause, noticeDays } = fieldsOf(facts, 'regulation');
  const fields: ('exitClause' | 'noticeDays')[] = [];
  if (exitClause === undefined) fields.push('exitClause');
  if (!noticeDays) fields.push('noticeDays');
  return fields.length > 0 ? [{ code: 'exit-clause-missing', rule: 'DOC-6', section: 'regulation', fields }] : [];
}
