import { LiveText } from '@entente/server/text/live-text';
import { type SectionId, textRoot } from '@entente/shared/sections/sections';
import * as Y from 'yjs';
import type { TestServer } from './server.ts';

export type FirstWords = {
  /** A copy of the text as the log has it. */
  readonly doc: Y.Doc;
  /** Where the section's first words are in it. */
  readonly text: Y.XmlText;
  /** The positions that a page would send for so many characters of them. */
  readonly range: (length: number) => { readonly from: unknown; readonly to: unknown };
};

/** The first words of a section. Throws when it begins with none. */
export async function firstWords(server: TestServer, convention: string, section: SectionId): Promise<FirstWords> {
  const { doc } = LiveText.load(await server.services.store.loadText(convention));
  let node: unknown = doc.getXmlFragment(textRoot(section)).get(0);
  while (node instanceof Y.XmlElement) node = node.get(0);
  if (!(node instanceof Y.XmlText)) throw new Error(`${section} begins with no words`);
  const text = node;
  const at = (index: number): unknown => Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index));
  return { doc, text, range: (length) => ({ from: at(0), to: at(length) }) };
}
