import type { IncomingMessage } from 'node:http';

/**
 * Reads a body of at most that many bytes; `undefined` as soon as it is longer, without reading on.
 * @param onPiece called for each piece of it as it comes.
 */
export async function readBody(
  request: IncomingMessage,
  limit: number,
  onPiece?: () => void,
): Promise<Uint8Array | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return undefined;
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > limit) return undefined;
    pieces.push(piece);
    onPiece?.();
  }
  return Buffer.concat(pieces);
}
