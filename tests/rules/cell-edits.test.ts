/** What pages do with fields and rows: each step undone by itself, nobody else's words with it. */
import type { SectionId } from '@entente/shared/sections/sections';
import { canonicalTables } from '@entente/shared/text/canonical-tables';
import { rowsInOrder } from '@entente/shared/text/rows-in-order';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { placesOf } from '../../client/src/editor/drafts.ts';
import { undoManagerOf } from '../../client/src/editor/undo-managers.ts';
import {
  addRow,
  moveRow,
  redoInCells,
  removeRow,
  undoInCells,
  writeField,
  writeRowCell,
} from '../../client/src/tables/cell-edits.ts';
import { putBackCells } from '../../client/src/tables/kept-cells.ts';

function page(section: SectionId = 'risks') {
  const doc = new Y.Doc();
  const sheet = { doc, section };
  // The page has its undo history from the moment that the section is on the screen.
  undoManagerOf(doc, section);
  return sheet;
}

const said = ({ doc, section }: ReturnType<typeof page>) =>
  canonicalTables(doc, section).map((node) => ('attrs' in node ? { ...node.attrs } : {}));

const row = (sheet: ReturnType<typeof page>, index: number) =>
  (rowsInOrder(sheet.doc, sheet.section)[index] as { map: Y.Map<unknown> }).map;

function meet(one: ReturnType<typeof page>, other: ReturnType<typeof page>): void {
  Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(one.doc));
  Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(other.doc));
}

describe('undoing in fields and rows', () => {
  test('takes one step after the other back, and gives them again', () => {
    const sheet = page();
    addRow(sheet, 'risk');
    writeRowCell(sheet, row(sheet, 0), { name: 'risk', value: 'Grève' });
    writeRowCell(sheet, row(sheet, 0), { name: 'risk', value: 'Grève des transports' });
    undoInCells(sheet.doc, 'risks');
    expect(said(sheet)).toEqual([{ row: 'risk', risk: 'Grève' }]);
    undoInCells(sheet.doc, 'risks');
    undoInCells(sheet.doc, 'risks');
    expect(said(sheet)).toEqual([]);
    for (let step = 0; step < 3; step += 1) redoInCells(sheet.doc, 'risks');
    expect(said(sheet)).toEqual([{ row: 'risk', risk: 'Grève des transports' }]);
  });

  test('a row that another person has filled in stays, at its place and of its kind', () => {
    const [mine, theirs] = [page(), page()];
    addRow(mine, 'risk', { risk: 'Grève' });
    meet(mine, theirs);
    addRow(theirs, 'risk', { risk: 'Inondation' });
    writeRowCell(theirs, row(theirs, 0), { name: 'fallback', value: 'Report' });
    meet(mine, theirs);
    undoInCells(mine.doc, 'risks');
    meet(mine, theirs);
    expect(said(mine)).toEqual([
      { row: 'risk', fallback: 'Report' },
      { row: 'risk', risk: 'Inondation' },
    ]);
    expect(said(theirs)).toEqual(said(mine));
  });

  test('another person’s later value of the cell stays', () => {
    const [mine, theirs] = [page('project'), page('project')];
    writeField(mine, 'territory', 'Valmer');
    meet(mine, theirs);
    writeField(theirs, 'territory', 'Valmer et Lussac');
    meet(mine, theirs);
    undoInCells(mine.doc, 'project');
    expect(said(mine)).toEqual([{ territory: 'Valmer et Lussac' }]);
  });

  test('moving and removing are taken back too', () => {
    const sheet = page();
    for (const risk of ['A', 'B', 'C']) addRow(sheet, 'risk', { risk });
    const order = () =>
      said(sheet)
        .map(({ risk }) => risk)
        .join('');
    moveRow(sheet, 'risk', { row: row(sheet, 2), by: -1 });
    expect(order()).toBe('ACB');
    moveRow(sheet, 'risk', { row: row(sheet, 0), by: -1 });
    expect(order()).toBe('ACB');
    removeRow(sheet, row(sheet, 0));
    expect(order()).toBe('CB');
    undoInCells(sheet.doc, 'risks');
    expect(order()).toBe('ACB');
    undoInCells(sheet.doc, 'risks');
    expect(order()).toBe('ABC');
  });

  test('rows without places, and places without room between them, are spread when one is moved', () => {
    const sheet = page();
    const rows = ['A', 'B', 'C'].map(
      (risk) =>
        new Y.Map([
          ['row', 'risk'],
          ['risk', risk],
        ]),
    );
    sheet.doc.getArray('rows:risks').push(rows);
    const order = () =>
      said(sheet)
        .map(({ risk }) => risk)
        .join('');
    moveRow(sheet, 'risk', { row: row(sheet, 2), by: -1 });
    expect(order()).toBe('ACB');
    addRow(sheet, 'risk', { risk: 'D' });
    expect(order()).toBe('ACBD');
    for (const { map } of rowsInOrder(sheet.doc, 'risks')) map.set('place', '0001');
    moveRow(sheet, 'risk', { row: row(sheet, 3), by: -1 });
    expect(order().indexOf('D')).toBe(2);
  });
});

describe('cells that were refused', () => {
  test('are kept as what differs from the common text, and put back into the row that they were in', () => {
    const [mine, common] = [page('budget'), page('budget')];
    addRow(common, 'budgetLine', { label: 'Loyer', amount: 100 });
    addRow(common, 'budgetLine', { label: 'Salaires', amount: 200 });
    meet(common, mine);
    writeRowCell(mine, row(mine, 1), { name: 'amount', value: 250 });
    addRow(mine, 'budgetLine', { label: 'Assurance' });
    addRow(mine, 'budgetLine');
    writeField(mine, 'noHiddenCosts', 'Aucun');
    const places = placesOf(canonicalTables(mine.doc, 'budget'), canonicalTables(common.doc, 'budget'));
    for (const place of places) putBackCells(common, place);
    expect(said(common)).toEqual([
      { noHiddenCosts: 'Aucun' },
      { row: 'budgetLine', label: 'Loyer', amount: 100 },
      { row: 'budgetLine', label: 'Salaires', amount: 250 },
      { row: 'budgetLine', label: 'Assurance' },
    ]);
  });
});
