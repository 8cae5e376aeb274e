/**
 * Reading DER (X.690), as far as certificates and signatures need it. Only what DER allows is read: definite lengths in their
 * shortest form, nothing left over. Whatever else gives `undefined`, never an exception.
 */
export type DerNode = {
  /** The identifier octet: class, constructed or not, number. */
  readonly tag: number;
  readonly content: Uint8Array<ArrayBuffer>;
  /** With identifier and length. */
  readonly whole: Uint8Array<ArrayBuffer>;
};

export const der = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The one value that these bytes are. */
export function readDer(bytes: Uint8Array<ArrayBuffer>): DerNode | undefined {
  const node = readAt(bytes, 0);
  return node?.whole.length === bytes.length ? node : undefined;
}

/** The value at the beginning of these bytes; what follows it is not looked at. */
export function readFirstDer(bytes: Uint8Array<ArrayBuffer>): DerNode | undefined {
  return readAt(bytes, 0);
}

/** The values inside a constructed one, all of them; of the expected tag, if one is given. */
export function childrenOf(node: DerNode | undefined, tag?: number): readonly DerNode[] | undefined {
  if (!node || (node.tag & 0x20) === 0 || (tag !== undefined && node.tag !== tag)) return undefined;
  const children: DerNode[] = [];
  for (let at = 0; at < node.content.length; ) {
    const child = readAt(node.content, at);
    if (!child) return undefined;
    children.push(child);
    at += child.whole.length;
  }
  return children;
}

function readAt(bytes: Uint8Array<ArrayBuffer>, start: number): DerNode | undefined {
  const tag = bytes[start];
  const first = bytes[start + 1];
  // Numbers above 30 need more octets: nothing that is read here has one.
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  let [length, at] = [first, start + 2];
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4 || bytes[at] === 0) return undefined;
    length = 0;
    for (let octet = 0; octet < count; octet += 1) length = length * 256 + (bytes[at + octet] ?? 0);
    at += count;
    if (length < 0x80) return undefined;
  }
  if (at + length > bytes.length) return undefined;
  return { tag, content: bytes.subarray(at, at + length), whole: bytes.subarray(start, at + length) };
}

/** An object identifier in dots, or `undefined`. */
export function oidOf(node: DerNode | undefined): string | undefined {
  if (node?.tag !== der.oid || node.content.length === 0) return undefined;
  const numbers: number[] = [];
  let number = 0;
  for (const octet of node.content) {
    number = number * 128 + (octet & 0x7f);
    if (number > Number.MAX_SAFE_INTEGER / 128) return undefined;
    if (octet < 0x80) {
      numbers.push(number);
      number = 0;
    }
  }
  const [head = 0, ...rest] = numbers;
  const root = Math.min(2, Math.floor(head / 40));
  return (node.content.at(-1) ?? 0x80) < 0x80 ? [root, head - root * 40, ...rest].join('.') : undefined;
}

/** The `length` big-endian bytes of a non-negative integer in its shortest form, or `undefined`. */
function unsignedOf(node: DerNode | undefined, length: number): Uint8Array<ArrayBuffer> | undefined {
  if (node?.tag !== der.integer || node.content.length === 0) return undefined;
  const [first = 0, second = 0x80] = node.content;
  if (first >= 0x80 || (first === 0 && node.content.length > 1 && second < 0x80)) return undefined;
  const digits = first === 0 ? node.content.subarray(1) : node.content;
  if (digits.length > length) return undefined;
  const bytes = new Uint8Array(length);
  bytes.set(digits, length - digits.length);
  return bytes;
}

/** An ECDSA signature as WebCrypto takes it, r and s of `length` bytes each, from the DER that keys and certificates write. */
export function rawEcdsa(signature: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> | undefined {
  const parts = childrenOf(readDer(signature), der.sequence);
  const [r, s] = [unsignedOf(parts?.[0], length), unsignedOf(parts?.[1], length)];
  if (!r || !s || parts?.length !== 2) return undefined;
  const raw = new Uint8Array(2 * length);
  raw.set(r);
  raw.set(s, length);
  return raw;
}
