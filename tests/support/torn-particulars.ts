/** Complete fields and rows from which something is taken, so that one rule or another is no longer met. */
import type { FilledIn } from '@entente/server/demo/fill-in';
import { lacking, withFields, withRows } from './complete-particulars.ts';

const tears: readonly ((filled: FilledIn) => FilledIn)[] = [
  (filled) => withFields(filled, 'project', { population: undefined }),
  (filled) => withFields(filled, 'calendar', { end: undefined }),
  (filled) => withFields(filled, 'calendar', { end: '2020-01-01' }),
  (filled) => withFields(filled, 'calendar', { heavy: true }),
  (filled) => withFields(filled, 'regulation', { noticeDays: 0 }),
  (filled) => withRows(filled, 'risks', (rows) => rows.map((row) => lacking(row, 'fallback'))),
  (filled) => withRows(filled, 'risks', () => []),
  (filled) => withRows(filled, 'roles', (rows) => rows.slice(1)),
  (filled) => withRows(filled, 'budget', (rows) => rows.map((row) => ({ ...row, kind: 'known' }))),
  (filled) => withRows(filled, 'budget', (rows) => rows.map((row) => lacking(row, 'bearer'))),
  (filled) => withRows(filled, 'evaluation', (rows) => rows.slice(1)),
  (filled) => withRows(filled, 'evaluation', (rows) => rows.filter(({ row }) => row !== 'review')),
];

/** `chance` says what is taken. */
export function tornParticulars(complete: FilledIn, chance: number): FilledIn {
  const tear = tears[(chance >> 1) % tears.length];
  if (!tear) throw new Error('there is something to take');
  return tear(complete);
}
