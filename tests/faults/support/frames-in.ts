/** The WebSocket frames (RFC 6455) in what a server writes: unmasked, binary, one or several, or a head alone. */

/** `missing`: how many bytes of the last frame come with the next write. What isn't a binary frame has no payload here. */
export type Frames = { readonly payloads: readonly Uint8Array[]; readonly missing: number };

const binary = 0x82;

/** `awaited`: what was missing after the last write; a payload that was announced there is found here, by its beginning. */
export function framesIn(bytes: Uint8Array, awaited: number): Frames {
  const payloads: Uint8Array[] = [];
  let at = 0;
  if (awaited > 0) {
    payloads.push(bytes.subarray(0, awaited));
    at = awaited;
  }
  while (at + 2 <= bytes.length && bytes[at] === binary) {
    const { head, length } = headAt(bytes, at);
    const end = at + head + length;
    if (at + head < bytes.length) payloads.push(bytes.subarray(at + head, end));
    if (end > bytes.length) return { payloads, missing: at + head < bytes.length ? 0 : length };
    at = end;
  }
  return { payloads, missing: 0 };
}

function headAt(bytes: Uint8Array, at: number): { head: number; length: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, bytes.length - at);
  const short = view.getUint8(1) & 0x7f;
  if (short === 126 && view.byteLength >= 4) return { head: 4, length: view.getUint16(2) };
  if (short === 127 && view.byteLength >= 10) return { head: 10, length: Number(view.getBigUint64(2)) };
  return { head: 2, length: short };
}
