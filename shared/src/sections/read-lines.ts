/** The blocks of a Word file, each with the heading that it is or begins with. */
import type { BlockJson } from '../text/blocks.ts';
import { type HeadingLine, type Line, readHeadingLine, readRunIn, type SourceBlock } from './heading-line.ts';

/** Reads every block; « ARTICLE 1 » on one line and « OBJET » on the next become one heading. */
export function readLines(blocks: readonly SourceBlock[]): readonly Line[] {
  return joinSplitHeadings(blocks.map(readLine));
}

function readLine(source: SourceBlock): Line {
  const heading = readHeadingLine(source);
  return { source, heading, runIn: heading ? undefined : readRunIn(source.block) };
}

/** « **Article 3 – Moyens.** La Commune prête… »: an article whose title begins its text. */
export function runInArticle(runIn: HeadingLine | undefined): HeadingLine | undefined {
  const number = runIn?.match.number;
  return number?.kind === 'article' && number.depth === 1 ? runIn : undefined;
}

function joinSplitHeadings(lines: readonly Line[]): readonly Line[] {
  const joined: Line[] = [];
  for (const line of lines) {
    const before = joined.at(-1);
    const together = before && joinHeadings(before, line);
    if (together) joined[joined.length - 1] = together;
    else joined.push(line);
  }
  return joined;
}

function joinHeadings(before: Line, line: Line): Line | undefined {
  const number = before.heading?.match.number;
  const isNumberAlone = (number?.kind === 'article' || number?.kind === 'container') && number.rest === '';
  if (!before.heading || !isNumberAlone || line.heading?.match.number.kind !== 'bare') return undefined;
  const block: BlockJson = {
    ...before.heading.block,
    content: [
      ...(before.heading.block.content ?? []),
      { type: 'text', text: ' – ' },
      ...(line.heading.block.content ?? []),
    ],
  };
  const level = before.heading.level;
  return readLine({ block, standsOut: true, ...(level === undefined ? {} : { heading: level }) });
}
