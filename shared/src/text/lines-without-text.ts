/**
 * A line (a paragraph, a heading) holds its words in a `Y.XmlText`. The editors' binding makes one only when the first letter
 * is typed: two people who begin in the same empty line at the same moment make two, each page then joins them, and letters
 * are doubled or lost (https://github.com/yjs/y-prosemirror/issues/161). So whoever makes a line gives it its text at once,
 * with nothing in it. Readers of a text see no difference, and nor does its digest.
 */
import * as Y from 'yjs';
import { textSchema } from './schema.ts';

/** True for a line with nothing in it, not even a text. */
export function isLineWithoutText(type: unknown): type is Y.XmlElement {
  return type instanceof Y.XmlElement && type.length === 0 && textSchema.nodes[type.nodeName]?.isTextblock === true;
}

/** Gives each of these lines an empty text, under the document's `clientID`. */
export function giveText(lines: Iterable<Y.XmlElement>): void {
  for (const line of lines) line.insert(0, [new Y.XmlText()]);
}
