/**
 * From the blocks of a Word file to a proposal: where each article begins, which section it belongs to, and what looks
 * like another section's matter inside it.
 *
 * What comes before the first article is the opening; what matches nothing goes to the general provisions.
 */
import { assertNever } from '../assert-never.ts';
import { type BlockJson, onOneLine } from '../text/blocks.ts';
import type { HeadingLine, Line, SourceBlock } from './heading-line.ts';
import { type HeadingScheme, headingScheme } from './heading-scheme.ts';
import type { ImportNoticeCode, ImportPart, ImportProposal } from './import-proposal.ts';
import { findTitle } from './import-title.ts';
import type { MatchConfidence, TitleMatch } from './match-title.ts';
import { readLines, runInArticle } from './read-lines.ts';
import type { SectionId } from './sections.ts';

export type ImportSource = {
  readonly blocks: readonly SourceBlock[];
  /** The title in the file's properties, if any. */
  readonly propertiesTitle?: string;
  readonly notices: readonly ImportNoticeCode[];
};

/** Proposes parts for the blocks of a file, in the order of the document. */
export function proposeImport(source: ImportSource): ImportProposal {
  const { title, lines } = findTitle(readLines(source.blocks), source.propertiesTitle);
  const reader = new PartReader(
    headingScheme(lines.flatMap(({ heading, runIn }) => heading ?? runInArticle(runIn) ?? [])),
  );
  for (const line of lines) reader.read(line);
  return { title: title ?? null, parts: reader.parts(), notices: [...source.notices] };
}

type OpenPart = {
  id: string;
  title: string;
  titleIn: ImportPart['titleIn'];
  heading: readonly BlockJson[];
  section: SectionId;
  confidence: MatchConfidence;
  content: BlockJson[];
  split: ImportPart['split'];
  /** Word's level of its heading; run-in titles and lines without style have none. */
  level: number | undefined;
  /** An annex stays whole. */
  splits: boolean;
};

/** Reads line after line; holds the part being filled and the split open inside it. */
class PartReader {
  readonly #scheme: HeadingScheme;
  readonly #parts: OpenPart[] = [];
  #part: OpenPart;
  #split: OpenPart | undefined;
  #container: TitleMatch | undefined;
  #firstArticleSeen = false;

  constructor(scheme: HeadingScheme) {
    this.#scheme = scheme;
    this.#part = this.#open({ title: '', titleIn: 'nowhere', heading: [], section: 'opening', confidence: 'sure' });
  }

  read(line: Line): void {
    const { heading, source } = line;
    if (heading && this.#startsPart(heading)) this.#startPart(heading, 'heading');
    else if (heading) this.#readInnerHeading(heading, source);
    else this.#readBlock(source.block, line.runIn);
  }

  /** The parts that hold something; their words are shown on one line. */
  parts(): ImportPart[] {
    return this.#parts
      .filter((part) => part.titleIn !== 'nowhere' || part.content.length > 0)
      .map(({ level: _level, splits: _splits, ...part }) => ({ ...part, preview: previewOf(part.content) }));
  }

  #startsPart(heading: HeadingLine): boolean {
    return this.#scheme.startsPart(heading, {
      started: this.#part.titleIn !== 'nowhere',
      firstArticleSeen: this.#firstArticleSeen,
    });
  }

  #startPart(heading: HeadingLine, titleIn: 'heading' | 'content'): void {
    const { match, title, level } = heading;
    if (match.number.kind === 'container') this.#container = match;
    if (match.number.kind === 'article') this.#firstArticleSeen = true;
    this.#split = undefined;
    this.#part = this.#open({
      title,
      titleIn,
      heading: titleIn === 'heading' ? [asTextBlock(heading, undefined)] : [],
      ...this.#sectionOf(match),
      level,
      splits: match.number.kind !== 'annex',
    });
  }

  /** An article that matches nothing belongs where its chapter does. */
  #sectionOf(match: TitleMatch): { section: SectionId; confidence: MatchConfidence } {
    if (match.section !== undefined) return { section: match.section, confidence: match.confidence };
    const inherited = this.#container?.section;
    if (inherited !== undefined && match.number.kind === 'article') return { section: inherited, confidence: 'likely' };
    return { section: 'general', confidence: 'none' };
  }

  #readInnerHeading(heading: HeadingLine, source: SourceBlock): void {
    if (this.#split && endsSplit(this.#split, heading)) this.#split = undefined;
    const block = heading.level === undefined ? source.block : asTextBlock(heading, this.#part.level);
    if (this.#isAnothersMatter(heading.match, 'sure')) {
      this.#openSplit(heading, { titleIn: 'heading', heading: [block], level: heading.level });
    } else {
      this.#append(block);
    }
  }

  #readBlock(block: BlockJson, runIn: HeadingLine | undefined): void {
    const article = runInArticle(runIn);
    if (runIn && this.#split?.titleIn === 'content') this.#split = undefined;
    if (article) this.#startPart(article, 'content');
    else if (runIn && this.#split === undefined && this.#isAnothersMatter(runIn.match, 'likely')) {
      this.#openSplit(runIn, { titleIn: 'content', heading: [], level: undefined });
    }
    this.#append(block);
  }

  #isAnothersMatter(match: TitleMatch, least: 'sure' | 'likely'): boolean {
    const part = this.#part;
    if (part.titleIn === 'nowhere' || !part.splits || this.#split !== undefined) return false;
    if (match.section === undefined || match.section === 'opening' || match.section === part.section) return false;
    return match.confidence === 'sure' || least === 'likely';
  }

  #openSplit(
    found: { title: string; match: TitleMatch },
    place: Pick<OpenPart, 'titleIn' | 'heading' | 'level'>,
  ): void {
    this.#split = this.#open({
      title: found.title,
      ...place,
      section: found.match.section ?? 'general',
      confidence: found.match.confidence,
      split: { from: this.#part.id, at: this.#part.content.length },
    });
  }

  #append(block: BlockJson): void {
    (this.#split ?? this.#part).content.push(block);
  }

  #open(
    start: Pick<OpenPart, 'title' | 'titleIn' | 'heading' | 'section' | 'confidence'> & Partial<OpenPart>,
  ): OpenPart {
    const part = {
      id: `part-${this.#parts.length + 1}`,
      content: [],
      split: null,
      level: undefined,
      splits: true,
      ...start,
    };
    this.#parts.push(part);
    return part;
  }
}

/** What closes a split: a heading of its own rank or above. */
function endsSplit(split: OpenPart, heading: HeadingLine): boolean {
  switch (split.titleIn) {
    case 'content':
      return true;
    case 'heading':
      return split.level === undefined || (heading.level !== undefined && heading.level <= split.level);
    case 'nowhere':
      return false;
    default:
      return assertNever(split.titleIn);
  }
}

/** A heading with the levels that a section's text has: its part's title is 3, headings inside are 4 and 5. */
function asTextBlock(heading: HeadingLine, partLevel: number | undefined): BlockJson {
  if (heading.level === undefined) return heading.block;
  const depth = partLevel === undefined ? heading.level - 1 : heading.level - partLevel;
  return {
    type: 'heading',
    attrs: { level: Math.min(5, 3 + Math.max(0, depth)) },
    content: heading.block.content ?? [],
  };
}

const previewLength = 200;

function previewOf(content: readonly BlockJson[]): string {
  const words = onOneLine(content);
  if (words.length <= previewLength) return words;
  const cut = words.slice(0, previewLength);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), previewLength / 2))}…`;
}
