/**
 * The name under which a text run carries a comment thread's mark. Marks that may overlap themselves get a name of their
 * own from the editor binding (`name--hash`), so the server has to write the very same one.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { encodeAny, toBase64 } from 'lib0/buffer';

/** The attribute key of a thread's mark: `comment--` and eight characters of base64. */
export function commentKey(thread: string): string {
  return `comment--${toBase64(folded(sha256(encodeAny({ type: 'comment', attrs: { thread } }))))}`;
}

/** True for a key of the right form, whatever its thread. */
export function isCommentKey(key: string): boolean {
  return /^comment--[A-Za-z0-9+/=]{8}$/.test(key);
}

/** The binding's way to shorten a hash: its bytes laid over the first six by exclusive or. */
function folded(hash: Uint8Array): Uint8Array {
  const short = hash.slice(0, 6);
  for (let index = 6; index < hash.length; index++) {
    short[index % 6] = (short[index % 6] as number) ^ (hash[index] as number);
  }
  return short;
}
