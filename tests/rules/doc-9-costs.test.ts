import { describe, expect, test } from 'vitest';
import { completeParticulars, lacking, withFields, withRows } from '../support/complete-particulars.ts';
import { whatIsAwaitedWith } from '../support/given.ts';

const complete = completeParticulars(['relais', 'ville']);
const [line] = complete.rows.budget ?? [];
if (!line) throw new Error('the complete particulars have a budget line');
const known = { ...line, kind: 'known' } as const;
const withLines = (...lines: (typeof line)[]) => withRows(complete, 'budget', () => lines);
const hiddenMissing = { code: 'hidden-costs-missing', rule: 'DOC-9', section: 'budget' };
const incomplete = (...rows: number[]) => ({ code: 'budget-line-incomplete', rule: 'DOC-9', section: 'budget', rows });

describe('the budget', () => {
  test('DOC-9: with a hidden cost counted, nothing is awaited', () => {
    expect(whatIsAwaitedWith(withLines(known, line))).toEqual([]);
  });

  test('DOC-9: has a line', () => {
    for (const lines of [[], [{ row: 'budgetLine' } as const]]) {
      expect(whatIsAwaitedWith(withLines(...lines))).toEqual([
        { code: 'no-budget-line', rule: 'DOC-9', section: 'budget' },
      ]);
    }
  });

  test('DOC-9: costs known and in kind hide no hidden one, unless it is written why there is none', () => {
    const lines = withLines(known, { ...line, kind: 'inKind' } as const);
    expect(whatIsAwaitedWith(lines)).toEqual([hiddenMissing]);
    expect(whatIsAwaitedWith(withFields(lines, 'budget', { noHiddenCosts: 'Tout est déjà compté.' }))).toEqual([]);
  });

  test.each(['label', 'amount', 'bearer', 'funder'])('DOC-9: each line says its %s', (cell) => {
    expect(whatIsAwaitedWith(withLines(line, lacking(line, cell)))).toEqual([incomplete(2)]);
  });

  test('DOC-9: each line says its kind', () => {
    expect(whatIsAwaitedWith(withLines(lacking(line, 'kind')))).toEqual([incomplete(1), hiddenMissing]);
  });

  test('DOC-9: a cost is borne by a party of this convention', () => {
    expect(whatIsAwaitedWith(withLines(line, { ...line, bearer: 'departement' } as typeof line))).toEqual([
      incomplete(2),
    ]);
  });

  test('DOC-9: a cost of nothing is a cost that was counted', () => {
    expect(whatIsAwaitedWith(withLines({ ...line, amount: 0 } as typeof line))).toEqual([]);
  });
});
