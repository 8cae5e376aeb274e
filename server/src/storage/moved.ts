/** Large buffers go to the other thread instead of being copied: whoever made the value says so, beside it. */

const movedWith = new WeakMap<object, readonly ArrayBuffer[]>();

/** Says that these bytes go along with the value, and are of no more use here. */
export function moved<T extends object>(value: T, bytes: readonly Uint8Array[]): T {
  const whole = bytes.filter(({ buffer, byteLength }) => byteLength > 0 && byteLength === buffer.byteLength);
  movedWith.set(
    value,
    whole.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : [])),
  );
  return value;
}

/** What goes along with a value. */
export function buffersMovedWith(value: unknown): ArrayBuffer[] {
  return typeof value === 'object' && value !== null ? [...(movedWith.get(value) ?? [])] : [];
}
