import type { Node } from '@tiptap/pm/model';

export type FoundWords = { readonly from: number; readonly to: number };

/** Where words occur in a document, in order; neither capitals nor accents matter. Nothing is found for nothing. */
export function findWords(doc: Node, words: string): readonly FoundWords[] {
  const needle = folded(words.trim()).text;
  if (needle === '') return [];
  const found: FoundWords[] = [];
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    // One character per position inside the block: whatever isn't text stands for itself.
    const { text, places } = folded(node.textBetween(0, node.content.size, undefined, '\uFFFC'));
    for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + needle.length)) {
      const from = places[at];
      const last = places[at + needle.length - 1];
      if (from !== undefined && last !== undefined) found.push({ from: pos + 1 + from, to: pos + 2 + last });
    }
    return false;
  });
  return found;
}

/** Lower case without accents, and for each of its characters the place it came from. */
function folded(text: string): { readonly text: string; readonly places: readonly number[] } {
  let result = '';
  const places: number[] = [];
  for (let place = 0; place < text.length; place += 1) {
    const plain = (text[place] ?? '')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[\u00A0\u202F]/g, ' ')
      .replace(/[’]/g, "'")
      .toLowerCase();
    for (const character of plain) places.push(...Array.from({ length: character.length }, () => place));
    result += plain;
  }
  return { text: result, places };
}
