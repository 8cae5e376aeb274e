/** The words of a paragraph, heading or cell, with the marks that print shows. */

import type { Language } from '@entente/shared/language';
import type { CanonicalMark, CanonicalNode } from '@entente/shared/text/canonical';
import { frenchTypographyAcross } from '@entente/shared/text/french-typography';
import { isLinkAllowed } from '@entente/shared/text/schema';
import type { Run, Typesetter } from './printable-text.ts';

/** `break`: a line end that was typed. `mayBreak`: where an endless word (an address) may go on to the next line. */
export type Inline = 'break' | 'mayBreak' | Words;

export type Words = {
  readonly run: Run;
  readonly bold?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly strike?: true;
  readonly href?: string;
};

export type InlinePrinting = { readonly typesetter: Typesetter; readonly language: Language };

/** Typst refuses longer addresses; such a link is printed as words. */
const longestAddress = 2000;

/** A word longer than any of the language: it may break anywhere, and rather after a mark of an address. */
const endlessWord = /\S{31,}/gu;
const pieceOfEndlessWord = /[^/?&=.@_:-]{0,5}[/?&=.@_:-]|[^/?&=.@_:-]{1,6}/gu;

/** The inline content of a block, in reading order. Text nodes at any depth below it are included. */
export function printableInline(nodes: readonly CanonicalNode[], printing: InlinePrinting): readonly Inline[] {
  const pieces = piecesOf(nodes);
  const typed = pieces.map((piece) => (piece === 'break' ? '\n' : piece.text));
  const shown = printing.language === 'fr' ? frenchTypographyAcross(typed) : typed;
  return pieces.flatMap((piece, index) =>
    piece === 'break' ? (['break'] as const) : wordsOf(shown[index] ?? '', styleOf(piece.marks), printing.typesetter),
  );
}

type Piece = 'break' | { readonly text: string; readonly marks: readonly CanonicalMark[] };

function piecesOf(nodes: readonly CanonicalNode[]): readonly Piece[] {
  return nodes.flatMap((node): readonly Piece[] => {
    if (node.type === 'hardBreak') return ['break'];
    if (typeof node.text === 'string') return linesOf(node.text, 'marks' in node ? (node.marks ?? []) : []);
    return piecesOf('content' in node ? (node.content ?? []) : []);
  });
}

/** A line end inside a text is a line end on the page's screen too. */
function linesOf(text: string, marks: readonly CanonicalMark[]): readonly Piece[] {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .flatMap((line, index): readonly Piece[] => [...(index > 0 ? (['break'] as const) : []), { text: line, marks }]);
}

type Style = Omit<Words, 'run'>;

function styleOf(marks: readonly CanonicalMark[]): Style {
  const has = (type: string) => marks.some((mark) => mark.type === type);
  const href = marks.find((mark) => mark.type === 'link')?.attrs?.href;
  return {
    ...(has('bold') ? { bold: true } : {}),
    ...(has('italic') ? { italic: true } : {}),
    ...(has('underline') ? { underline: true } : {}),
    ...(has('strike') ? { strike: true } : {}),
    ...(typeof href === 'string' && isPrintableAddress(href) ? { href: href.trim() } : {}),
  };
}

/** A link is live only when its address is one that the text's schema allows and that a PDF can carry. */
function isPrintableAddress(href: string): boolean {
  return isLinkAllowed(href) && href.length <= longestAddress && /^[\x21-\x7E]+$/.test(href.trim());
}

function wordsOf(text: string, style: Style, typesetter: Typesetter): readonly Inline[] {
  return piecesThatBreak(text).flatMap((piece, index): readonly Inline[] => [
    ...(index > 0 ? (['mayBreak'] as const) : []),
    ...typesetter.line(piece).map((run) => ({ run, ...style })),
  ]);
}

/** The text cut where an endless word may break; in one piece when there is none. */
function piecesThatBreak(text: string): readonly string[] {
  const pieces: string[] = [];
  let done = 0;
  let current = '';
  for (const match of text.matchAll(endlessWord)) {
    const [first = '', ...others] = match[0].match(pieceOfEndlessWord) ?? [];
    pieces.push(current + text.slice(done, match.index) + first, ...others.slice(0, -1));
    current = others.at(-1) ?? '';
    done = match.index + match[0].length;
  }
  return [...pieces, current + text.slice(done)];
}
