import {
  type ImportProposal,
  type ImportRefusalCode,
  zImportProposal,
  zImportRefusal,
} from '@entente/shared/sections/import-proposal';
import { z } from 'zod';

export type WordFileOutcome =
  | { readonly kind: 'proposal'; readonly proposal: ImportProposal }
  | { readonly kind: 'refused'; readonly code: ImportRefusalCode };

/** The refusal, where every error of the API carries what it has to say. */
const zRefusedFile = z.object({ data: zImportRefusal });

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Has the server read a Word file. Nothing is created. Rejects when no answer comes, or when aborted. */
export async function readWordFile(file: File, signal: AbortSignal): Promise<WordFileOutcome> {
  const answer = await fetch('/api/imports', {
    method: 'POST',
    headers: { 'content-type': wordType },
    body: file,
    signal,
  });
  const body: unknown = await answer.json();
  if (answer.ok) return { kind: 'proposal', proposal: zImportProposal.parse(body) };
  return { kind: 'refused', code: zRefusedFile.parse(body).data.refused };
}
