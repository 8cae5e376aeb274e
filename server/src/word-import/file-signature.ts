/**
 * What a file is by its first bytes, before anything opens it: a zip archive (as .docx is), an OLE container (.doc of
 * Word 97–2003, and the envelope of an encrypted .docx), or something else.
 */
export type FileSignature = 'zip' | 'encrypted-ole' | 'old-ole' | 'other';

const zipStart = [0x50, 0x4b, 0x03, 0x04];
const oleStart = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Reads the signature; cheap enough for the main thread. */
export function fileSignature(bytes: Uint8Array): FileSignature {
  if (startsWith(bytes, zipStart)) return 'zip';
  if (!startsWith(bytes, oleStart)) return 'other';
  return holdsEncryptedPackage(bytes) ? 'encrypted-ole' : 'old-ole';
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/** An encrypted .docx is an OLE container with a stream of this name, written in UTF-16 in its directory. */
function holdsEncryptedPackage(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('EncryptedPackage', 0, 'utf16le');
}
