/**
 * Holds an evidence file up against itself: the text against the digest that was frozen, the journal against its chain and the
 * rules, each signature against its statement and its key. It needs no server, and believes none: what only the server could
 * know is told as such.
 */
import { fromBase64url } from '../signing/base64url.ts';
import { rawEcdsa } from '../signing/der.ts';
import { bytesOfCurve } from '../signing/signature-scheme.ts';
import type { VerifySignature } from '../signing/verify-signature.ts';
import { certificateOf, schemeOfCertificate } from './certificate.ts';
import { type Check, type CheckCode, holdsIf } from './check.ts';
import { type EvidenceFile, sealedBytes } from './evidence-file.ts';
import { journalChecks } from './journal-checks.ts';
import { signatureChecks } from './signature-checks.ts';
import { factsIn, textChecks } from './text-checks.ts';
import { walkJournal } from './walk-journal.ts';

export type Verifier = { readonly verifySignature: VerifySignature };

/** SIG-3: every check on an evidence file, in the order in which they are told. `isInOneForm`: as the file was read. Never throws. */
export async function verifyEvidence(
  { file, isInOneForm }: { readonly file: EvidenceFile; readonly isInOneForm: boolean },
  { verifySignature }: Verifier,
): Promise<readonly Check[]> {
  const facts = factsIn(file);
  const walk = walkJournal(file.journal);
  return [
    { group: 'file', code: 'one-form', status: holdsIf(isInOneForm) },
    await sealCheck(file, verifySignature),
    ...textChecks(file, facts, walk),
    ...(await orDamaged('replay', () => journalChecks(file, walk, facts))),
    ...(await orDamaged('none-left-over', () => signatureChecks({ file, walk, facts, verifySignature }))),
    ...limits(file),
  ];
}

/** The form of a file says nothing of its sense: what no rule can be asked about is damage, and told as such. */
async function orDamaged(
  code: 'replay' | 'none-left-over',
  run: () => readonly Check[] | Promise<readonly Check[]>,
): Promise<readonly Check[]> {
  try {
    return await run();
  } catch {
    return [{ group: code === 'replay' ? 'journal' : 'signatures', code, status: 'fails' }];
  }
}

/** The server's word for the file as a whole: for the names, which no signatory's key covers. */
async function sealCheck(file: EvidenceFile, verifySignature: VerifySignature): Promise<Check> {
  const { certificate } = file.server;
  if (file.seal === null || certificate === null) return { group: 'file', code: 'file-seal', status: 'unknown' };
  const read = certificateOf(fromBase64url(certificate));
  const scheme = read && schemeOfCertificate(read, file.seal.algorithm);
  const written = fromBase64url(file.seal.signature);
  const signature = written && scheme?.name === 'ECDSA' ? rawEcdsa(written, bytesOfCurve[scheme.curve]) : written;
  if (!signature || !read || !scheme) return { group: 'file', code: 'file-seal', status: 'fails' };
  const data = Uint8Array.from(sealedBytes(file));
  const verdict = await verifySignature({ scheme, key: { format: 'spki', key: read.publicKey }, signature, data });
  const status = verdict === 'unsupported' ? 'unknown' : holdsIf(verdict === 'valid');
  return { group: 'file', code: 'file-seal', status, data: { digest: read.fingerprint, text: read.subject } };
}

/** What nobody can read out of a file, told every time. */
function limits(file: EvidenceFile): readonly Check[] {
  const last = file.journal.at(-1);
  const limit = (code: CheckCode, data: Check['data'] = {}): Check => ({
    group: 'limits',
    code,
    status: 'unknown',
    data,
  });
  return [
    limit('who-held-the-keys'),
    limit('server-clock'),
    limit('what-the-server-wrote', { text: file.server.origin }),
    limit('later-entries', { version: last?.version ?? 0, digest: last?.hash ?? '', at: last?.event.at ?? '' }),
    limit('names-as-written'),
    ...whoSealed(file),
    ...(file.segment === null ? [] : [limit('text-history', { digest: file.segment })]),
  ];
}

/** Anybody can make a certificate: whose this one is, the server's operator can say. */
function whoSealed({ server, seal }: EvidenceFile): readonly Check[] {
  const certificate = seal && certificateOf(fromBase64url(server.certificate ?? ''));
  if (!certificate) return [];
  const data = { text: certificate.subject, digest: certificate.fingerprint };
  return [{ group: 'limits', code: 'who-sealed', status: 'unknown', data }];
}
