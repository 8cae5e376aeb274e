/** Reads Word files in tests, as the route does, and checks what a page would be sent. */
import { readFileSync } from 'node:fs';
import { isImportRefusal, type ReadingOptions, readWordFile } from '@entente/server/word-import/read-word-file';
import { type ImportProposal, zImportProposal } from '@entente/shared/sections/import-proposal';

/** The convention that the demonstration is made from. */
export const sample = readFileSync(new URL('../../server/src/demo/convention-repit.docx', import.meta.url));

export async function proposalOf(bytes: Uint8Array, options?: ReadingOptions): Promise<ImportProposal> {
  const answer = await readWordFile(bytes, options);
  if (isImportRefusal(answer)) throw new Error(`refused: ${answer.refused}`);
  return zImportProposal.parse(answer);
}

export async function refusalOf(bytes: Uint8Array, options?: ReadingOptions): Promise<string> {
  const answer = await readWordFile(bytes, options);
  return isImportRefusal(answer) ? answer.refused : 'accepted';
}
