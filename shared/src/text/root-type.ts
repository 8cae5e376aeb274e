import * as Y from 'yjs';
import { type PartId, type Root, readRoot } from '../sections/parts.ts';

type AnyType = Y.ContentType['type'];

/** The Yjs type of a known root; a root that nobody has written to is made, which is no change. */
export function rootType(doc: Y.Doc, name: string, { kind }: Root): AnyType {
  if (kind === 'rows') return doc.getArray(name);
  return kind === 'fields' ? doc.getMap(name) : doc.getXmlFragment(name);
}

/** The part to which a type of this document belongs; `undefined` for a root that no convention has. */
export function partOfType(type: AnyType): PartId | undefined {
  let root = type;
  for (let item = root._item; item !== null; item = root._item) root = item.parent as AnyType;
  return readRoot(Y.findRootTypeKey(root))?.part;
}
