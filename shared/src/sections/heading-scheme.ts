/**
 * How one file marks where its articles begin. The strongest sign that the file uses throughout decides, so that a bold
 * line inside « Article 3 » is not taken for an article, and is taken for one where nothing else marks them.
 */
import { assertNever } from '../assert-never.ts';
import type { HeadingLine } from './heading-line.ts';

/** What has been read before the heading. */
export type ReadSoFar = {
  /** A part with a heading has begun. */
  readonly started: boolean;
  readonly firstArticleSeen: boolean;
};

export type HeadingScheme = { readonly startsPart: (heading: HeadingLine, soFar: ReadSoFar) => boolean };

/** From strong to weak: « Article N » lines, heading styles, numbered bold lines, bold lines alone. */
type Sign =
  | { readonly by: 'article'; readonly level: number | undefined }
  | { readonly by: 'style'; readonly level: number }
  | { readonly by: 'number' }
  | { readonly by: 'line' };

/** The scheme that a file's headings show. */
export function headingScheme(headings: readonly HeadingLine[]): HeadingScheme {
  const sign = strongestSign(headings);
  return { startsPart: (heading, soFar) => startsPart(sign, heading, soFar) };
}

function strongestSign(headings: readonly HeadingLine[]): Sign {
  const articles = headings.filter(isArticle);
  if (articles.length >= 2) return { by: 'article', level: highestLevel(articles) };
  const styled = headings.filter((heading) => heading.level !== undefined);
  const level = articleLevel(styled);
  if (level !== undefined && (styled.length >= 2 || styled.some(isMatched))) return { by: 'style', level };
  if (articles.length === 1) return { by: 'article', level: highestLevel(articles) };
  if (headings.filter(isNumberedLine).length >= 2) return { by: 'number' };
  return { by: 'line' };
}

/**
 * The highest level at which enough headings say what conventions title their articles; without any, the first level
 * used twice. « 2.1 Finalité » says by its number that it is under an article.
 */
function articleLevel(styled: readonly HeadingLine[]): number | undefined {
  const levels = [...new Set(styled.map(({ level }) => level ?? 6))].sort((a, b) => a - b);
  const at = (level: number) => styled.filter((heading) => heading.level === level);
  const matched = (level: number) =>
    at(level).filter((heading) => isMatched(heading) && !isNumberedBelow(heading)).length;
  const most = Math.max(0, ...levels.map(matched));
  if (most === 0) return levels.find((level) => at(level).length >= 2) ?? levels[0];
  return levels.find((level) => matched(level) >= Math.min(most, Math.max(2, most / 3)));
}

function isNumberedBelow(heading: HeadingLine): boolean {
  const { number } = heading.match;
  return (number.kind === 'article' || number.kind === 'numbered') && number.depth > 1;
}

function startsPart(sign: Sign, heading: HeadingLine, soFar: ReadSoFar): boolean {
  const { kind } = heading.match.number;
  if (kind === 'container' || isArticle(heading)) return true;
  if (heading.match.section === 'opening') return soFar.started && !soFar.firstArticleSeen;
  if (!soFar.started && kind === 'bare') return opensText(sign, heading);
  if (kind === 'annex') return isHighEnough(sign, heading);
  if (heading.level !== undefined) return isHighEnough(sign, heading);
  switch (sign.by) {
    case 'article':
    case 'style':
      return false;
    case 'number':
      return isNumberedLine(heading);
    case 'line':
      return isMatched(heading) || isNumberedLine(heading);
    default:
      return assertNever(sign);
  }
}

/**
 * Before the first article. Where articles are marked otherwise, an unstyled line can only be a preamble: the names of
 * organisations among the parties (« MISSION LOCALE ») sound like other sections.
 */
function opensText(sign: Sign, heading: HeadingLine): boolean {
  if (heading.level === undefined && sign.by !== 'line') return heading.match.section === 'values';
  return isMatched(heading) && isHighEnough(sign, heading);
}

/** Not under an article's level. Where articles have no style, a style must come with a sure match. */
function isHighEnough(sign: Sign, heading: HeadingLine): boolean {
  if (heading.level === undefined) return true;
  if ((sign.by === 'article' || sign.by === 'style') && sign.level !== undefined) return heading.level <= sign.level;
  return heading.match.confidence === 'sure';
}

function isArticle(heading: HeadingLine): boolean {
  const { number } = heading.match;
  return number.kind === 'article' && number.depth === 1;
}

function isNumberedLine(heading: HeadingLine): boolean {
  const { number } = heading.match;
  return heading.level === undefined && number.kind === 'numbered' && number.depth === 1;
}

function isMatched(heading: HeadingLine): boolean {
  return heading.match.confidence !== 'none';
}

function highestLevel(headings: readonly HeadingLine[]): number | undefined {
  const levels = headings.flatMap(({ level }) => level ?? []);
  return levels.length > 0 ? Math.min(...levels) : undefined;
}
