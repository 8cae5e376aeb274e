/** A place in received bytes, moved on by reading: the load reads millions of messages, and makes no object for any. */
export class Cursor {
  bytes: Uint8Array = new Uint8Array();
  at = 0;
  end = 0;

  set(bytes: Uint8Array, at: number, end: number): void {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  byte(): number {
    const value = this.bytes[this.at];
    if (value === undefined || this.at >= this.end) throw new RangeError('the message is cut short');
    this.at += 1;
    return value;
  }

  /** `varUint` of lib0: groups of seven bits, the lowest first. */
  uint(): number {
    const first = this.bytes[this.at] ?? 255;
    if (first < 128 && this.at < this.end) {
      this.at += 1;
      return first;
    }
    return this.#wideUint();
  }

  #wideUint(): number {
    let value = 0;
    let weight = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * weight;
      if (byte < 128) return value;
      weight *= 128;
    }
  }

  skipUint(): void {
    while (this.byte() > 127);
  }

  /** Skips what is preceded by its length. */
  skipBytes(): void {
    const length = this.uint();
    this.at += length;
  }

  text(): string {
    const length = this.uint();
    this.at += length;
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + this.at - length, length).toString();
  }
}
