import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { type PartTexts, textsOf } from './drafts.ts';

/** The text that a local copy holds, read into a document that is thrown away. */
export async function textsInCopy(name: string): Promise<PartTexts> {
  const doc = new Y.Doc();
  const persistence = new IndexeddbPersistence(name, doc);
  await persistence.whenSynced;
  const texts = textsOf(doc);
  await persistence.destroy();
  doc.destroy();
  return texts;
}
