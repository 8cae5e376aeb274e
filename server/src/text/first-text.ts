import { type SectionId, sectionIds } from '@entente/shared/sections/sections';
import { areTextBlocks } from '@entente/shared/text/blocks';
import * as Y from 'yjs';
import { fillSection } from '../word-import/to-fragment.ts';
import { serverClientId } from './server-client-id.ts';

/**
 * The update that gives a new convention its first words: every section seeded once, by the server. Throws for blocks
 * outside the schema, which the caller must have checked.
 */
export function firstText(blocks: Partial<Readonly<Record<SectionId, unknown>>>): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = serverClientId;
  for (const section of sectionIds) {
    const content = blocks[section] ?? [];
    if (!areTextBlocks(content)) throw new Error(`the first text of ${section} does not fit the schema`);
    fillSection(doc, section, content);
  }
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}
