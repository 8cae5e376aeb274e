import type { TextFacts } from '../../text/digest.ts';
import { rowsOf } from '../../text/particulars.ts';
import type { Reason } from '../reasons.ts';
import { numbered } from '../rows-said.ts';

/**
 * DOC-2, « les risques d'échec, donc j'ai des scénarios de remplacement »: the register names at least one risk, and each risk has
 * its fallback. Every party acknowledges it by agreeing to the section, like to any other.
 */
export function everyRiskHasAFallback(facts: TextFacts): readonly Reason[] {
  const risks = numbered(rowsOf(facts, 'risk'));
  if (risks.length === 0) return [{ code: 'no-risk', rule: 'DOC-2', section: 'risks' }];
  const rows = risks
    .filter(({ row }) => row.risk === undefined || row.fallback === undefined)
    .map(({ number }) => number);
  return rows.length > 0 ? [{ code: 'risk-without-fallback', rule: 'DOC-2', section: 'risks', rows }] : [];
}
