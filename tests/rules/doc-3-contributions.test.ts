import { describe, expect, test } from 'vitest';
import { completeParticulars, lacking, withRows } from '../support/complete-particulars.ts';
import { givenApprovable, whatIsAwaitedWith } from '../support/given.ts';
import { director, manager } from '../support/people.ts';

const complete = completeParticulars(['relais', 'ville']);
const missing = (parties: string[]) => [{ code: 'contribution-missing', rule: 'DOC-3', section: 'roles', parties }];

describe('what each party brings and expects', () => {
  test('DOC-3: said for every party, nothing is awaited', () => {
    expect(whatIsAwaitedWith(complete)).toEqual([]);
  });

  test('DOC-3: no row says it for anybody', () => {
    expect(whatIsAwaitedWith(withRows(complete, 'roles', () => []))).toEqual(missing(['relais', 'ville']));
  });

  test('DOC-3: what one brings says nothing of the others', () => {
    expect(whatIsAwaitedWith(withRows(complete, 'roles', (rows) => rows.slice(0, 1)))).toEqual(missing(['ville']));
  });

  test.each(['brings', 'expects', 'population', 'party'])('DOC-3: a row without « %s » says it for nobody', (cell) => {
    const rows = withRows(complete, 'roles', ([first, ...others]) => (first ? [lacking(first, cell), ...others] : []));
    expect(whatIsAwaitedWith(rows)).toEqual(missing(['relais']));
  });

  test('DOC-3: of several rows of a party, one that says all is enough', () => {
    const rows = withRows(complete, 'roles', (all) => [...all.map((row) => lacking(row, 'brings')), ...all]);
    expect(whatIsAwaitedWith(rows)).toEqual([]);
  });

  test('DOC-3: a partner who joins is to say it too', () => {
    const { convention, meeting } = givenApprovable();
    convention.does(manager('relais'), { type: 'reopenSection', section: 'roles', reason: 'Un nouveau.' });
    convention.fillsIn(manager('relais'), complete).joins(director('familles'));
    const asked = { type: 'approveConvention', meeting, digest: convention.facts.digest } as const;
    expect(convention.refuses(director('ville'), asked)).toContainEqual(missing(['familles'])[0]);
  });
});
