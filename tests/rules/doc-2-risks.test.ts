import { describe, expect, test } from 'vitest';
import { completeParticulars, lacking, withRows } from '../support/complete-particulars.ts';
import { givenApprovable, whatIsAwaitedWith } from '../support/given.ts';
import { director, manager } from '../support/people.ts';

const complete = completeParticulars(['relais', 'ville']);
const [risk] = complete.rows.risks ?? [];
if (!risk) throw new Error('the complete particulars name a risk');
const missing = (rows: number[]) => [{ code: 'risk-without-fallback', rule: 'DOC-2', section: 'risks', rows }];

describe('the risk register', () => {
  test('DOC-2: with a risk and its fallback, nothing is awaited', () => {
    expect(whatIsAwaitedWith(complete)).toEqual([]);
  });

  test('DOC-2: words alone, or rows that say nothing, name no risk', () => {
    for (const rows of [[], [{ row: 'risk' } as const]]) {
      expect(whatIsAwaitedWith(withRows(complete, 'risks', () => rows))).toEqual([
        { code: 'no-risk', rule: 'DOC-2', section: 'risks' },
      ]);
    }
  });

  test('DOC-2: each risk has its fallback, and the rows that lack one are named by their place', () => {
    const rows = [risk, lacking(risk, 'fallback'), { row: 'risk' } as const, lacking(risk, 'risk')];
    expect(whatIsAwaitedWith(withRows(complete, 'risks', () => rows))).toEqual(missing([2, 4]));
  });

  test('DOC-2: every party acknowledges the register by agreeing to it, and it waits when it changed since', () => {
    const { convention, meeting } = givenApprovable();
    convention.does(manager('ville'), { type: 'reopenSection', section: 'risks', reason: 'Il en manque un.' });
    const more = withRows(completeParticulars(['relais', 'ville', 'familles', 'departement']), 'risks', (rows) => [
      ...rows,
      { ...risk, risk: 'Un retard' },
    ]);
    convention.fillsIn(manager('ville'), more).agrees(manager('ville'), 'risks');
    const asked = { type: 'approveConvention', meeting, digest: convention.facts.digest } as const;
    expect(convention.refuses(director('ville'), asked)).toEqual([
      { code: 'section-not-agreed', rule: 'APP-1', section: 'risks', parties: ['relais'] },
    ]);
    convention.agrees(manager('relais'), 'risks').approves(director('ville'), meeting);
  });
});
