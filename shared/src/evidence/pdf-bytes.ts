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

/** How many seals or attachments are looked at: ours have one of each, and a hostile file could have millions. */
const mostFound = 20;

/**
 * How many places are looked at that name one, from the end: whoever writes the text may write the name, and headings, links and
 * titles stand in the open. Ours come after nearly all of them.
 */
const mostNamed = 1_000;

/** True for bytes that claim to be a PDF. */
export function isPdf(bytes: Bytes): boolean {
  return asciiOf(bytes.subarray(0, 1_024)).includes('%PDF-');
}

/** Every seal that covers the document from its first byte, the last one first: a seal is added after what it covers. */
export function sealPlaces(bytes: Bytes): readonly SealPlace[] {
  return found(bytes, '/ByteRange', (at) => {
    const range = /^\/ByteRange\s*\[\s*0\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/.exec(
      asciiOf(bytes.subarray(at, at + 120)),
    );
    const [start = 0, end = 0, length = 0] = (range ?? []).slice(1).map(Number);
    const isPlace = start < end && bytes[start] === 0x3c && bytes[end - 1] === 0x3e && end + length <= bytes.length;
    return range && isPlace && (at < start || at >= end) ? { start, end, until: end + length } : undefined;
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

/** The streams of all attached files, the last one first, as they stand: deflated (zlib), or plain. Others can't be read here. */
export function attachments(bytes: Bytes): readonly Attachment[] {
  return found(bytes, '/EmbeddedFile', (at) => {
    const head = asciiOf(bytes.subarray(at, at + 4_000));
    // « EmbeddedFiles » is their list; and the dictionary is the stream's own, not that of another object after this one.
    const opening = /^\/EmbeddedFile(?![A-Za-z])(?:(?!endobj)[\s\S])*?>>\s*stream\r?\n/.exec(head)?.[0];
    if (opening === undefined) return undefined;
    const before = asciiOf(bytes.subarray(Math.max(0, at - 2_000), at));
    const dictionary = before.slice(before.lastIndexOf(' obj')) + opening;
    const start = at + opening.length;
    const direct = /\/Length\s+(\d{1,10})(?!\s+\d+\s+R)/.exec(dictionary)?.[1];
    const end = direct === undefined ? endOfStream(bytes, start) : start + Number(direct);
    const filter = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1]?.replace(/[[\]\s]/g, '');
    if (end > bytes.length || (filter !== undefined && filter !== '/FlateDecode')) return undefined;
    return { bytes: bytes.subarray(start, end), isDeflated: filter !== undefined };
  });
}

function endOfStream(bytes: Bytes, start: number): number {
  const place = indexOf(bytes, 'endstream', start);
  const at = place < 0 ? bytes.length : place;
  const withoutFeed = bytes[at - 1] === 0x0a ? at - 1 : at;
  return bytes[withoutFeed - 1] === 0x0d ? withoutFeed - 1 : withoutFeed;
}

/** What is found where that name stands, from the end of the file on. */
function found<T>(bytes: Bytes, name: string, read: (at: number) => T | undefined): readonly T[] {
  const all: T[] = [];
  let at = lastIndexOf(bytes, name, bytes.length);
  for (let named = 0; at >= 0 && named < mostNamed && all.length < mostFound; named += 1) {
    const one = read(at);
    if (one !== undefined) all.push(one);
    at = lastIndexOf(bytes, name, at);
  }
  return all;
}

/** Where the letters begin last, before that place; -1 when they don't. */
function lastIndexOf(bytes: Bytes, letters: string, before: number): number {
  const codes = codesOf(letters);
  let at = before;
  do at = at === 0 ? -1 : bytes.lastIndexOf(codes[0] ?? 0, at - 1);
  while (at >= 0 && !codes.every((code, place) => bytes[at + place] === code));
  return at;
}

/** Where the letters begin first, from that place on; -1 when they don't. */
function indexOf(bytes: Bytes, letters: string, from: number): number {
  const codes = codesOf(letters);
  let at = bytes.indexOf(codes[0] ?? 0, from);
  while (at >= 0 && !codes.every((code, place) => bytes[at + place] === code))
    at = bytes.indexOf(codes[0] ?? 0, at + 1);
  return at;
}

function codesOf(ascii: string): readonly number[] {
  return Array.from(ascii, (letter) => letter.charCodeAt(0));
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
