/**
 * The bytes of a segment: tables of who and over which connection, then the pieces' figures as differences from the
 * piece before, then all their updates in a row; compressed together.
 */
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { LogPiece } from './compact-updates.ts';

const format = 1;
/** Above every segment that is sealed here, and a bound for one that was not. */
const largestPayload = 256 * 2 ** 20;

type Author = Pick<LogPiece, 'person' | 'organisation' | 'connection'>;

/** The pieces as stored. Instants are whole milliseconds. */
export function encodePieces(pieces: readonly LogPiece[]): Uint8Array {
  const authors = authorsOf(pieces);
  const places = new Map(authors.map((author, index) => [keyOf(author), index]));
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, authors.length);
  for (const { person, organisation, connection } of authors) {
    for (const text of [person, organisation, connection]) encoding.writeVarString(encoder, text);
  }
  encoding.writeVarUint(encoder, pieces.length);
  let before = { seq: 0, at: 0 };
  for (const piece of pieces) {
    const at = Date.parse(piece.at);
    encoding.writeVarUint(encoder, places.get(keyOf(piece)) ?? 0);
    encoding.writeVarInt(encoder, piece.firstSeq - before.seq);
    encoding.writeVarUint(encoder, piece.lastSeq - piece.firstSeq);
    encoding.writeVarUint(encoder, piece.count);
    encoding.writeVarInt(encoder, at - before.at);
    encoding.writeVarInt(encoder, Date.parse(piece.until) - at);
    encoding.writeVarUint(encoder, piece.bytes.length);
    before = { seq: piece.firstSeq, at };
  }
  for (const { bytes } of pieces) encoding.writeUint8Array(encoder, bytes);
  return compressed(encoding.toUint8Array(encoder));
}

/** The pieces again. Throws for bytes that `encodePieces` never made. */
export function decodePieces(payload: Uint8Array): readonly LogPiece[] {
  const decoder = decoding.createDecoder(decompressed(payload));
  const authors: Author[] = [];
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
    const [person, organisation, connection] = [0, 1, 2].map(() => decoding.readVarString(decoder)) as [
      string,
      string,
      string,
    ];
    authors.push({ person, organisation, connection });
  }
  const heads: { readonly head: Omit<LogPiece, 'bytes'>; readonly length: number }[] = [];
  let before = { seq: 0, at: 0 };
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
    const author = authors[decoding.readVarUint(decoder)];
    if (!author) throw new Error('a piece names an author that is not in the table');
    const firstSeq = before.seq + decoding.readVarInt(decoder);
    const lastSeq = firstSeq + decoding.readVarUint(decoder);
    const count = decoding.readVarUint(decoder);
    const at = before.at + decoding.readVarInt(decoder);
    const until = at + decoding.readVarInt(decoder);
    const length = decoding.readVarUint(decoder);
    before = { seq: firstSeq, at };
    heads.push({ head: { ...author, firstSeq, lastSeq, count, at: instant(at), until: instant(until) }, length });
  }
  return heads.map(({ head, length }) => ({ ...head, bytes: decoding.readUint8Array(decoder, length) }));
}

function authorsOf(pieces: readonly LogPiece[]): readonly Author[] {
  return [...new Map(pieces.map((piece) => [keyOf(piece), piece])).values()];
}

function keyOf({ person, organisation, connection }: Author): string {
  return `${person} ${organisation} ${connection}`;
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function compressed(bytes: Uint8Array): Uint8Array {
  const payload = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  return Buffer.concat([Uint8Array.of(format), payload]);
}

function decompressed(payload: Uint8Array): Uint8Array {
  if (payload[0] !== format) throw new Error(`no segment is written in format ${payload[0]}`);
  return brotliDecompressSync(payload.subarray(1), { maxOutputLength: largestPayload });
}
