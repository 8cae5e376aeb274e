/**
 * Asks an authority for a timestamp (RFC 3161). Whatever it answers is judged before it is believed: a token must name our
 * bytes and our nonce, and be signed by a certificate that it carries, and that was valid then. An authority that hangs, fails or lies is an answer, no error.
 */
import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { judgeToken } from '@entente/shared/evidence/timestamp';
import { readDer } from '@entente/shared/signing/der';
import { verifierWith } from '@entente/shared/signing/verify-signature';
import { Integer, OctetString } from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, SignedData, TimeStampReq, TimeStampResp, TSTInfo } from 'pkijs';
import { oid } from './oids.ts';

/** `at`: the moment that the authority vouches for, ISO 8601. */
export type Timestamp =
  | { readonly kind: 'granted'; readonly token: Uint8Array; readonly at: string }
  | { readonly kind: 'failed'; readonly why: 'timed-out' | 'unreachable' | 'rejected' | 'not-acceptable' };

export interface TimestampAuthority {
  /** The host, as it is told to readers. */
  readonly name: string;
  timestamp(bytes: Uint8Array): Promise<Timestamp>;
}

const verifySignature = verifierWith(webcrypto.subtle);

const usualPatienceMs = 10_000;
/** A token with its chain has some 6 kB. */
const largestAnswer = 100_000;

export function timestampAuthority(url: string, patienceMs = usualPatienceMs): TimestampAuthority {
  return {
    name: new URL(url).host,
    async timestamp(bytes) {
      const digest = createHash('sha256').update(bytes).digest();
      const nonce = positive(randomBytes(16));
      const answer = await ask(url, request(digest, nonce), patienceMs);
      if (!(answer instanceof Uint8Array)) return answer;
      return judged(answer, { bytes, nonce });
    },
  };
}

function request(digest: Uint8Array, nonce: Uint8Array): ArrayBuffer {
  return new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: oid.sha256 }),
      hashedMessage: new OctetString({ valueHex: Uint8Array.from(digest).buffer }),
    }),
    nonce: new Integer({ valueHex: Uint8Array.from(nonce).buffer }),
    certReq: true,
  })
    .toSchema()
    .toBER();
}

type Failed = Extract<Timestamp, { kind: 'failed' }>;

async function ask(url: string, body: ArrayBuffer, patienceMs: number): Promise<Uint8Array | Failed> {
  // It covers the reading of the answer too: an authority may stop in the middle of one.
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body,
      redirect: 'error',
      signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      return { kind: 'failed', why: 'rejected' };
    }
    return await readAnswer(response);
  } catch {
    return { kind: 'failed', why: signal.aborted ? 'timed-out' : 'unreachable' };
  }
}

async function readAnswer({ body }: Response): Promise<Uint8Array | Failed> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body ?? []) {
    length += piece.length;
    if (length > largestAnswer) return { kind: 'failed', why: 'not-acceptable' };
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}

type Asked = { readonly bytes: Uint8Array; readonly nonce: Uint8Array };

async function judged(answer: Uint8Array, asked: Asked): Promise<Timestamp> {
  try {
    const { status, timeStampToken } = TimeStampResp.fromBER(Uint8Array.from(answer).buffer);
    if (status.status !== 0 && status.status !== 1) return { kind: 'failed', why: 'rejected' };
    if (timeStampToken === undefined) return { kind: 'failed', why: 'not-acceptable' };
    const at = await timeVouchedFor(new SignedData({ schema: timeStampToken.content }), asked);
    const token = new Uint8Array(timeStampToken.toSchema().toBER());
    // Once more with what anybody will verify the document with: what is printed as granted is never found to be wrong.
    const { verdict } = await judgeToken(readDer(token), asked.bytes, verifySignature);
    if (at === undefined || verdict === 'invalid') return { kind: 'failed', why: 'not-acceptable' };
    return { kind: 'granted', token, at: at.toISOString() };
  } catch {
    // Bytes that are no timestamp: the parser throws on what it doesn't know.
    return { kind: 'failed', why: 'not-acceptable' };
  }
}

async function timeVouchedFor(signed: SignedData, { bytes, nonce }: Asked): Promise<Date | undefined> {
  if (signed.encapContentInfo.eContentType !== oid.timestampInfo) return undefined;
  const info = TSTInfo.fromBER(signed.encapContentInfo.eContent?.getValue() ?? new ArrayBuffer(0));
  const answered = Buffer.from(info.nonce?.valueBlock.valueHexView ?? []);
  if (!answered.equals(nonce)) return undefined;
  // Given the bytes, pkijs compares the imprint with their digest before it verifies the signature.
  const isSigned = await signed.verify({ signer: 0, data: Uint8Array.from(bytes).buffer });
  return isSigned ? info.genTime : undefined;
}

/** DER keeps a positive whole number as it is only when its first bit is 0 and its first byte is not. */
function positive(bytes: Uint8Array): Uint8Array {
  const first = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return Uint8Array.from([first, ...bytes.subarray(1)]);
}
