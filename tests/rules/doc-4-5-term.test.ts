import { describe, expect, test } from 'vitest';
import { completeParticulars, withFields } from '../support/complete-particulars.ts';
import { whatIsAwaitedWith } from '../support/given.ts';

const complete = completeParticulars(['relais', 'ville']);
const missing = (section: string, field: string) => ({ code: 'field-missing', rule: 'DOC-4', section, field });

describe('whom, where and when', () => {
  test('DOC-4: all said, nothing is awaited', () => {
    expect(whatIsAwaitedWith(complete)).toEqual([]);
  });

  test.each([
    ['project', 'population'],
    ['project', 'territory'],
    ['calendar', 'start'],
  ] as const)('DOC-4: %s says its %s', (section, field) => {
    expect(whatIsAwaitedWith(withFields(complete, section, { [field]: undefined }))).toEqual([missing(section, field)]);
  });

  test('DOC-4: each that is missing is named', () => {
    const none = { ...complete, fields: { regulation: complete.fields.regulation ?? {} } };
    expect(whatIsAwaitedWith(none)).toEqual([
      missing('project', 'population'),
      missing('project', 'territory'),
      missing('calendar', 'start'),
      { code: 'end-missing', rule: 'DOC-5', section: 'calendar' },
    ]);
  });
});

describe('the end of a convention', () => {
  test('DOC-5: is a day', () => {
    expect(whatIsAwaitedWith(withFields(complete, 'calendar', { end: undefined }))).toEqual([
      { code: 'end-missing', rule: 'DOC-5', section: 'calendar' },
    ]);
  });

  test('DOC-5: is not before its first day; one day is a term', () => {
    const lasting = (start: string, end: string) => withFields(complete, 'calendar', { start, end });
    expect(whatIsAwaitedWith(lasting('2026-04-02', '2026-04-01'))).toEqual([
      { code: 'end-before-start', rule: 'DOC-5', section: 'calendar' },
    ]);
    expect(whatIsAwaitedWith(lasting('2026-04-01', '2026-04-01'))).toEqual([]);
  });
});
