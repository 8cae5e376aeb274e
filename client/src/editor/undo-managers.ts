import { fieldsRoot, isSection, type PartId, readRoot, rowsRoot, wordsRoot } from '@entente/shared/sections/parts';
import { rootType } from '@entente/shared/text/root-type';
import { placeKey } from '@entente/shared/text/row-places';
import { rowKey } from '@entente/shared/text/tables';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

/** The origin of this person's changes to fields and rows. */
export const cellEdit = { name: 'cell edit' };

const managers = new WeakMap<Y.Doc, Map<PartId, Y.UndoManager>>();

/**
 * The undo history of one part, its words, fields and rows together: this person's own only, typed on this page. It lives beside the document, so
 * that leaving the text for another page of the convention and coming back forgets nothing.
 */
export function undoManagerOf(doc: Y.Doc, section: PartId): Y.UndoManager {
  const ofDoc = managers.get(doc) ?? new Map<PartId, Y.UndoManager>();
  managers.set(doc, ofDoc);
  const known = ofDoc.get(section);
  if (known) return known;
  const manager = new Y.UndoManager(rootsOf(doc, section), {
    trackedOrigins: new Set<unknown>([ySyncPluginKey, cellEdit]),
    deleteFilter: mayGo,
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
  });
  ofDoc.set(section, manager);
  return manager;
}

function rootsOf(doc: Y.Doc, part: PartId): Y.ContentType['type'][] {
  const names = isSection(part) ? [wordsRoot(part), fieldsRoot(part), rowsRoot(part)] : [wordsRoot(part)];
  return names.flatMap((name) => {
    const root = readRoot(name);
    return root ? [rootType(doc, name, root)] : [];
  });
}

/**
 * Undoing takes a line or a table back only while nobody has words in it, and a line's text only with the line: somebody may
 * be about to type there. A row goes only while nobody has filled in a cell of it. What is inside is asked about before what it is in.
 */
function mayGo(item: Y.Item): boolean {
  const { content, parent } = item;
  if (parent instanceof Y.Map && parent._item) return mayCellGo(item, parent, parent._item);
  if (!(content instanceof Y.ContentType)) return true;
  const { type } = content;
  if (type instanceof Y.Map) return type.size === 0;
  if (type instanceof Y.XmlText) return type.length === 0 && parent instanceof Y.XmlElement && parent.length > 1;
  return type instanceof Y.XmlElement && isWordless(type);
}

/** What makes a row a row, its kind and the place it was added at, stays with a row that somebody has filled in. */
function mayCellGo({ parentSub, id }: Y.Item, cells: Y.Map<unknown>, row: Y.Item): boolean {
  const cameWithRow = parentSub === rowKey || (parentSub === placeKey && isRightAfter(row.id, id));
  return !cameWithRow || [...cells.keys()].every((key) => key === rowKey || key === placeKey);
}

/** A new row is written at once: the row, its kind, its place. */
function isRightAfter(row: Y.ID, cell: Y.ID): boolean {
  return cell.client === row.client && cell.clock - row.clock <= 2;
}

function isWordless(element: Y.XmlElement): boolean {
  return element
    .toArray()
    .every((child) =>
      child instanceof Y.XmlElement ? isWordless(child) : child instanceof Y.XmlText && child.length === 0,
    );
}
