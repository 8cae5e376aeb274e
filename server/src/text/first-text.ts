import type { SectionId } from '@entente/shared/sections/sections';
import { serverClientId } from '@entente/shared/text/server-client-id';
import * as Y from 'yjs';
import { fillSections } from './fill-sections.ts';

/**
 * The update that gives a new convention its first words: every section seeded once, by the server. Throws for blocks
 * outside the schema, which the caller must have checked.
 */
export function firstText(blocks: Partial<Readonly<Record<SectionId, unknown>>>): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = serverClientId;
  fillSections(doc, blocks);
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}
