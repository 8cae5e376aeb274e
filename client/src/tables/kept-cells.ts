/** Fields and rows that the server did not accept, kept on this device: to be shown, and put back. */
import { canonicalJson } from '@entente/shared/canonical-json';
import type { SectionId } from '@entente/shared/sections/sections';
import type { CanonicalNode } from '@entente/shared/text/canonical';
import { canonicalTables } from '@entente/shared/text/canonical-tables';
import { rowsInOrder } from '@entente/shared/text/rows-in-order';
import { type CellValue, fieldsIn, type RowKind, rowKey, rowsIn } from '@entente/shared/text/tables';
import type { DraftPlace } from '../editor/drafts.ts';
import { addRow, type Sheet, writeField, writeRowCell } from './cell-edits.ts';
import type { Cells } from './section-table.ts';
import type { TableWords } from './use-table-words.ts';

/** What the person had in its cells where the common text has something else, a line for each row: « Risque d’échec : Grève ; … ». */
export function ownCells(place: DraftPlace, section: SectionId, words: TableWords): string {
  return changesIn(place)
    .map(({ node, own }) => {
      const kind = kindOf(node);
      const columns = kind === undefined ? fieldsIn(section) : (rowsIn(section)[kind] ?? {});
      const cells = Object.entries(columns).flatMap(([name, type]) => {
        const value = own[name];
        const title = kind === undefined ? words.names.field(name) : words.names.column(kind, name);
        return value === undefined ? [] : [words.t('kept.cell', { title, value: words.say(type, value) })];
      });
      return [kind === undefined ? '' : `${words.names.rows(kind)} – `, cells.join(' ; ')].join('');
    })
    .join('\n');
}

/** Puts kept cells back: into the row that they were in when it still stands as it did, else as a row of their own. */
export function putBackCells(sheet: Sheet, place: DraftPlace): void {
  for (const { node, instead, own } of changesIn(place)) {
    const kind = kindOf(node);
    if (kind === undefined) {
      for (const [name, value] of Object.entries(own)) writeField(sheet, name, value);
      continue;
    }
    const row = instead && rowSaying(sheet, instead);
    if (!row) addRow(sheet, kind, own);
    else for (const [name, value] of Object.entries(own)) writeRowCell(sheet, row, { name, value });
  }
}

type Change = {
  readonly node: CanonicalNode;
  /** What stood there in the common text. */
  readonly instead: CanonicalNode | undefined;
  /** The cells that differ from it; all of them where nothing stood there. */
  readonly own: Cells;
};

/** Rows and fields of a place, each beside what it would replace; what says nothing of its own is left out. */
function changesIn({ words, instead }: DraftPlace): readonly Change[] {
  const free = new Set(instead);
  return words.flatMap((node, index) => {
    const known = words.length === instead.length ? instead[index] : mostAlike(node, [...free]);
    const replaced = known && kindOf(known) === kindOf(node) ? known : undefined;
    if (replaced) free.delete(replaced);
    const before = cellsOf(replaced);
    const own = Object.fromEntries(Object.entries(cellsOf(node)).filter(([name, value]) => before[name] !== value));
    return Object.keys(own).length > 0 ? [{ node, instead: replaced, own }] : [];
  });
}

/** The one that has the most cells in common; none when none has any. A section has its fields once. */
function mostAlike(node: CanonicalNode, others: readonly CanonicalNode[]): CanonicalNode | undefined {
  const cells = Object.entries(cellsOf(node));
  const inCommon = (other: CanonicalNode) => cells.filter(([name, value]) => cellsOf(other)[name] === value).length;
  const alike = others.filter(
    (other) => kindOf(other) === kindOf(node) && (node.type === 'fields' || inCommon(other) > 0),
  );
  return alike.toSorted((a, b) => inCommon(b) - inCommon(a))[0];
}

function rowSaying({ doc, section }: Sheet, node: CanonicalNode) {
  const said = canonicalJson(node);
  const rows = canonicalTables(doc, section).filter(({ type }) => type === 'row');
  return rowsInOrder(doc, section)[rows.findIndex((row) => canonicalJson(row) === said)]?.map;
}

function kindOf(node: CanonicalNode | undefined): RowKind | undefined {
  return node?.type === 'row' && 'attrs' in node ? (node.attrs?.[rowKey] as RowKind) : undefined;
}

function cellsOf(node: CanonicalNode | undefined): Cells {
  const attrs: Readonly<Record<string, CellValue>> = (node && 'attrs' in node ? node.attrs : undefined) ?? {};
  return Object.fromEntries(Object.entries(attrs).filter(([name]) => name !== rowKey));
}
