import { describe, expect, test } from 'vitest';
import { budgetTotals } from '../../client/src/tables/budget-totals.ts';
import { readTyped, sayMoney, showTyped } from '../../client/src/tables/typed-words.ts';

describe('money as it is typed', () => {
  test.each([
    ['fr', '1250', 125_000],
    ['fr', '1 250,5', 125_050],
    ['fr', '1\u202f250,50 €', 125_050],
    ['fr', '1.250', 125_000],
    ['fr', '12.5', 1_250],
    ['fr', '0', 0],
    ['en', '1,250.50', 125_050],
    ['en', '€1,250', 125_000],
    ['en', '12,5', 1_250],
    ['en', '1250 EUR', 125_000],
  ] as const)('in %s, « %s » is %i cents', (language, typed, value) => {
    expect(readTyped('cents', typed, language)).toEqual({ value });
  });

  test.each(['beaucoup', '-3', '1,2345', '1 250,5.5', '12,', ',50', '1e3', '1 000 000 000 000 000'])(
    '« %s » is no amount, and that is said',
    (typed) => expect(readTyped('cents', typed, 'fr')).toHaveProperty('problem'),
  );

  test('what is shown is read again as the same amount, in both languages', () => {
    for (const language of ['fr', 'en'] as const)
      for (const cents of [0, 1, 99, 100, 125_050, 123_456_789])
        expect(readTyped('cents', showTyped('cents', cents, language), language)).toEqual({ value: cents });
    expect(sayMoney(125_050, 'fr').replace(/\s/g, ' ')).toBe('1 250,50 €');
    expect(sayMoney(125_000, 'en')).toBe('€1,250');
  });
});

test('days, numbers and words', () => {
  expect(readTyped('day', '2027-02-28', 'fr')).toEqual({ value: '2027-02-28' });
  expect(readTyped('day', '0027-02-28', 'fr')).toEqual({ problem: 'odd-day' });
  expect(readTyped('day', '2027-02-30', 'fr')).toEqual({ problem: 'no-day' });
  expect(readTyped('count', '90', 'fr')).toEqual({ value: 90 });
  expect(readTyped('count', '1,5', 'fr')).toEqual({ problem: 'no-count' });
  expect(readTyped('words', ' \n', 'fr')).toEqual({ value: undefined });
  expect(readTyped('words', 'x'.repeat(4_001), 'fr')).toEqual({ problem: 'too-long' });
});

test('a budget is summed per party and per kind; what is not said is counted apart', () => {
  const totals = budgetTotals(
    [
      { kind: 'known', amount: 100, bearer: 'b' },
      { kind: 'hidden', amount: 20, bearer: 'a' },
      { kind: 'hidden', amount: 3, bearer: 'a' },
      { amount: 4, bearer: 'left' },
      { kind: 'inKind', bearer: 'a' },
    ],
    ['a', 'b', 'c'],
  );
  expect(totals).toEqual({
    bearers: [
      { bearer: 'a', byKind: { known: 0, hidden: 23, inKind: 0 }, total: 23 },
      { bearer: 'b', byKind: { known: 100, hidden: 0, inKind: 0 }, total: 100 },
      { bearer: null, byKind: { known: 0, hidden: 0, inKind: 0 }, total: 4 },
    ],
    all: { byKind: { known: 100, hidden: 23, inKind: 0 }, total: 127 },
  });
});
