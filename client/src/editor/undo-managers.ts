import { type SectionId, textRoot } from '@entente/shared/sections/sections';
import { defaultDeleteFilter, defaultProtectedNodes, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

const managers = new WeakMap<Y.Doc, Map<SectionId, Y.UndoManager>>();

/**
 * The undo history of one section: this person's own words only, typed on this page. It lives beside the document, so
 * that leaving the text for another page of the convention and coming back forgets nothing.
 */
export function undoManagerOf(doc: Y.Doc, section: SectionId): Y.UndoManager {
  const ofDoc = managers.get(doc) ?? new Map<SectionId, Y.UndoManager>();
  managers.set(doc, ofDoc);
  const known = ofDoc.get(section);
  if (known) return known;
  const manager = new Y.UndoManager(doc.getXmlFragment(textRoot(section)), {
    trackedOrigins: new Set([ySyncPluginKey]),
    deleteFilter: (item) => defaultDeleteFilter(item, defaultProtectedNodes),
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
  });
  ofDoc.set(section, manager);
  return manager;
}
