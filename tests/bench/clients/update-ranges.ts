/** What an update of Yjs (format V1) brings: for each author, from which clock on how many. Its words are passed over. */
import type { Cursor } from './cursor.ts';

export type RangeSink = (client: number, clock: number, length: number) => void;

/** Content kinds as Yjs numbers them, in the lower five bits of a struct's first byte. */
const kinds = {
  gc: 0,
  deleted: 1,
  json: 2,
  binary: 3,
  string: 4,
  embed: 5,
  format: 6,
  type: 7,
  any: 8,
  skip: 10,
} as const;

/** Reads the structs of the update at the cursor; the deletions after them are left unread. */
export function readRanges(cursor: Cursor, sink: RangeSink): void {
  for (let authors = cursor.uint(); authors > 0; authors -= 1) {
    let structs = cursor.uint();
    const client = cursor.uint();
    let clock = cursor.uint();
    for (; structs > 0; structs -= 1) {
      const info = cursor.byte();
      const kind = info & 31;
      if (kind === kinds.skip) clock += cursor.uint();
      else {
        const length = kind === kinds.gc ? cursor.uint() : itemLength(cursor, info, kind);
        sink(client, clock, length);
        clock += length;
      }
    }
  }
}

function itemLength(cursor: Cursor, info: number, kind: number): number {
  if (info & 128) skipIdentifier(cursor);
  if (info & 64) skipIdentifier(cursor);
  if ((info & 192) === 0) {
    if (cursor.uint() === 1) cursor.skipBytes();
    else skipIdentifier(cursor);
    if (info & 32) cursor.skipBytes();
  }
  return contentLength(cursor, kind);
}

function skipIdentifier(cursor: Cursor): void {
  cursor.skipUint();
  cursor.skipUint();
}

function contentLength(cursor: Cursor, kind: number): number {
  switch (kind) {
    case kinds.string:
      return textLength(cursor);
    case kinds.deleted:
      return cursor.uint();
    case kinds.type: {
      const named = cursor.uint();
      if (named === 3 || named === 5) cursor.skipBytes();
      return 1;
    }
    case kinds.format:
      cursor.skipBytes();
      cursor.skipBytes();
      return 1;
    case kinds.binary:
    case kinds.embed:
      cursor.skipBytes();
      return 1;
    case kinds.json:
      return repeat(cursor, () => cursor.skipBytes());
    case kinds.any:
      return repeat(cursor, () => skipAny(cursor));
    default:
      throw new Error(`a struct of unknown kind ${kind}`);
  }
}

function repeat(cursor: Cursor, skip: () => void): number {
  const length = cursor.uint();
  for (let left = length; left > 0; left -= 1) skip();
  return length;
}

/** Length in UTF-16 code units of a string in UTF-8. */
function textLength(cursor: Cursor): number {
  const bytes = cursor.uint();
  const end = cursor.at + bytes;
  let length = 0;
  for (; cursor.at < end; cursor.at += 1) {
    const byte = cursor.bytes[cursor.at] ?? 0;
    if ((byte & 192) !== 128) length += byte >= 240 ? 2 : 1;
  }
  return length;
}

/** Widths in bytes of lib0's values that have one. */
const widths = new Map([
  [127, 0],
  [126, 0],
  [124, 4],
  [123, 8],
  [122, 8],
  [121, 0],
  [120, 0],
]);

function skipAny(cursor: Cursor): void {
  const kind = cursor.byte();
  const width = widths.get(kind);
  if (width !== undefined) cursor.at += width;
  else if (kind === 125) cursor.uint();
  else if (kind === 119 || kind === 116) cursor.skipBytes();
  else if (kind === 117) repeat(cursor, () => skipAny(cursor));
  else if (kind === 118) {
    repeat(cursor, () => {
      cursor.skipBytes();
      skipAny(cursor);
    });
  } else throw new Error(`a value of unknown kind ${kind}`);
}
