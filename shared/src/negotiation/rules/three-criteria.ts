import type { TextFacts } from '../../text/digest.ts';
import { type Row, rowsOf } from '../../text/particulars.ts';
import { criteria } from '../../text/tables.ts';
import type { Reason } from '../reasons.ts';

/**
 * DOC-11, « Pas de partenariat sans évaluation », « efficacité, efficience et impact… au minimum »: of each of the three there is an
 * indicator that says what is planned, where its figure comes from and when it is read.
 */
export function threeCriteria(facts: TextFacts): readonly Reason[] {
  const measured = new Set(
    rowsOf(facts, 'indicator')
      .filter(isComplete)
      .map((row) => row.criterion),
  );
  const missing = criteria.filter((criterion) => !measured.has(criterion));
  return missing.length > 0
    ? [{ code: 'indicator-missing', rule: 'DOC-11', section: 'evaluation', criteria: missing }]
    : [];
}

function isComplete({ label, planned, source, date }: Row<'indicator'>): boolean {
  return label !== undefined && planned !== undefined && source !== undefined && date !== undefined;
}
