/** Verifies as the page and the command line do. */
import { webcrypto } from 'node:crypto';
import type { Check, CheckCode, Status } from '@entente/shared/evidence/check';
import { type EvidenceFile, writeEvidence } from '@entente/shared/evidence/evidence-file';
import { inflateWith } from '@entente/shared/evidence/inflate';
import { type FileVerifier, type Report, verifyFile } from '@entente/shared/evidence/verify-file';
import { verifierWith } from '@entente/shared/signing/verify-signature';

export const verifier: FileVerifier = {
  verifySignature: verifierWith(webcrypto.subtle),
  inflate: inflateWith(() => new DecompressionStream('deflate')),
};

/** The report on a file of that content. Throws when it can't be read. */
export async function reportOn(file: EvidenceFile): Promise<Report> {
  const verified = await verifyFile(Uint8Array.from(writeEvidence(file)), verifier);
  if (verified.kind === 'unreadable') throw new Error(`it could not be read: ${verified.why} ${verified.detail}`);
  return verified;
}

/** The codes of the checks with that outcome, each once, in their order. */
export function codesThat(status: Status, { checks }: { readonly checks: readonly Check[] }): readonly CheckCode[] {
  return [...new Set(checks.filter((check) => check.status === status).map(({ code }) => code))];
}

/** The codes of what fails in that file. */
export async function failuresOf(file: EvidenceFile): Promise<readonly CheckCode[]> {
  return codesThat('fails', await reportOn(file));
}
