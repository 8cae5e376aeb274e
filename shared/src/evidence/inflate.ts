/** Inflating with what browsers and Node both have, up to a size: a file of a few kilobytes can be made to swell without end. */

/** The inflated bytes (zlib); `undefined` when they are damaged or would be more than `atMost`. */
export type Inflate = (bytes: Uint8Array<ArrayBuffer>, atMost: number) => Promise<Uint8Array<ArrayBuffer> | undefined>;

type Reader = { read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>; cancel(): Promise<void> };
type Writer = { write(bytes: Uint8Array<ArrayBuffer>): Promise<void>; close(): Promise<void> };

/** What is needed of a `DecompressionStream`. */
export type Decompression = {
  readonly readable: { getReader(): Reader };
  readonly writable: { getWriter(): Writer };
};

/** An inflater over this platform's `DecompressionStream`, made for the format `deflate`. */
export function inflateWith(open: () => Decompression): Inflate {
  return async (bytes, atMost) => {
    const { readable, writable } = open();
    const writer = writable.getWriter();
    // Failures are the reader's too, where they are answered.
    const written = writer
      .write(bytes)
      .then(() => writer.close())
      .catch(() => undefined);
    const whole = await collected(readable.getReader(), atMost);
    if (whole) await written;
    return whole;
  };
}

async function collected(reader: Reader, atMost: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      const { value = new Uint8Array() } = piece;
      length += value.length;
      if (length > atMost) {
        await reader.cancel();
        return undefined;
      }
      pieces.push(value);
    }
  } catch {
    return undefined;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
