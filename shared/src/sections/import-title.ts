/**
 * The convention's title in an imported file: Word's title style, else a first line that says « Convention… », else the
 * file's properties, else a first heading that is no article. A title found in the text is taken out of it.
 */
import { type BlockJson, onOneLine } from '../text/blocks.ts';
import type { Line } from './heading-line.ts';
import { plainWords } from './match-title.ts';

/** How conventions call themselves on their first line. */
const conventionWords = new Set([
  'convention',
  'contrat',
  'accord',
  'protocole',
  'charte',
  'partenariat',
  'agreement',
  'memorandum',
  'partnership',
  'contract',
]);

/** A title stands near the top; further down, a bold « Convention » is part of the text. */
const nearTop = 12;
const longestTitle = 300;

/** The title, and the lines that are left. */
export function findTitle(
  lines: readonly Line[],
  propertiesTitle: string | undefined,
): { readonly title: string | undefined; readonly lines: readonly Line[] } {
  const styled = titleStyledLines(lines);
  if (styled.length > 0) return { title: wordsIn(styled), lines: lines.filter((line) => !styled.includes(line)) };
  const top = lines.slice(0, firstArticle(lines));
  const named = top.find(saysConvention);
  const written = usableTitle(propertiesTitle);
  const found =
    named ?? (written === undefined ? top.find(isUnmatchedHeading) : top.find((line) => sameWords(line, written)));
  if (found === undefined) return { title: written, lines };
  return { title: wordsIn([found]), lines: lines.filter((line) => line !== found) };
}

/** The first lines in Word's title style that follow one another: long titles are often set on two lines. */
function titleStyledLines(lines: readonly Line[]): readonly Line[] {
  const start = lines.findIndex((line) => line.source.isTitle === true);
  if (start < 0) return [];
  const after = lines.findIndex((line, index) => index > start && line.source.isTitle !== true);
  return lines.slice(start, after < 0 ? lines.length : after);
}

function firstArticle(lines: readonly Line[]): number {
  const first = lines.findIndex(({ heading, runIn }) => {
    if (runIn?.match.number.kind === 'article') return true;
    if (heading === undefined || heading.match.section === 'opening') return false;
    return heading.match.confidence === 'sure' || heading.match.number.kind !== 'bare';
  });
  return Math.min(first < 0 ? lines.length : first, nearTop);
}

/** A heading, a bold line or one in capitals that begins with « Convention », « Accord-cadre », "Partnership agreement"… */
function saysConvention(line: Line): boolean {
  const [first, second] = plainWords(onOneLine([line.source.block]));
  const says = conventionWords.has(first ?? '') || (first === 'projet' && second === 'de');
  return says && standsOut(line) && wordsIn([line]).length <= longestTitle;
}

function standsOut(line: Line): boolean {
  if (line.source.heading !== undefined || line.source.standsOut === true) return true;
  if (line.source.block.type !== 'paragraph') return false;
  const runs = (line.source.block.content ?? []).filter(
    (node) => node.type === 'text' && (node.text ?? '').trim() !== '',
  );
  const words = wordsIn([line]);
  return runs.length > 0 && (runs.every(isBold) || words === words.toLocaleUpperCase('fr'));
}

function isBold(node: BlockJson): boolean {
  return (node.marks ?? []).some((mark) => mark.type === 'bold');
}

function isUnmatchedHeading(line: Line): boolean {
  return line.source.heading !== undefined && line.heading?.match.confidence === 'none';
}

/** Properties often keep the name of the file or of the model that the text was made from. */
function usableTitle(written: string | undefined): string | undefined {
  const title = written?.replace(/\s+/gu, ' ').trim() ?? '';
  const useless =
    title === '' ||
    title.length > longestTitle ||
    /^microsoft word|\.docx?$|^document ?\d*$|^sans titre|^untitled/iu.test(title);
  return useless ? undefined : title;
}

function sameWords(line: Line, title: string): boolean {
  return plainWords(onOneLine([line.source.block])).join(' ') === plainWords(title).join(' ');
}

function wordsIn(lines: readonly Line[]): string {
  return onOneLine(lines.map((line) => line.source.block));
}
