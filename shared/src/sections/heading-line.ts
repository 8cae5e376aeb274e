/**
 * Which paragraphs of a Word file are headings. Styles are often missing: a bold line, an underlined one, one in
 * capitals, an automatic number in front of a lone bold line are headings as well when they are numbered like an
 * article or say what conventions title their articles.
 */
import { type BlockJson, isEmphasised, onOneLine, wordsOf } from '../text/blocks.ts';
import { matchTitle, type TitleMatch } from './match-title.ts';

/** One block of the file, with what the block itself can't say. */
export type SourceBlock = {
  readonly block: BlockJson;
  /** Word's heading level, 1 to 6, from its styles. */
  readonly heading?: number;
  /** Has Word's style for the title of a document. */
  readonly isTitle?: boolean;
  /** Shown bold or in capitals by its style, which leaves no mark on the words. */
  readonly standsOut?: boolean;
};

export type HeadingLine = {
  readonly title: string;
  readonly match: TitleMatch;
  /** Word's heading level; `undefined` for a line that only looks like a heading. */
  readonly level: number | undefined;
  /** The heading as one paragraph or heading block. */
  readonly block: BlockJson;
};

/** One block of the file, with the heading that it is or the title that it begins with, if any. */
export type Line = {
  readonly source: SourceBlock;
  readonly heading: HeadingLine | undefined;
  readonly runIn: HeadingLine | undefined;
};

/** Longer than this, a paragraph with a heading's style or in bold is a paragraph all the same. */
const longestHeading = 200;
const longestLine = 120;
const longestPlainLine = 80;

/** The heading that a block is, or `undefined`. */
export function readHeadingLine(source: SourceBlock): HeadingLine | undefined {
  const block = source.heading === undefined ? lineBlock(source.block) : source.block;
  if (block === undefined) return undefined;
  const title = onOneLine([block]);
  if (title === '' || title.length > longestHeading) return undefined;
  const match = matchTitle(title);
  const line = { title, match, level: source.heading, block };
  if (source.heading !== undefined) return line;
  const standsOut = source.standsOut === true || standsOutByItself(block);
  return looksLikeHeading(line, standsOut) ? line : undefined;
}

/** A title at the beginning of a paragraph: « **Risques et scénarios de remplacement.** Si l'éducateur… ». */
export function readRunIn(block: BlockJson): HeadingLine | undefined {
  const nodes = block.type === 'paragraph' ? (block.content ?? []) : [];
  const end = nodes.findIndex((node) => !isEmphasised(node));
  const next = nodes[end];
  if (end < 1 || next === undefined) return undefined;
  const lead = onOneLine(nodes.slice(0, end));
  if (lead.length < 3 || lead.length > longestLine) return undefined;
  const title = lead.replace(/[\s.:–—-]+$/u, '');
  const match = matchTitle(title);
  const separated = next.type === 'hardBreak' || /[.:–—-]$/u.test(lead) || /^\s*[.:–—-]/u.test(next.text ?? '');
  const isTitledArticle = match.number.kind === 'article' && match.number.rest !== '';
  return separated || isTitledArticle ? { title, match, level: undefined, block } : undefined;
}

/** A lone paragraph, or a numbered list of one short item: the way Word numbers headings without a heading style. */
function lineBlock(block: BlockJson): BlockJson | undefined {
  if (block.type === 'paragraph') return block;
  if (block.type !== 'orderedList' || block.content?.length !== 1) return undefined;
  const [paragraph, ...others] = block.content[0]?.content ?? [];
  if (paragraph?.type !== 'paragraph' || others.length > 0 || !standsOutByItself(paragraph)) return undefined;
  const start = block.attrs?.start;
  const label: BlockJson = {
    type: 'text',
    text: `${typeof start === 'number' ? start : 1}. `,
    marks: [{ type: 'bold' }],
  };
  return { ...paragraph, content: [label, ...(paragraph.content ?? [])] };
}

function standsOutByItself(block: BlockJson): boolean {
  const runs = (block.content ?? []).filter((node) => node.type === 'text' && (node.text ?? '').trim() !== '');
  if (runs.length === 0) return false;
  return runs.every(isEmphasised) || isInCapitals(wordsOf([block]));
}

/** « ARTICLE 1er » and « Article n° 3 » count as capitals where their numbers allow. */
function isInCapitals(text: string): boolean {
  const letters = text.replace(/\d+\s*(?:er|ère|°|bis|ter)/giu, '').replace(/[^\p{L}]/gu, '');
  return letters.length >= 4 && letters === letters.toLocaleUpperCase('fr');
}

function looksLikeHeading(line: HeadingLine, standsOut: boolean): boolean {
  const { title, match } = line;
  if (title.length > longestLine || /[;,]$/u.test(title)) return false;
  switch (match.number.kind) {
    case 'article':
    case 'container':
      return standsOut || (title.length <= longestPlainLine && !/[.:]$/u.test(title) && isSetApart(title, match));
    case 'annex':
      return standsOut;
    case 'numbered':
      return standsOut && match.number.separated;
    case 'bare':
      return standsOut && (match.confidence === 'sure' || (match.confidence === 'likely' && title.length <= 60));
  }
}

/** « Article 5 – Moyens » is a heading even in plain letters; « Article 5 du code civil » is the start of a sentence. */
function isSetApart(title: string, match: TitleMatch): boolean {
  return match.number.rest === '' || /^\S+\s+\S+\s*[:.–—-]/u.test(title);
}
