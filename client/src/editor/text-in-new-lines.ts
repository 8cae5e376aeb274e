import { giveText, isLineWithoutText } from '@entente/shared/text/lines-without-text';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

/**
 * For as long as the document exists, a line that this page makes, or from which it takes the last thing, gets its text at
 * once: `lines-without-text.ts` says why. No other: what was there already may get its text from another page at the same
 * moment. Opening a text, and what comes from others, is no edit of this page and writes nothing.
 */
export function textInNewLines(doc: Y.Doc): void {
  // Before anything is told of the edit, so that what tells of it tells of the text too.
  doc.on('beforeObserverCalls', (edit: Y.Transaction) => {
    if (edit.origin !== ySyncPluginKey) return;
    const lines = [...linesMade(edit), ...linesEmptied(edit)];
    if (lines.length === 0) return;
    doc.transact(({ meta }) => {
      // One step of undoing with the edit, or none like it.
      meta.set('addToHistory', edit.meta.get('addToHistory'));
      giveText(lines);
    }, ySyncPluginKey);
  });
}

function linesMade({ doc, beforeState }: Y.Transaction): readonly Y.XmlElement[] {
  const structs = doc.store.clients.get(doc.clientID) ?? [];
  const firstNew = structs.findLastIndex(({ id }) => id.clock < (beforeState.get(doc.clientID) ?? 0)) + 1;
  return structs.slice(firstNew).flatMap((struct) => {
    const type = struct instanceof Y.Item && struct.content instanceof Y.ContentType ? struct.content.type : null;
    return isLineWithoutText(type) && !struct.deleted ? [type] : [];
  });
}

/** `changed` knows only what was there before, and null stands for what is in it, beside its attributes. */
function linesEmptied({ changed }: Y.Transaction): readonly Y.XmlElement[] {
  return [...changed].flatMap(([type, places]) =>
    isLineWithoutText(type) && places.has(null) && type._item?.deleted === false ? [type] : [],
  );
}
