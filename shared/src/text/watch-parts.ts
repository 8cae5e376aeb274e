import type * as Y from 'yjs';
import type { PartId } from '../sections/parts.ts';
import { partOfType } from './root-type.ts';

/** Calls back after every transaction with the parts that it changed. Returns how to stop. */
export function watchParts(doc: Y.Doc, changed: (touched: ReadonlySet<PartId>) => void): () => void {
  const after = (transaction: Y.Transaction) => {
    const touched = new Set<PartId>();
    for (const type of transaction.changed.keys()) {
      const part = partOfType(type);
      if (part) touched.add(part);
    }
    if (touched.size > 0) changed(touched);
  };
  doc.on('afterTransaction', after);
  return () => doc.off('afterTransaction', after);
}
