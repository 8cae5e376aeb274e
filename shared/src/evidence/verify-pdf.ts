/** A sealed PDF: whether the seal is good and covers every byte, who sealed it, and the evidence that is attached. */

import { toBase64url } from '../signing/base64url.ts';
import { readFirstDer } from '../signing/der.ts';
import type { VerifySignature } from '../signing/verify-signature.ts';
import type { Certificate } from './certificate.ts';
import { type Check, type CheckCode, type CheckData, holdsIf, type Status } from './check.ts';
import { certificateOfSigner, namesItsCertificate, readSignedData, type SignedData, verifySignedData } from './cms.ts';
import type { EvidenceFile } from './evidence-file.ts';
import type { Inflate } from './inflate.ts';
import { attachments, coveredBytes, type SealPlace, sealPlaces, startsLikeEvidence, writtenIn } from './pdf-bytes.ts';
import { largestEvidence } from './read-evidence.ts';
import { type Timestamp, timestampOf } from './timestamp.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export type Seal = {
  readonly place: SealPlace;
  readonly data: SignedData;
  readonly certificate: Certificate;
  readonly timestamp: Timestamp;
};

function check(code: CheckCode, status: Status, data: CheckData = {}): Check {
  return { group: 'pdf', code, status, data };
}

/**
 * The evidence files attached to a PDF, inflated: a second one is enough to know that there are several. One that is damaged, or
 * swells beyond measure, is as if it were not there.
 */
export async function evidenceIn(pdf: Bytes, inflate: Inflate): Promise<readonly Bytes[]> {
  const found: Bytes[] = [];
  for (const { bytes, isDeflated } of attachments(pdf)) {
    const plain = isDeflated ? await inflate(bytes, largestEvidence) : bytes;
    if (plain && startsLikeEvidence(plain)) found.push(plain);
    if (found.length === 2) break;
  }
  return found;
}

/** The seal that reaches furthest, if its signature can be read. */
export async function readSeal(pdf: Bytes, verifySignature: VerifySignature): Promise<Seal | 'none' | 'unreadable'> {
  const place = [...sealPlaces(pdf)].sort((a, b) => b.until - a.until)[0];
  if (!place) return 'none';
  const written = writtenIn(pdf, place);
  const node = written && readFirstDer(written);
  // What stands after the signature in its place is covered by nothing: only the zeros that fill it may.
  const isFilled = written?.subarray(node?.whole.length).every((byte) => byte === 0);
  const data = isFilled ? readSignedData(node) : undefined;
  const certificate = data && certificateOfSigner(data);
  if (!data || !certificate) return 'unreadable';
  return { place, data, certificate, timestamp: await timestampOf(data, verifySignature) };
}

/** The checks on the document itself. `evidence`: what is attached, once read. */
export async function pdfChecks(
  pdf: Bytes,
  {
    seal,
    evidence,
    attached,
  }: {
    readonly seal: Seal | 'none' | 'unreadable';
    readonly evidence: EvidenceFile | undefined;
    readonly attached: number;
  },
  verifySignature: VerifySignature,
): Promise<readonly Check[]> {
  const found = check('pdf-evidence', attached === 1 ? 'holds' : attached === 0 ? 'unknown' : 'fails', {
    count: attached,
  });
  if (seal === 'none' || seal === 'unreadable') return [check('pdf-seal', 'fails', { words: [seal] }), found];
  const { data, certificate, place } = seal;
  const content = coveredBytes(pdf, place);
  const verdict = await verifySignedData({ data, certificate, content }, verifySignature);
  const isNamed = namesItsCertificate(data, certificate);
  const isSealed = data.contentType === '1.2.840.113549.1.7.1' && data.content === undefined && isNamed;
  const who = { text: certificate.subject, digest: certificate.fingerprint };
  const known = evidence?.server.certificate ?? null;
  return [
    check(
      'pdf-seal',
      isSealed && verdict === 'unsupported' ? 'unknown' : holdsIf(isSealed && verdict === 'valid'),
      who,
    ),
    check('pdf-whole', holdsIf(place.until === pdf.length), { count: pdf.length - place.until }),
    check('pdf-certificate', certificateStatus(seal, evidence), who),
    ...timestampChecks(seal.timestamp),
    found,
    check('pdf-same-server', known === null ? 'unknown' : holdsIf(known === toBase64url(certificate.bytes)), who),
    ...(evidence?.seal ? [] : [{ group: 'limits', code: 'who-sealed', status: 'unknown', data: who } as const]),
    { group: 'limits', code: 'pages-as-printed', status: 'unknown' },
  ];
}

/** The certificate was valid when the document was sealed: by the authority's clock, or else by the journal's last entry. */
function certificateStatus({ certificate, timestamp }: Seal, evidence: EvidenceFile | undefined): Status {
  const last = evidence?.journal.at(-1)?.event.at;
  const isVouched = timestamp.kind === 'found' && timestamp.verdict === 'valid';
  const at = isVouched ? timestamp.at : last === undefined ? undefined : Date.parse(last);
  if (at === undefined) return 'unknown';
  // The journal's last entry may be older than the certificate, and then says nothing against it.
  return holdsIf(at <= certificate.notAfter && (!isVouched || at >= certificate.notBefore));
}

/**
 * A missing timestamp is told, and takes nothing from what the rest proves (F-61). Anybody can call themselves an authority:
 * whose the certificate of a good one is, is told as something that no file proves.
 */
function timestampChecks(timestamp: Timestamp): readonly Check[] {
  if (timestamp.kind === 'none') return [{ group: 'limits', code: 'no-timestamp', status: 'unknown', data: {} }];
  const { verdict, at, authority } = timestamp;
  const status = verdict === 'unsupported' ? 'unknown' : holdsIf(verdict === 'valid');
  const stamp = check('pdf-timestamp', status, { at: new Date(at).toISOString(), text: authority.name });
  const who = { text: authority.name, digest: authority.fingerprint };
  return status === 'holds' ? [stamp, { group: 'limits', code: 'who-stamped', status: 'unknown', data: who }] : [stamp];
}
