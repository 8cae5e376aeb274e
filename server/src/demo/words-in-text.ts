import { type SectionId, textRoot } from '@entente/shared/sections/sections';
import * as Y from 'yjs';
import type { ConventionStore } from '../storage/convention-store.ts';
import { LiveText } from '../text/live-text.ts';

/** The two positions, as a page would send them, around the first occurrence of some words in a section. */
export async function rangeOfWords(
  store: ConventionStore,
  convention: string,
  { section, words }: { section: SectionId; words: string },
): Promise<{ from: unknown; to: unknown }> {
  const { doc } = LiveText.load(await store.loadText(convention));
  for (const text of runsOf(doc.getXmlFragment(textRoot(section)))) {
    const at = plain(text).indexOf(words);
    if (at < 0) continue;
    const position = (index: number): unknown =>
      Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index));
    return { from: position(at), to: position(at + words.length) };
  }
  throw new Error(`the words are not in ${section}`);
}

function runsOf(parent: Y.XmlFragment): readonly Y.XmlText[] {
  return parent.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return [child];
    return child instanceof Y.XmlElement ? runsOf(child) : [];
  });
}

function plain(text: Y.XmlText): string {
  return (text.toDelta() as { insert: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : '\uFFFC'))
    .join('');
}
