import type { TextFacts } from '../../text/digest.ts';
import { type Row, rowsOf } from '../../text/particulars.ts';
import type { Reason } from '../reasons.ts';
import type { Existing } from '../state.ts';

/**
 * DOC-3, « ce que chaque acteur y apporte et ce qu'il est en droit d'espérer en retirer pour sa population, pas pour
 * lui-même »: for every party there is a row that says all three.
 */
export function eachPartyBringsAndExpects(state: Existing, facts: TextFacts): readonly Reason[] {
  const said = new Set(
    rowsOf(facts, 'contribution')
      .filter(isComplete)
      .map((row) => row.party),
  );
  const parties = state.parties
    .map(({ organisation }) => organisation)
    .filter((organisation) => !said.has(organisation));
  return parties.length > 0 ? [{ code: 'contribution-missing', rule: 'DOC-3', section: 'roles', parties }] : [];
}

function isComplete({ brings, expects, population }: Row<'contribution'>): boolean {
  return brings !== undefined && expects !== undefined && population !== undefined;
}
