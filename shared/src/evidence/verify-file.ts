/** A file that somebody was handed, PDF or evidence: everything that can be said of it, without any server. */
import { type Check, type CheckGroup, checkGroups, type Verdict, verdictOn } from './check.ts';
import type { EvidenceFile } from './evidence-file.ts';
import type { Inflate } from './inflate.ts';
import { isPdf } from './pdf-bytes.ts';
import { readEvidence, type Unreadable } from './read-evidence.ts';
import { type Verifier, verifyEvidence } from './verify-evidence.ts';
import { evidenceIn, pdfChecks, readSeal } from './verify-pdf.ts';

export type FileVerifier = Verifier & { readonly inflate: Inflate };

export type Report = {
  readonly kind: 'report';
  readonly source: 'pdf' | 'evidence';
  readonly verdict: Verdict;
  readonly checks: readonly Check[];
  /** `undefined` for a PDF without readable evidence. */
  readonly file: EvidenceFile | undefined;
};

/** What becomes of a file: a report, or why it is none that this verifier knows. */
export type Verified =
  | Report
  | Unreadable
  | { readonly kind: 'unreadable'; readonly why: 'ordinary-pdf'; readonly detail: string };

/** Bytes; more than any document that Entente makes. */
export const largestFile = 512 * 1_048_576;

/** Verifies a file. Never throws, whatever the bytes. */
export async function verifyFile(bytes: Uint8Array<ArrayBuffer>, verifier: FileVerifier): Promise<Verified> {
  if (bytes.length > largestFile) return { kind: 'unreadable', why: 'too-large', detail: String(bytes.length) };
  if (isPdf(bytes)) return verifyPdf(bytes, verifier);
  const read = readEvidence(bytes);
  if (read.kind === 'unreadable') return read;
  return report('evidence', await verifyEvidence(read, verifier), read.file);
}

async function verifyPdf(bytes: Uint8Array<ArrayBuffer>, verifier: FileVerifier): Promise<Verified> {
  const seal = await readSeal(bytes, verifier.verifySignature);
  const attached = await evidenceIn(bytes, verifier.inflate);
  const [first] = attached;
  if (seal === 'none' && !first) return { kind: 'unreadable', why: 'ordinary-pdf', detail: '' };
  const read = first && readEvidence(first);
  const file = read?.kind === 'evidence' ? read.file : undefined;
  const onPdf = await pdfChecks(bytes, { seal, evidence: file, attached: attached.length }, verifier.verifySignature);
  if (read?.kind !== 'evidence') {
    const unread: Check[] = read
      ? [{ group: 'pdf', code: 'pdf-evidence', status: 'fails', data: { words: [read.why] } }]
      : [];
    return report(
      'pdf',
      [...onPdf.filter(({ code }) => unread.length === 0 || code !== 'pdf-evidence'), ...unread],
      undefined,
    );
  }
  return report('pdf', [...onPdf, ...(await verifyEvidence(read, verifier))], file);
}

function report(source: Report['source'], checks: readonly Check[], file: EvidenceFile | undefined): Report {
  const placeOf = (group: CheckGroup) => checkGroups.indexOf(group);
  const sorted = [...checks].sort((a, b) => placeOf(a.group) - placeOf(b.group));
  return { kind: 'report', source, verdict: verdictOn(sorted), checks: sorted, file };
}
