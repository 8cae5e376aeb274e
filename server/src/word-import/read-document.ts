/** Reads a whole Word document, from its bytes to the proposal. Runs in the reading thread; refusals are thrown. */
import type { ImportNoticeCode, ImportProposal } from '@entente/shared/sections/import-proposal';
import { proposeImport } from '@entente/shared/sections/propose-import';
import { onOneLine } from '@entente/shared/text/blocks';
import mammoth from 'mammoth';
import { openArchive, type XmlParts } from './open-archive.ts';
import { prepareDocument } from './prepare-document.ts';
import { FileRefused } from './refuse-file.ts';
import { type SourceBlocks, sourceBlocks } from './source-blocks.ts';
import { decodeEntities, elementIn, elementsIn } from './word-xml.ts';

const documentPart = 'word/document.xml';

/** Throws {@link FileRefused}; any other error is a document that the reader could not make sense of. */
export async function readDocument(bytes: Uint8Array): Promise<ImportProposal> {
  const parts = await openArchive(bytes);
  const document = mainDocument(parts);
  const prepared = prepareDocument({
    document: parts.get(document) ?? '',
    styles: partBeside(parts, document, 'styles.xml'),
    numbering: partBeside(parts, document, 'numbering.xml'),
  });
  const converted = await convert(new Map([...parts, [document, prepared.xml]]));
  const read = sourceBlocks(converted.html);
  const propertiesTitle = titleIn(parts.get('docProps/core.xml') ?? '');
  const proposal = proposeImport({
    blocks: read.blocks,
    ...(propertiesTitle === undefined ? {} : { propertiesTitle }),
    notices: noticesOf({ parts, prepared, converted, read, document }),
  });
  if (proposal.parts.length === 0) throw new FileRefused('empty', 'no words');
  return proposal;
}

/** The part that the package names as its document; a spreadsheet or an open document is no Word file. */
function mainDocument(parts: XmlParts): string {
  const types = parts.get('[Content_Types].xml') ?? '';
  const relations = parts.get('_rels/.rels') ?? '';
  if (!types.includes('wordprocessingml') || relations === '') throw new FileRefused('not-a-word-file', 'no Word part');
  const target = /<[^>]*\/officeDocument"[^>]*>/.exec(relations)?.[0].match(/Target\s*=\s*"([^"]*)"/)?.[1];
  const name = (target ?? documentPart).replace(/^\//, '');
  if (!parts.has(name)) throw new FileRefused('unreadable', 'no main document');
  return name;
}

function partBeside(parts: XmlParts, document: string, name: string): string {
  return parts.get(`${document.slice(0, document.lastIndexOf('/') + 1)}${name}`) ?? '';
}

type Converted = { readonly html: string; readonly pictures: number; readonly ignored: readonly string[] };

/**
 * mammoth reads from an object of our own instead of a zip: it can reach the checked parts and nothing else. Its types
 * don't name this form of input; every test of the import goes through it.
 */
async function convert(parts: XmlParts): Promise<Converted> {
  let pictures = 0;
  const dropPicture = () => {
    pictures += 1;
    return Promise.resolve([]);
  };
  const result = await mammoth.convertToHtml(
    { file: archiveOf(parts) } as unknown as Parameters<typeof mammoth.convertToHtml>[0],
    {
      styleMap: ['u => u'],
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      convertImage: dropPicture as unknown as NonNullable<Parameters<typeof mammoth.convertToHtml>[1]>['convertImage'] &
        object,
    },
  );
  return { html: result.value, pictures, ignored: result.messages.map(({ message }) => message) };
}

function archiveOf(parts: XmlParts) {
  return {
    exists: (name: string) => parts.has(name),
    read: (name: string) => {
      const xml = parts.get(name);
      return xml === undefined ? Promise.reject(new Error(`no part ${name}`)) : Promise.resolve(xml);
    },
  };
}

function titleIn(core: string): string | undefined {
  const title = elementIn(core, 'dc:title')?.replace(/<[^>]*>/g, '');
  return title === undefined || title.trim() === '' ? undefined : decodeEntities(title);
}

type Reading = {
  readonly parts: XmlParts;
  readonly prepared: { readonly xml: string; readonly hadContentsTable: boolean };
  readonly converted: Converted;
  readonly read: SourceBlocks;
  readonly document: string;
};

function noticesOf(reading: Reading): ImportNoticeCode[] {
  const { parts, prepared, converted, read } = reading;
  const found: Record<ImportNoticeCode, boolean> = {
    'tracked-changes-accepted': /<w:(?:ins|del|moveFrom|moveTo)[\s>]/.test(prepared.xml),
    'comments-dropped': /<w:comment\s/.test(partBeside(parts, reading.document, 'comments.xml')),
    'pictures-dropped': converted.pictures > 0 || /<(?:c:chart|dgm:relIds|wpc:wpc)[\s>]/.test(prepared.xml),
    'footnotes-moved': read.notesMoved,
    'headers-footers-dropped': [...parts].some(
      ([name, xml]) => /(?:header|footer)\d*\.xml$/.test(name) && hasWords(xml),
    ),
    'contents-table-dropped': prepared.hadContentsTable,
    'links-dropped': read.linksDropped,
    'other-content-dropped': converted.ignored.some(isLostContent) || lostLetters(prepared.xml, read),
  };
  return (Object.keys(found) as ImportNoticeCode[]).filter((code) => found[code]);
}

function hasWords(xml: string): boolean {
  return textsIn(xml).some((text) => /[\p{L}\p{N}]/u.test(text));
}

function isLostContent(message: string): boolean {
  return /ignored: (?:\{[^}]*\/math\}|w:altChunk|w:subDoc|w:ruby)|unsupported character/.test(message);
}

function textsIn(xml: string): string[] {
  return elementsIn(xml, 'w:t').map((text) => decodeEntities(text.replace(/<[^>]*>/g, '')));
}

/**
 * The reading is not believed on its word: every letter that the XML shows must be in the blocks. Text that Word itself
 * hides (deleted, moved away, the newer form of a drawing that is there twice) doesn't count.
 */
function lostLetters(xml: string, read: SourceBlocks): boolean {
  const shown = xml
    .replace(/<mc:Choice[\s\S]*?<\/mc:Choice>/g, '')
    .replace(/<w:(del|moveFrom)(?:\s[^>]*)?(?<!\/)>[\s\S]*?<\/w:\1>/g, '');
  const left = letterCounts(onOneLine(read.blocks.map(({ block }) => block)));
  for (const [letter, count] of letterCounts(textsIn(shown).join(''))) {
    if ((left.get(letter) ?? 0) < count) return true;
  }
  return false;
}

function letterCounts(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const letter of text) {
    if (/[\p{L}\p{N}]/u.test(letter)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  return counts;
}
