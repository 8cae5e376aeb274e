/**
 * Writes blocks into a section of a `Y.Doc`: how a convention made from a file or a template gets its first words.
 *
 * Only for a section that nobody has written in yet, once, on the server: two seeds would merge into double content.
 */
import { type SectionId, sectionIds, textRoot } from '@entente/shared/sections/sections';
import { areTextBlocks, type BlockJson } from '@entente/shared/text/blocks';
import { giveText, isLineWithoutText } from '@entente/shared/text/lines-without-text';
import { textSchema } from '@entente/shared/text/schema';
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';

/** One empty paragraph: a caret shows in it, and undo behaves. */
const emptySection: readonly BlockJson[] = [{ type: 'paragraph' }];

/** Fills one empty section. Throws when the section holds something or the blocks aren't ones of the schema: both are bugs. */
export function fillSection(doc: Y.Doc, section: SectionId, blocks: unknown): void {
  const fragment = doc.getXmlFragment(textRoot(section));
  if (fragment.length > 0) throw new Error(`section ${section} is not empty`);
  if (!areTextBlocks(blocks)) throw new Error(`blocks for ${section} do not fit the schema`);
  const content = blocks.length > 0 ? blocks : emptySection;
  const node = textSchema.nodeFromJSON({ type: 'doc', content });
  doc.transact(() => {
    prosemirrorToYXmlFragment(node, fragment);
    giveText([...fragment.createTreeWalker(isLineWithoutText)] as Y.XmlElement[]);
  });
}

/** Fills every section of a new document; those without blocks get one empty paragraph. */
export function fillSections(doc: Y.Doc, blocks: Partial<Readonly<Record<SectionId, unknown>>>): void {
  doc.transact(() => {
    for (const section of sectionIds) fillSection(doc, section, blocks[section] ?? []);
  });
}
