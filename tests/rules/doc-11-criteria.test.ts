import { describe, expect, test } from 'vitest';
import { completeParticulars, lacking, withRows } from '../support/complete-particulars.ts';
import { whatIsAwaitedWith } from '../support/given.ts';

const complete = completeParticulars(['relais', 'ville']);
const missing = (...criteria: string[]) => [
  { code: 'indicator-missing', rule: 'DOC-11', section: 'evaluation', criteria },
];

describe('indicators', () => {
  test('DOC-11: one of each criterion, and nothing is awaited', () => {
    expect(whatIsAwaitedWith(complete)).toEqual([]);
  });

  test('DOC-11: none, and all three are missing', () => {
    const reviews = withRows(complete, 'evaluation', (rows) => rows.filter(({ row }) => row === 'review'));
    expect(whatIsAwaitedWith(reviews)).toEqual(missing('effectiveness', 'efficiency', 'impact'));
  });

  test('DOC-11: two of one criterion stand for no other', () => {
    const twice = withRows(complete, 'evaluation', ([, second, ...others]) =>
      second ? [second, second, ...others] : [],
    );
    expect(whatIsAwaitedWith(twice)).toEqual(missing('effectiveness'));
  });

  test.each(['label', 'planned', 'source', 'date'])('DOC-11: one without its %s measures nothing', (cell) => {
    const rows = withRows(complete, 'evaluation', ([first, ...others]) =>
      first ? [lacking(first, cell), ...others] : [],
    );
    expect(whatIsAwaitedWith(rows)).toEqual(missing('effectiveness'));
  });
});
