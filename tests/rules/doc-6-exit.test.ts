import { expect, test } from 'vitest';
import { completeParticulars, withFields } from '../support/complete-particulars.ts';
import { whatIsAwaitedWith } from '../support/given.ts';

const complete = completeParticulars(['relais', 'ville']);
const missing = (...fields: string[]) => [
  { code: 'exit-clause-missing', rule: 'DOC-6', section: 'regulation', fields },
];

test('DOC-6: with an exit clause and its notice, nothing is awaited', () => {
  expect(whatIsAwaitedWith(complete)).toEqual([]);
});

test('DOC-6: how a party leaves is written', () => {
  expect(whatIsAwaitedWith(withFields(complete, 'regulation', { exitClause: undefined }))).toEqual(
    missing('exitClause'),
  );
});

test('DOC-6: the notice is at least one day', () => {
  for (const noticeDays of [undefined, 0]) {
    expect(whatIsAwaitedWith(withFields(complete, 'regulation', { noticeDays }))).toEqual(missing('noticeDays'));
  }
  expect(whatIsAwaitedWith(withFields(complete, 'regulation', { noticeDays: 1 }))).toEqual([]);
});

test('DOC-6: both may be missing', () => {
  const none = withFields(complete, 'regulation', { exitClause: undefined, noticeDays: undefined });
  expect(whatIsAwaitedWith(none)).toEqual(missing('exitClause', 'noticeDays'));
});
