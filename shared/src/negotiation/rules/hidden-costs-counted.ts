import type { TextFacts } from '../../text/digest.ts';
import { fieldsOf, type Row, rowsOf } from '../../text/particulars.ts';
import type { Reason } from '../reasons.ts';
import { numbered } from '../rows-said.ts';
import type { Existing } from '../state.ts';

/**
 * DOC-9, « coûts connus mais aussi les coûts cachés… Le temps passé en aval, la préparation de la rencontre »: there is a budget,
 * each line says what it is, how much, which party bears it and who funds it; and a hidden cost is counted, or it is
 * written why there is none.
 */
export function hiddenCostsCounted(state: Existing, facts: TextFacts): readonly Reason[] {
  const lines = numbered(rowsOf(facts, 'budgetLine'));
  if (lines.length === 0) return [{ code: 'no-budget-line', rule: 'DOC-9', section: 'budget' }];
  const rows = lines.filter(({ row }) => !isComplete(state, row)).map(({ number }) => number);
  const isCounted = lines.some(({ row }) => row.kind === 'hidden');
  const isExplained = fieldsOf(facts, 'budget').noHiddenCosts !== undefined;
  return [
    ...(rows.length > 0 ? [{ code: 'budget-line-incomplete', rule: 'DOC-9', section: 'budget', rows } as const] : []),
    ...(isCounted || isExplained ? [] : [{ code: 'hidden-costs-missing', rule: 'DOC-9', section: 'budget' } as const]),
  ];
}

function isComplete(state: Existing, { kind, label, amount, bearer, funder }: Row<'budgetLine'>): boolean {
  const isBorne = state.parties.some(({ organisation }) => organisation === bearer);
  return kind !== undefined && label !== undefined && amount !== undefined && isBorne && funder !== undefined;
}
