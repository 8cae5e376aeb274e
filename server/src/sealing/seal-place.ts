/**
 * Where a seal stands in a PDF. `withPlaceForSeal` appends a signature field that covers all of the document but the place
 * itself; `fillSeal` puts the signature there. Nothing that Typst wrote is touched, so the archival claim stays true.
 */
import { createHash } from 'node:crypto';
import type { Instant } from '@entente/shared/negotiation/state';
import { PDF, PdfArray, PdfDict } from '@libpdf/core';

export type SealPlaceOptions = {
  /** What the signature's properties say of it. */
  readonly reason: string;
  /** When it is sealed, by the server's clock. */
  readonly at: Instant;
  /** DER; any parseable one does, only its place is taken here. */
  readonly certificate: Uint8Array;
};

/** Room for the signature, its chain and a timestamp with its own, in bytes. */
const room = 20_000;
const fieldName = 'entente-seal';

/** The document with an empty place. It parses the whole document, so it belongs in the process that prints. */
export async function withPlaceForSeal(pdf: Uint8Array, options: SealPlaceOptions): Promise<Uint8Array> {
  const document = await PDF.load(pdf);
  withFormOfItsOwn(document);
  // The library signs at once; what it signs is thrown away, since PAdES forbids the signing time that it writes.
  const nobody = {
    certificate: options.certificate,
    keyType: 'EC',
    signatureAlgorithm: 'ECDSA',
    sign: async () => new Uint8Array(64),
  } as const;
  const { bytes } = await document.sign({
    signer: nobody,
    reason: options.reason,
    signingTime: new Date(options.at),
    fieldName,
    estimatedSize: room,
  });
  const { start, end } = placeIn(bytes);
  bytes.fill(0x30, start + 1, end - 1);
  return bytes;
}

/** A form for the seal's field alone: the library's own names fonts that are not in the file, which archives must not need. */
function withFormOfItsOwn(document: PDF): void {
  document.getCatalog().set('AcroForm', document.register(PdfDict.of({ Fields: PdfArray.of() })));
}

/** SHA-256 of all that the seal covers. */
export function digestForSeal(pdf: Uint8Array): Uint8Array {
  const { start, end } = placeIn(pdf);
  return createHash('sha256').update(pdf.subarray(0, start)).update(pdf.subarray(end)).digest();
}

/** True when a signature of that many bytes fits into the place. */
export function fitsSealPlace(pdf: Uint8Array, signature: Uint8Array): boolean {
  const { start, end } = placeIn(pdf);
  return 2 * signature.length <= end - start - 2;
}

/** A copy with the signature in its place. Throws when there is no empty place, or it is too small. */
export function fillSeal(pdf: Uint8Array, signature: Uint8Array): Uint8Array {
  const { start, end } = placeIn(pdf);
  if (!pdf.subarray(start + 1, end - 1).every((byte) => byte === 0x30)) throw new Error('the place is taken');
  const written = Buffer.from(Buffer.from(signature).toString('hex').toUpperCase(), 'latin1');
  if (!fitsSealPlace(pdf, signature)) throw new Error(`the seal needs ${signature.length} bytes, and has ${room}`);
  const sealed = Uint8Array.from(pdf);
  sealed.set(written, start + 1);
  return sealed;
}

/** From the `<` to after the `>` between which the signature's hexadecimal stands, as the byte range says. */
function placeIn(pdf: Uint8Array): { start: number; end: number } {
  const tail = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const at = tail.lastIndexOf('/ByteRange');
  const found = /^\/ByteRange\s*\[\s*0 (\d+)\s+(\d+)\s+(\d+)\s*\]/.exec(tail.toString('latin1', at, at + 120));
  const [start, end, rest] = (found ?? []).slice(1).map(Number);
  if (at < 0 || start === undefined || end === undefined || rest === undefined || end + rest !== pdf.length) {
    throw new Error('the document has no place for a seal');
  }
  return { start, end };
}
