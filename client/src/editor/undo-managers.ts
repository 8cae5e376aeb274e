import { type PartId, wordsRoot } from '@entente/shared/sections/parts';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

const managers = new WeakMap<Y.Doc, Map<PartId, Y.UndoManager>>();

/**
 * The undo history of one part: this person's own words only, typed on this page. It lives beside the document, so
 * that leaving the text for another page of the convention and coming back forgets nothing.
 */
export function undoManagerOf(doc: Y.Doc, section: PartId): Y.UndoManager {
  const ofDoc = managers.get(doc) ?? new Map<PartId, Y.UndoManager>();
  managers.set(doc, ofDoc);
  const known = ofDoc.get(section);
  if (known) return known;
  const manager = new Y.UndoManager(doc.getXmlFragment(wordsRoot(section)), {
    trackedOrigins: new Set([ySyncPluginKey]),
    deleteFilter: mayGo,
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
  });
  ofDoc.set(section, manager);
  return manager;
}

/**
 * Undoing takes a line or a table back only while nobody has words in it, and a line's text only with the line: somebody may
 * be about to type there. What is inside is asked about before what it is in.
 */
function mayGo({ content, parent }: Y.Item): boolean {
  if (!(content instanceof Y.ContentType)) return true;
  const { type } = content;
  if (type instanceof Y.XmlText) return type.length === 0 && parent instanceof Y.XmlElement && parent.length > 1;
  return type instanceof Y.XmlElement && isWordless(type);
}

function isWordless(element: Y.XmlElement): boolean {
  return element
    .toArray()
    .every((child) =>
      child instanceof Y.XmlElement ? isWordless(child) : child instanceof Y.XmlText && child.length === 0,
    );
}
