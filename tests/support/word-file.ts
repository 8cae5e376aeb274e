/** The smallest Word documents, written part by part, for what the `docx` package would not write. */
import { type ArchiveEntry, archive } from './archive.ts';

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
export const xmlStart = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

export type WordParts = {
  /** What is inside `w:body`. */
  readonly body: string;
  readonly styles?: string;
  readonly numbering?: string;
  readonly comments?: string;
  readonly footnotes?: string;
  /** `Relationship` elements of the document, beside those of the parts above. */
  readonly relations?: string;
  readonly more?: readonly ArchiveEntry[];
};

/** The entries of a document, to be changed before they are packed. */
export function wordEntries(parts: WordParts): ArchiveEntry[] {
  const side = (['styles', 'numbering', 'comments', 'footnotes'] as const).filter((name) => parts[name] !== undefined);
  const relation = (name: string) =>
    `<Relationship Id="r-${name}" Type="${relationships}/${name}" Target="${name}.xml"/>`;
  return [
    {
      name: '[Content_Types].xml',
      data: `${xmlStart}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      data: `${xmlStart}<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relationships}/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      data: `${xmlStart}<Relationships xmlns="${packages}/relationships">${side.map(relation).join('')}${parts.relations ?? ''}</Relationships>`,
    },
    {
      name: 'word/document.xml',
      data: `${xmlStart}<w:document ${namespaces}><w:body>${parts.body}</w:body></w:document>`,
    },
    ...side.map((name) => ({
      name: `word/${name}.xml`,
      data: `${xmlStart}<w:${name} ${namespaces}>${parts[name]}</w:${name}>`,
    })),
    ...(parts.more ?? []),
  ];
}

/** A packed document. */
export function wordFile(parts: WordParts): Uint8Array {
  return archive(wordEntries(parts));
}

/** One paragraph; `properties` goes into its `w:pPr`, the runs are XML, see {@link run}. */
export function wordParagraph(runs: string, properties = ''): string {
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`;
}

/** One run of words; `properties` goes into its `w:rPr`. */
export function run(words: string, properties = ''): string {
  const escaped = words.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${escaped}</w:t></w:r>`;
}

const namespaces = `xmlns:w="${word}" xmlns:r="${relationships}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`;
