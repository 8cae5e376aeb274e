import type { TextFacts } from '../../text/digest.ts';
import { fieldsOf } from '../../text/particulars.ts';
import type { Reason } from '../reasons.ts';

/**
 * DOC-4, « population ciblée », « territoire géographique prédéterminé », « laps de temps donné »: whom the project is for, where,
 * and from which day on. The day on which it ends is a rule of its own.
 */
export function populationTerritoryAndTerm(facts: TextFacts): readonly Reason[] {
  const { population, territory } = fieldsOf(facts, 'project');
  const { start } = fieldsOf(facts, 'calendar');
  const reasons: Reason[] = [];
  if (population === undefined) reasons.push({ ...missing, section: 'project', field: 'population' });
  if (territory === undefined) reasons.push({ ...missing, section: 'project', field: 'territory' });
  if (start === undefined) reasons.push({ ...missing, section: 'calendar', field: 'start' });
  return reasons;
}

const missing = { code: 'field-missing', rule: 'DOC-4' } as const;
