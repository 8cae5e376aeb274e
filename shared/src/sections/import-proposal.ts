/**
 * What an imported Word file is proposed to become, and what a person's choices make of it.
 *
 * The server reads the file and proposes parts; the person changes the section of a part or refuses a split; then
 * {@link applyProposal}, the same function on both sides, gives the blocks of each section. No word is lost on the way:
 * the only ones left out are a heading that says the name of the section it opens.
 */
import { z } from 'zod';
import { type BlockJson, isEmphasised, zBlocks } from '../text/blocks.ts';
import { matchTitle } from './match-title.ts';
import { type SectionId, sectionIds } from './sections.ts';

/** Why a file was refused; nothing is created. The sentences are in the client's catalogues. */
export const importRefusalCodes = [
  /** Something else than a Word document (.docx). */
  'not-a-word-file',
  /** A document of Word 97–2003 (.doc): it must be saved as .docx first. */
  'old-word-format',
  /** No byte, or no word. */
  'empty',
  /** Protected by a password. */
  'encrypted',
  /** Above the size limits. */
  'too-large',
  /** Built to harm: a compression bomb, names that leave the archive, entities, a forged size. */
  'suspicious',
  /** A Word document in name, broken inside. */
  'unreadable',
  /** Took too long to read. */
  'timeout',
  /** Too many files are being read at this moment. */
  'busy',
] as const;
export type ImportRefusalCode = (typeof importRefusalCodes)[number];
export const zImportRefusal = z.object({ refused: z.enum(importRefusalCodes) });
export type ImportRefusal = z.infer<typeof zImportRefusal>;

/** What the person must know about the reading, because the text differs from what Word shows. */
export const importNoticeCodes = [
  /** Insertions were kept and deletions dropped, as if all tracked changes had been accepted. */
  'tracked-changes-accepted',
  /** The file's comments are not brought in. */
  'comments-dropped',
  /** Pictures, charts and drawings are not brought in. */
  'pictures-dropped',
  /** Footnotes and endnotes were put under the paragraph that calls them. */
  'footnotes-moved',
  /** Page headers and footers are not brought in. */
  'headers-footers-dropped',
  /** The table of contents is not brought in. */
  'contents-table-dropped',
  /** Links with a forbidden address became plain words. */
  'links-dropped',
  /** Something with words or figures could not be read (an equation, an embedded document). */
  'other-content-dropped',
] as const;
export type ImportNoticeCode = (typeof importNoticeCodes)[number];

const zSectionId = z.enum(sectionIds);
const zPartId = z.string().regex(/^part-\d{1,4}$/);

export const zImportPart = z.object({
  id: zPartId,
  /** The heading's words, number included; empty for what comes before the first heading. */
  title: z.string(),
  /** Where the title stands: in a block of its own (`heading`), at the beginning of `content`, or nowhere. */
  titleIn: z.enum(['heading', 'content', 'nowhere']),
  /** The heading as it stands in the text: one block, or none. */
  heading: zBlocks,
  section: zSectionId,
  /** `none`: nothing matched, hence the general provisions. */
  confidence: z.enum(['sure', 'likely', 'none']),
  content: zBlocks,
  /** The first words of the content, about 200 characters, on one line. */
  preview: z.string(),
  /** The part that this one is proposed to be split from, and where in its content it goes back if refused. */
  split: z.object({ from: zPartId, at: z.number().int().min(0) }).nullable(),
});
export type ImportPart = z.infer<typeof zImportPart>;

export const zImportProposal = z.object({
  /** The convention's title, when the file gives one. */
  title: z.string().nullable(),
  /** In the order of the document. */
  parts: z.array(zImportPart),
  notices: z.array(z.enum(importNoticeCodes)),
});
export type ImportProposal = z.infer<typeof zImportProposal>;

/** What the person decided. A part that is not named keeps what was proposed; a part that doesn't exist is ignored. */
export const zImportChoices = z.object({
  sections: z.record(zPartId, zSectionId),
  refusedSplits: z.array(zPartId),
});
export type ImportChoices = z.infer<typeof zImportChoices>;

export type SectionBlocks = Record<SectionId, readonly BlockJson[]>;

