/** Writes zip archives entry by entry, honest or not: what no packing program would write is what must be refused. */
import { crc32, deflateRawSync } from 'node:zlib';

export type ArchiveEntry = {
  readonly name: string;
  readonly data: Uint8Array | string;
  /** The size that the archive declares, instead of the true one. */
  readonly declaredSize?: number;
  /** The general-purpose flags: 1 says that the entry is encrypted. */
  readonly flags?: number;
  /** A checksum instead of the true one. */
  readonly checksum?: number;
};

const utf8Names = 0x800;
const deflated = 8;
const version = 20;

/** One archive with these entries, deflated. */
export function archive(entries: readonly ArchiveEntry[]): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const packed = deflateRawSync(entry.data, { level: 9 });
    const fields = sharedFields(entry, packed.length);
    const local = Buffer.concat([long(0x04034b50), fields, name, packed]);
    // After the shared fields: comment length, disk, inner and outer attributes, all zero.
    directory.push(Buffer.concat([long(0x02014b50), short(version), fields, Buffer.alloc(10), long(offset), name]));
    files.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const count = short(entries.length);
  const end = [long(0x06054b50), short(0), short(0), count, count, long(index.length), long(offset), short(0)];
  return new Uint8Array(Buffer.concat([...files, index, ...end]));
}

/** From the version to the length of the extra field: the same in both headers of an entry. */
function sharedFields(entry: ArchiveEntry, packedSize: number): Buffer {
  const data = Buffer.from(entry.data);
  return Buffer.concat([
    short(version),
    short(utf8Names | (entry.flags ?? 0)),
    short(deflated),
    long(0),
    long(entry.checksum ?? crc32(data)),
    long(packedSize),
    long(entry.declaredSize ?? data.length),
    short(Buffer.byteLength(entry.name)),
    short(0),
  ]);
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
