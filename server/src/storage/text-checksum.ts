import { crc32 } from 'node:zlib';
import type { StoredUpdate } from './convention-store.ts';

/** CRC-32 over the whole row, not the bytes alone: who wrote them, when and where they belong can't drift either. */
export function textChecksum(convention: string, update: StoredUpdate): number {
  const { seq, person, organisation, connection, at, bytes } = update;
  return crc32(bytes, crc32(JSON.stringify([convention, seq, person, organisation, connection, at])));
}
