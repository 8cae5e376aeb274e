/**
 * A passkey's public key (COSE, RFC 9052 and 9053): the three kinds that passkeys have. Keys under which anybody can sign are none:
 * some programs would find such signatures good, and others not.
 */
import { toBase64url } from './base64url.ts';
import type { PublicKey, SignatureScheme } from './signature-scheme.ts';

type Key = { readonly scheme: SignatureScheme; readonly key: PublicKey };
type Value = number | Uint8Array<ArrayBuffer>;

/** The key and how it signs; `undefined` when the bytes are no such key, or one for another algorithm. */
export function readCoseKey(bytes: Uint8Array<ArrayBuffer>, algorithm: -7 | -8 | -257): Key | undefined {
  const entries = readMap(bytes);
  if (!entries || entries.get(3) !== algorithm) return undefined;
  const bytesOf = (label: number, length?: number): string | undefined => {
    const value = entries.get(label);
    return value instanceof Uint8Array && (length === undefined || value.length === length)
      ? toBase64url(value)
      : undefined;
  };
  if (algorithm === -7) {
    const [x, y] = [bytesOf(-2, 32), bytesOf(-3, 32)];
    if (entries.get(1) !== 2 || entries.get(-1) !== 1 || !x || !y) return undefined;
    return { scheme: { name: 'ECDSA', curve: 'P-256', hash: 'SHA-256' }, key: jwk({ kty: 'EC', crv: 'P-256', x, y }) };
  }
  if (algorithm === -8) {
    const x = bytesOf(-2, 32);
    if (entries.get(1) !== 1 || entries.get(-1) !== 6 || !x || isOfSmallOrder(entries.get(-2))) return undefined;
    return { scheme: { name: 'Ed25519' }, key: jwk({ kty: 'OKP', crv: 'Ed25519', x }) };
  }
  const [n, e] = [bytesOf(-1), bytesOf(-2)];
  if (entries.get(1) !== 3 || !n || e !== usualExponent || !isUsualModulus(entries.get(-1))) return undefined;
  return { scheme: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, key: jwk({ kty: 'RSA', n, e }) };
}

function jwk(key: Readonly<Record<string, string>>): PublicKey {
  return { format: 'jwk', key };
}

/** 65537, in base64url: what authenticators use. With 1, a signature would be the message itself. */
const usualExponent = 'AQAB';

/** From 2048 to 4096 bits, without zeros before them. */
function isUsualModulus(modulus: Value | undefined): boolean {
  if (!(modulus instanceof Uint8Array)) return false;
  return modulus.length >= 256 && modulus.length <= 512 && (modulus[0] ?? 0) >= 0x80;
}

/** The coordinate y of Ed25519's points of order eight, little-endian, the sign left out. */
const ofOrderEight = ['xxdqcD1N2E-6PAt2DRBnDyogU_osOczGTsf9d5KsA3o', 'JuiVj8KyJ7BFw_SJ8u-Y8NXfrAXTxjM5sTgCiG1T_AU'];

/**
 * True for a point of Ed25519 with which one signature is good for any message, or for many: of order one, two, four or eight. And
 * for one that is not written in its only form, which could be one of these.
 */
function isOfSmallOrder(point: Value | undefined): boolean {
  if (!(point instanceof Uint8Array)) return true;
  const y = point.slice();
  y[31] = (y[31] ?? 0) & 0x7f;
  const [first = 0, ...rest] = y;
  const isZeroOrOne = first <= 1 && rest.every((byte) => byte === 0);
  // From p - 1 on: p is 2^255 - 19.
  const isLast = first >= 0xec && rest.every((byte, place) => byte === (place === 30 ? 0x7f : 0xff));
  return isZeroOrOne || isLast || ofOrderEight.includes(toBase64url(y));
}

/** A CBOR map of integers to integers and byte strings, and nothing after it. */
function readMap(bytes: Uint8Array<ArrayBuffer>): ReadonlyMap<number, Value> | undefined {
  const entries = new Map<number, Value>();
  const head = readHead(bytes, 0);
  if (head?.major !== 5 || head.argument > 20) return undefined;
  let at = head.end;
  for (let entry = 0; entry < head.argument; entry += 1) {
    const label = readValue(bytes, at);
    const value = label && readValue(bytes, label.end);
    if (!value || typeof label.value !== 'number' || entries.has(label.value)) return undefined;
    entries.set(label.value, value.value);
    at = value.end;
  }
  return at === bytes.length ? entries : undefined;
}

function readValue(bytes: Uint8Array<ArrayBuffer>, at: number): { value: Value; end: number } | undefined {
  const head = readHead(bytes, at);
  if (!head) return undefined;
  const { major, argument, end } = head;
  if (major === 0) return { value: argument, end };
  if (major === 1) return { value: -1 - argument, end };
  if (major !== 2 || end + argument > bytes.length) return undefined;
  return { value: bytes.slice(end, end + argument), end: end + argument };
}

/** What kind of value stands there, and its number or length, in the shortest form. */
function readHead(bytes: Uint8Array, at: number): { major: number; argument: number; end: number } | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  const [major, short] = [first >> 5, first & 0x1f];
  if (short < 24) return { major, argument: short, end: at + 1 };
  const length = short === 24 ? 1 : short === 25 ? 2 : 0;
  if (length === 0 || at + length >= bytes.length) return undefined;
  const argument = length === 1 ? (bytes[at + 1] ?? 0) : (bytes[at + 1] ?? 0) * 256 + (bytes[at + 2] ?? 0);
  return argument < (length === 1 ? 24 : 256) ? undefined : { major, argument, end: at + 1 + length };
}
