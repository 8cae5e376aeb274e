/**
 * Opens the archive that a .docx is, trusting none of what it says: names are checked, sizes are counted while
 * inflating, entities are refused. Only XML parts are inflated, into memory; pictures and the rest never are. What comes
 * out is the only thing that the Word reader sees, so that no second zip reader may understand the archive otherwise.
 */
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, getFileNameLowLevel, validateFileName, type ZipFile } from 'yauzl';
import { largestDeclared, largestXml, mostEntries, ratioMattersAbove, steepestRatio } from './limits.ts';
import { FileRefused } from './refuse-file.ts';

/** The XML parts of a document by their name in the archive. */
export type XmlParts = ReadonlyMap<string, string>;

/** Inflates and checks. Throws {@link FileRefused} with the code of what is wrong. */
export async function openArchive(bytes: Uint8Array): Promise<XmlParts> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = await openZip(buffer);
  const parts = new Map<string, string>();
  let declared = 0;
  let inflated = 0;
  for await (const entry of entriesOf(zip)) {
    const name = safeName(entry);
    declared += entry.uncompressedSize;
    if (declared > largestDeclared) throw new FileRefused('suspicious', 'declares too much');
    if (!isXmlName(name)) continue;
    if (parts.has(name)) throw new FileRefused('suspicious', 'two parts with one name');
    const xml = await inflate(zip, entry, largestXml - inflated);
    inflated += xml.length;
    parts.set(name, checkedXml(xml));
  }
  return parts;
}

async function openZip(buffer: Buffer): Promise<ZipFile> {
  try {
    // Names stay bytes, to be decoded and judged here: a name that leaves the archive is not a broken file.
    return await fromBufferPromise(buffer, { lazyEntries: true, decodeStrings: false });
  } catch (error) {
    throw new FileRefused('unreadable', messageOf(error));
  }
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  if (zip.entryCount > mostEntries) throw new FileRefused('suspicious', 'too many entries');
  try {
    yield* zip.eachEntry();
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    throw new FileRefused('unreadable', messageOf(error));
  }
}

function safeName(entry: Entry): string {
  if (entry.isEncrypted()) throw new FileRefused('encrypted', 'an entry is encrypted');
  const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
  const fault = validateFileName(name) ?? (name.includes('\0') ? 'NUL in a name' : null);
  if (fault !== null) throw new FileRefused('suspicious', fault);
  return name;
}

function isXmlName(name: string): boolean {
  return /\.(?:xml|rels)$/i.test(name);
}

async function inflate(zip: ZipFile, entry: Entry, left: number): Promise<Buffer> {
  if (entry.uncompressedSize > left) throw overLimit(entry.uncompressedSize, entry);
  const chunks: Buffer[] = [];
  let size = 0;
  let sum = 0;
  for await (const chunk of await streamOf(zip, entry)) {
    size += chunk.length;
    if (size > left) throw overLimit(size, entry);
    sum = crc32(chunk, sum);
    chunks.push(chunk);
  }
  if (size > ratioMattersAbove && size > entry.compressedSize * steepestRatio) {
    throw new FileRefused('suspicious', 'compression ratio');
  }
  if (sum !== entry.crc32) throw new FileRefused('unreadable', 'checksum');
  return Buffer.concat(chunks);
}

async function* streamOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  let stream: Readable | undefined;
  try {
    stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    // yauzl compares what comes out with the size that the archive declared.
    const forged = messageOf(error).startsWith('too many bytes');
    throw new FileRefused(forged ? 'suspicious' : 'unreadable', messageOf(error));
  } finally {
    stream?.destroy();
  }
}

/** A big honest document is told that it is too large; one that is mostly air was built to harm. */
function overLimit(size: number, entry: Entry): FileRefused {
  const bomb = size > entry.compressedSize * steepestRatio;
  return new FileRefused(bomb ? 'suspicious' : 'too-large', `more than ${largestXml} bytes of XML`);
}

/** The text of a part. Word writes UTF-8, no DOCTYPE and no entity declaration; whatever brings them wants something else. */
function checkedXml(bytes: Buffer): string {
  const wide =
    (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || bytes.includes(0);
  if (wide) throw new FileRefused('suspicious', 'XML that is not UTF-8');
  const text = new TextDecoder().decode(bytes);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new FileRefused('suspicious', 'document type or entity');
  return text;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