/** The blocks of each section, in the order of the document; an empty list where nothing goes. */
export function applyProposal(proposal: ImportProposal, choices: ImportChoices): SectionBlocks {
  const blocks = Object.fromEntries(sectionIds.map((section) => [section, []])) as unknown as Record<
    SectionId,
    BlockJson[]
  >;
  const named = new Set<SectionId>();
  for (const part of withRefusedSplitsBack(proposal.parts, choices.refusedSplits)) {
    const section = choices.sections[part.id] ?? part.section;
    const dropTitle = !named.has(section) && isSectionsOwnName(part, section);
    if (dropTitle) named.add(section);
    blocks[section].push(...printedBlocks(part, dropTitle));
  }
  return blocks;
}

function withRefusedSplitsBack(parts: readonly ImportPart[], refused: readonly string[]): readonly ImportPart[] {
  const back = parts.filter((part) => part.split !== null && refused.includes(part.id));
  return parts.filter((part) => !back.includes(part)).map((parent) => ({ ...parent, content: refilled(parent, back) }));
}

function refilled(parent: ImportPart, back: readonly ImportPart[]): readonly BlockJson[] {
  const own = back.filter((part) => part.split?.from === parent.id);
  const at = (index: number) =>
    own.filter((part) => part.split?.at === index).flatMap((part) => [...part.heading, ...part.content]);
  return [...parent.content.flatMap((block, index) => [...at(index), block]), ...at(parent.content.length)];
}

/**
 * « Article 6 – Budget » says nothing more than the sixth section's own title. With another number it is kept: other
 * articles may refer to it by that number.
 */
function isSectionsOwnName(part: ImportPart, section: SectionId): boolean {
  if (part.titleIn === 'nowhere') return false;
  const match = matchTitle(part.title);
  const sameNumber = match.number.kind === 'bare' || match.article === sectionIds.indexOf(section);
  return match.namesSection && match.section === section && sameNumber;
}

function printedBlocks(part: ImportPart, dropTitle: boolean): readonly BlockJson[] {
  switch (part.titleIn) {
    case 'nowhere':
      return withHeadingsFrom(3, part.content);
    case 'content':
      return withHeadingsFrom(3, dropTitle ? withoutRunIn(part.content) : part.content);
    case 'heading':
      if (dropTitle) return withHeadingsFrom(3, part.content);
      return [...part.heading.map(titleHeading), ...withHeadingsFrom(4, part.content)];
  }
}

/** A heading is bold already, and underlined words in it would look like a link. */
function titleHeading(block: BlockJson): BlockJson {
  const content = (block.content ?? []).map((node) => {
    const { marks = [], ...bare } = node;
    const kept = marks.filter((mark) => mark.type !== 'bold' && mark.type !== 'underline');
    return kept.length > 0 ? { ...bare, marks: kept } : bare;
  });
  return { type: 'heading', attrs: { level: 3 }, content };
}

/** Shifts the headings among some blocks so that the highest one has this level and no level is skipped. */
function withHeadingsFrom(first: 3 | 4, blocks: readonly BlockJson[]): readonly BlockJson[] {
  const levels = blocks.flatMap((block) => (block.type === 'heading' ? [levelOf(block)] : []));
  const shift = first - Math.min(...levels);
  return blocks.map((block) =>
    block.type === 'heading' ? { ...block, attrs: { level: Math.min(5, levelOf(block) + shift) } } : block,
  );
}

function levelOf(block: BlockJson): number {
  const level = block.attrs?.level;
  return typeof level === 'number' ? level : 3;
}

/** A run-in title ends with its emphasis; the dot, colon or dash after it goes too. */
function withoutRunIn(blocks: readonly BlockJson[]): readonly BlockJson[] {
  const [first, ...others] = blocks;
  const nodes = first?.content ?? [];
  const start = nodes.findIndex((node) => !isEmphasised(node));
  const [next, ...rest] = start < 0 ? [] : nodes.slice(start);
  if (first === undefined || next === undefined) return blocks;
  const kept = next.type === 'hardBreak' ? rest : withoutSeparator(next, rest);
  return kept.length === 0 ? others : [{ ...first, content: kept }, ...others];
}

function withoutSeparator(next: BlockJson, rest: readonly BlockJson[]): readonly BlockJson[] {
  const text = next.text?.replace(/^[\s.:–—-]+/u, '');
  if (text === undefined) return [next, ...rest];
  return text === '' ? rest : [{ ...next, text }, ...rest];
}
