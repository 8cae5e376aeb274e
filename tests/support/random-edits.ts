/** What people do to a text, at random places: changes to the document as editors make them. */
import { type SectionId, textRoot } from '@entente/shared/sections/sections';
import * as Y from 'yjs';
import { appendParagraph } from './guarded-text.ts';

/** A place, as shares of what there is. */
export type Place = readonly [at: number, more: number];
export type Edit = (doc: Y.Doc, section: SectionId, place: Place) => void;

const inWords =
  (edit: (words: Y.XmlText, from: number, length: number) => void): Edit =>
  (doc, section, [at, more]) => {
    const runs = runsOf(doc.getXmlFragment(textRoot(section)));
    const words = runs[Math.floor(at * runs.length)];
    if (!words) return;
    const from = Math.floor(more * words.length);
    edit(words, from, Math.min(words.length - from, 1 + Math.floor(at * 6)));
  };

const inBlocks =
  (edit: (fragment: Y.XmlFragment, index: number) => void): Edit =>
  (doc, section, [at]) => {
    const fragment = doc.getXmlFragment(textRoot(section));
    edit(fragment, Math.floor(at * fragment.length));
  };

const inTable =
  (edit: (table: Y.XmlElement, row: number, column: number) => void): Edit =>
  (doc, section, [at, more]) => {
    const tables = doc.getXmlFragment(textRoot(section)).toArray();
    const found = tables.filter((one) => one instanceof Y.XmlElement && one.nodeName === 'table' && one.length > 0);
    const table = found[Math.floor(at * found.length)];
    if (table instanceof Y.XmlElement) edit(table, Math.floor(more * table.length), Math.floor(at * 2));
  };

/** Each changes something somewhere in the section, where there is something to change. */
export const edits = {
  type: inWords((words, from) => words.insert(from, 'mot ')),
  cut: inWords((words, from, length) => words.delete(from, length)),
  bold: inWords((words, from, length) => words.format(from, length, { bold: {} })),
  plain: inWords((words, from, length) => words.format(from, length, { bold: null, link: null })),
  link: inWords((words, from, length) => words.format(from, length, { link: { href: 'https://exemple.fr' } })),
  paragraph: (doc, section) => void appendParagraph(doc, section, 'Un paragraphe.'),
  split: inWords((words, from) => {
    const paragraph = words.parent;
    const holder = paragraph?.parent;
    if (!(paragraph instanceof Y.XmlElement && holder instanceof Y.XmlFragment)) return;
    const tail = new Y.XmlText();
    const next = new Y.XmlElement(paragraph.nodeName);
    const delta = tailOf(words, from);
    words.delete(from, words.length - from);
    next.insert(0, [tail]);
    holder.insertAfter(paragraph, [next]);
    tail.applyDelta(delta);
  }),
  erase: inBlocks((fragment, index) => {
    if (fragment.length > 0) fragment.delete(index, 1);
  }),
  line: inBlocks((fragment, index) => {
    const line = new Y.XmlElement('paragraph');
    line.insert(0, [new Y.XmlText()]);
    fragment.insert(index, [line]);
  }),
  heading: inBlocks((fragment, index) => {
    const heading = new Y.XmlElement('heading');
    heading.setAttribute('level', 3 as unknown as string);
    heading.insert(0, [new Y.XmlText('Titre')]);
    fragment.insert(index, [heading]);
  }),
  level: inBlocks((fragment, index) => {
    const element = fragment.length > 0 ? fragment.get(index) : undefined;
    if (element instanceof Y.XmlElement && element.nodeName === 'heading')
      element.setAttribute('level', 4 as unknown as string);
  }),
  list: inBlocks((fragment, index) => {
    const [list, item, paragraph] = ['bulletList', 'listItem', 'paragraph'].map((name) => new Y.XmlElement(name)) as [
      Y.XmlElement,
      Y.XmlElement,
      Y.XmlElement,
    ];
    paragraph.insert(0, [new Y.XmlText('Un point')]);
    item.insert(0, [paragraph]);
    list.insert(0, [item]);
    fragment.insert(index, [list]);
  }),
  join: inWords((words) => {
    const paragraph = words.parent;
    const before = paragraph instanceof Y.XmlElement ? paragraph.prevSibling : null;
    const end = before instanceof Y.XmlElement ? before.get(before.length - 1) : null;
    if (!(end instanceof Y.XmlText && paragraph instanceof Y.XmlElement)) return;
    const delta = words.toDelta();
    const holder = paragraph.parent;
    if (holder instanceof Y.XmlFragment) holder.delete(holder.toArray().indexOf(paragraph), 1);
    end.applyDelta([{ retain: end.length }, ...delta]);
  }),
  table: inBlocks((fragment, index) => {
    const table = new Y.XmlElement('table');
    table.insert(0, [rowOf('Poste', 'Montant'), rowOf('Loyer', '1 200 €')]);
    fragment.insert(index, [table]);
  }),
  row: inTable((table, index) => table.insert(index, [rowOf('Encore', '0 €')])),
  dropRow: inTable((table, index) => table.delete(index, 1)),
  dropColumn: inTable((table, _index, column) => {
    for (const row of table.toArray()) if (row instanceof Y.XmlElement && column < row.length) row.delete(column, 1);
  }),
  widen: inTable((table, index, column) => {
    const row = table.get(index);
    const cell = row instanceof Y.XmlElement ? row.get(Math.min(column, row.length - 1)) : undefined;
    if (cell instanceof Y.XmlElement) cell.setAttribute('colspan', 2 as unknown as string);
  }),
} as const satisfies Record<string, Edit>;

function rowOf(...cells: readonly string[]): Y.XmlElement {
  const row = new Y.XmlElement('tableRow');
  row.insert(
    0,
    cells.map((words) => {
      const [cell, paragraph] = [new Y.XmlElement('tableCell'), new Y.XmlElement('paragraph')];
      paragraph.insert(0, [new Y.XmlText(words)]);
      cell.insert(0, [paragraph]);
      return cell;
    }),
  );
  return row;
}

function tailOf(words: Y.XmlText, from: number): { insert: string; attributes?: object }[] {
  let place = 0;
  return (words.toDelta() as { insert: string; attributes?: object }[]).flatMap((part) => {
    const start = Math.max(0, from - place);
    place += part.insert.length;
    const insert = part.insert.slice(start);
    return insert === '' ? [] : [{ ...part, insert }];
  });
}

function runsOf(parent: Y.XmlFragment): Y.XmlText[] {
  return parent
    .toArray()
    .flatMap((child) => (child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? runsOf(child) : []));
}
