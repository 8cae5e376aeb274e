/** A part's words as a list of tokens, each with the letters of the document that it is made of. Reads, never writes. */
import { type PartId, wordsRoot } from '@entente/shared/sections/parts';
import * as Y from 'yjs';
import type { Letter } from './who-changed-what.ts';

/** A word, the white space between two, or a line end that closes a paragraph (of one letter: the paragraph's own). */
export type Token = { readonly text: string; readonly letters: readonly Letter[] };

/** The tokens that a reader sees. */
export function tokensOf(doc: Y.Doc, part: PartId): readonly Token[] {
  const tokens: Token[] = [];
  appendChildren(doc.getXmlFragment(wordsRoot(part)), tokens);
  return tokens;
}

type AnyType = Y.ContentType['type'];

function appendChildren(parent: AnyType, tokens: Token[]): void {
  for (let item = parent._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentType)) continue;
    const { type } = item.content;
    const own = { client: item.id.client, clock: item.id.clock };
    if (type instanceof Y.XmlText) tokens.push(...tokensOfRun(type));
    else if (type instanceof Y.XmlElement) appendElement(type, own, tokens);
  }
}

function appendElement(element: Y.XmlElement, own: Letter, tokens: Token[]): void {
  appendChildren(element, tokens);
  const endsLine = element.nodeName === 'hardBreak' || holdsWords(element);
  if (endsLine) tokens.push({ text: '\n', letters: [own] });
}

/** Paragraphs and headings end a line; lists, tables and quotations are made of them. */
function holdsWords(element: Y.XmlElement): boolean {
  return element.nodeName === 'paragraph' || element.nodeName === 'heading';
}

/** Words are cut where letters and figures meet anything else. */
const word = /[\p{L}\p{N}\p{M}_]+|\s+|[^\p{L}\p{N}\p{M}_\s]/gu;

function tokensOfRun(run: Y.XmlText): readonly Token[] {
  let text = '';
  const letters: Letter[] = [];
  for (let item = run._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    text += item.content.str;
    for (let place = 0; place < item.content.str.length; place += 1) {
      letters.push({ client: item.id.client, clock: item.id.clock + place });
    }
  }
  return [...text.matchAll(word)].map(({ 0: token, index }) => ({
    text: token,
    letters: letters.slice(index, index + token.length),
  }));
}
