/**
 * What a verifier looks for in the bytes of a PDF: where its seal stands, and the evidence file that is attached. Both stand
 * there in the open (a signature's place must, and a stream never lies inside another), so no document has to be opened.
 */
import { decodeUtf8 } from 'lib0/string';

type Bytes = Uint8Array<ArrayBuffer>;

/** A seal: a signature over all bytes but the place in which it is written itself. */
export type SealPlace = {
  readonly start: number;
  readonly end: number;
  /** How far the seal reaches; bytes after it were added later. */
  readonly until: number;
};

/** How many seals or attachments are looked at: ours have one of each, and a hostile file could name millions. */
const mostPlaces = 20;

/** True for bytes that claim to be a PDF. */
export function isPdf(bytes: Bytes): boolean {
  return asciiOf(bytes.subarray(0, 1_024)).includes('%PDF-');
}

/** Every seal that covers the document from its first byte, in their order. */
export function sealPlaces(bytes: Bytes): readonly SealPlace[] {
  return placesOf(bytes, '/ByteRange').flatMap((at) => {
    const found = /^\/ByteRange\s*\[\s*0\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/.exec(
      asciiOf(bytes.subarray(at, at + 120)),
    );
    const [start = 0, end = 0, length = 0] = (found ?? []).slice(1).map(Number);
    const isPlace = start < end && bytes[start] === 0x3c && bytes[end - 1] === 0x3e && end + length <= bytes.length;
    return found && isPlace && (at < start || at >= end) ? [{ start, end, until: end + length }] : [];
  });
}

/** The bytes that a seal covers. */
export function coveredBytes(bytes: Bytes, { start, end, until }: SealPlace): Bytes {
  const covered = new Uint8Array(start + until - end);
  covered.set(bytes.subarray(0, start));
  covered.set(bytes.subarray(end, until), start);
  return covered;
}

/** What is written in the place: hexadecimal in one case. `undefined` for anything else. */
export function writtenIn(bytes: Bytes, { start, end }: SealPlace): Bytes | undefined {
  const digits = bytes.subarray(start + 1, end - 1);
  const isUpper = !digits.some((digit) => digit >= 0x61);
  const written = new Uint8Array(digits.length >> 1);
  for (const [at, digit] of digits.entries()) {
    const value = nibble(digit, isUpper);
    if (value === undefined) return undefined;
    written[at >> 1] = ((written[at >> 1] ?? 0) << 4) | value;
  }
  return digits.length % 2 === 0 ? written : undefined;
}

function nibble(digit: number, isUpper: boolean): number | undefined {
  if (digit >= 0x30 && digit <= 0x39) return digit - 0x30;
  const first = isUpper ? 0x41 : 0x61;
  return digit >= first && digit < first + 6 ? digit - first + 10 : undefined;
}

export type Attachment = { readonly bytes: Bytes; readonly isDeflated: boolean };

/** The streams of all attached files, as they stand: deflated (zlib), or plain. Others can't be read here. */
export function attachments(bytes: Bytes): readonly Attachment[] {
  return placesOf(bytes, '/EmbeddedFile').flatMap((at) => {
    const head = asciiOf(bytes.subarray(at, at + 4_000));
    // « EmbeddedFiles » is their list.
    const opening = /^\/EmbeddedFile(?![A-Za-z])[\s\S]*?>>\s*stream\r?\n/.exec(head)?.[0];
    if (opening === undefined) return [];
    const before = asciiOf(bytes.subarray(Math.max(0, at - 2_000), at));
    const dictionary = before.slice(before.lastIndexOf(' obj')) + opening;
    const start = at + opening.length;
    const direct = /\/Length\s+(\d{1,10})(?!\s+\d+\s+R)/.exec(dictionary)?.[1];
    const end = direct === undefined ? endOfStream(bytes, start) : start + Number(direct);
    const filter = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1]?.replace(/[[\]\s]/g, '');
    if (end > bytes.length || (filter !== undefined && filter !== '/FlateDecode')) return [];
    return [{ bytes: bytes.subarray(start, end), isDeflated: filter !== undefined }];
  });
}

function endOfStream(bytes: Bytes, start: number): number {
  const [at = bytes.length] = placesOf(bytes, 'endstream', start);
  const withoutFeed = bytes[at - 1] === 0x0a ? at - 1 : at;
  return bytes[withoutFeed - 1] === 0x0d ? withoutFeed - 1 : withoutFeed;
}

/** Where the letters stand, from that place on; the first few. */
function placesOf(bytes: Bytes, ascii: string, from = 0): readonly number[] {
  const codes = Array.from(ascii, (letter) => letter.charCodeAt(0));
  const [first = 0] = codes;
  const places: number[] = [];
  for (let at = bytes.indexOf(first, from); at >= 0 && places.length < mostPlaces; at = bytes.indexOf(first, at + 1)) {
    if (codes.every((code, place) => bytes[at + place] === code)) places.push(at);
  }
  return places;
}

/** One character for each byte. */
function asciiOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return text;
}

/** The beginning of a file in words, to tell an evidence file from another attachment. */
export function startsLikeEvidence(bytes: Uint8Array): boolean {
  try {
    return decodeUtf8(bytes).includes('"format":"entente/evidence/');
  } catch {
    return false;
  }
}
