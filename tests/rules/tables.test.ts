import { fieldsRoot, rowsRoot } from '@entente/shared/sections/parts';
import { textFactsOf } from '@entente/shared/text/digest';
import { fieldsOf, rowsOf } from '@entente/shared/text/particulars';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { editOf, givenText } from '../support/guarded-text.ts';

const [me, mine] = [1, 100];

function rowEdit(doc: Y.Doc, cells: Record<string, unknown>, section: 'risks' | 'budget' | 'evaluation' = 'risks') {
  return editOf(doc, () => doc.getArray(rowsRoot(section)).push([new Y.Map(Object.entries(cells))]));
}

describe('the fields and rows of a section', () => {
  test('are admitted, belong to their section, and are part of its digest', () => {
    const text = givenText();
    const before = textFactsOf(text.doc);
    const { admission } = text.take(rowEdit(text.peer(mine), { row: 'risk', risk: 'Grève', fallback: 'Report' }), me);
    expect(admission).toMatchObject({ kind: 'admitted', sections: ['risks'] });
    const after = textFactsOf(text.doc);
    expect(rowsOf(after, 'risk')).toEqual([{ risk: 'Grève', fallback: 'Report' }]);
    expect(after.sections.risks.digest).not.toBe(before.sections.risks.digest);
    expect(after.digest).not.toBe(before.digest);
  });

  test('are refused in a closed section', () => {
    const text = givenText();
    const edit = rowEdit(text.peer(mine), { row: 'risk', risk: 'Grève' });
    expect(text.judge(edit, me, { closed: ['risks'] })).toMatchObject({ code: 'section-closed', section: 'risks' });
  });

  test.each([
    ['an unknown column', { row: 'risk', colour: 'red' }],
    ['an unknown kind', { row: 'indicator' }],
    ['a value of another type', { row: 'risk', risk: 7 }],
    ['words without end', { row: 'risk', risk: 'x'.repeat(4_001) }],
    ['something nested', { row: 'risk', risk: { a: 1 } }],
  ])('%s is outside the schema', (_, cells) => {
    const text = givenText();
    expect(text.judge(rowEdit(text.peer(mine), cells), me)).toMatchObject({ code: 'outside-schema', section: 'risks' });
  });

  test('a row holds no text, list or map of its own', () => {
    const text = givenText();
    for (const nested of [new Y.Map(), new Y.Array(), new Y.Text('x')])
      expect(text.judge(rowEdit(text.peer(mine), { row: 'risk', risk: nested }), me)).toMatchObject({
        code: 'outside-schema',
      });
    const doc = text.peer(mine);
    const word = editOf(doc, () => doc.getArray(rowsRoot('risks')).push(['a word']));
    expect(text.judge(word, me)).toMatchObject({ code: 'outside-schema', section: 'risks' });
  });

  test('money is whole cents, never negative, and of a known kind', () => {
    const text = givenText();
    for (const amount of [-1, 0.5, Number.NaN, 1e300])
      expect(text.judge(rowEdit(text.peer(mine), { row: 'budgetLine', amount }, 'budget'), me)).toMatchObject({
        code: 'outside-schema',
      });
    const line = { row: 'budgetLine', kind: 'hidden', label: 'Préparer', amount: 12_050 };
    text.take(rowEdit(text.peer(mine), line, 'budget'), me);
    expect(rowsOf(textFactsOf(text.doc), 'budgetLine')).toEqual([
      { kind: 'hidden', label: 'Préparer', amount: 12_050 },
    ]);
  });

  test('a row says its place among the others as a word; fields have none', () => {
    const text = givenText();
    text.take(rowEdit(text.peer(101), { row: 'risk', place: '0010' }), me);
    for (const place of ['', 'A', '0'.repeat(41), 1, true])
      expect(text.judge(rowEdit(text.peer(mine), { row: 'risk', place }), me)).toMatchObject({
        code: 'outside-schema',
      });
    const doc = text.peer(mine);
    const field = editOf(doc, () => doc.getMap(fieldsRoot('project')).set('place', '0010'));
    expect(text.judge(field, me)).toMatchObject({ code: 'outside-schema', section: 'project' });
  });

  test('a field has one value, the last one written; a cell that says nothing is missing', () => {
    const text = givenText();
    const set = (name: string, value: unknown, client: number) => {
      const doc = text.peer(client);
      return text.take(
        editOf(doc, () => doc.getMap(fieldsRoot('project')).set(name, value)),
        me,
      ).admission.kind;
    };
    expect(set('population', 'Les aidants', 101)).toBe('admitted');
    expect(set('population', 'Les aidants familiaux', 102)).toBe('admitted');
    expect(set('territory', ' \n', 103)).toBe('admitted');
    expect(set('country', 'France', 104)).toBe('refused');
    expect(fieldsOf(textFactsOf(text.doc), 'project')).toEqual({ population: 'Les aidants familiaux' });
  });

  test('a day exists', () => {
    const text = givenText();
    const doc = text.peer(mine);
    const start = (day: string) => editOf(doc, () => doc.getMap(fieldsRoot('calendar')).set('start', day));
    expect(text.judge(start('2027-02-30'), me)).toMatchObject({ code: 'outside-schema', section: 'calendar' });
  });
});
