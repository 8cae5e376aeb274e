/** Reads a PDF with Mozilla's reader, as another program would. */
import { getDocumentProxy } from 'unpdf';

export type ReadPdf = {
  /** The words of each page in reading order, runs of white space as one plain space. */
  readonly pages: readonly string[];
  /** All pages in one line. */
  readonly words: string;
  readonly title: string;
  /** `D:20261122133000Z`. */
  readonly createdAt: string;
  readonly isTagged: boolean;
  /** The part and level that the file claims in its XMP metadata: `3B` for PDF/A-3b. */
  readonly archival: string | undefined;
  readonly language: string | undefined;
  /** How many structure elements of each role (H1, Table, TH, L, LI, P, Link…). */
  readonly roles: ReadonlyMap<string, number>;
  /** Addresses that can be followed. */
  readonly links: readonly string[];
  readonly outline: readonly string[];
  /** Files attached to the document, by name. */
  readonly attachments: ReadonlyMap<string, Uint8Array>;
};

type StructNode = { readonly role?: string; readonly lang?: string; readonly children?: readonly StructNode[] };

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const raw = new TextDecoder('latin1').decode(bytes);
  const document = await getDocumentProxy(Uint8Array.from(bytes));
  const pages: string[] = [];
  const links: string[] = [];
  const roles = new Map<string, number>();
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const content = await page.getTextContent();
    const strings = content.items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : ''));
    pages.push(plain(strings.join('')));
    for (const annotation of (await page.getAnnotations()) as { url?: string }[])
      if (annotation.url) links.push(annotation.url);
    count((await page.getStructTree()) as StructNode | null, roles);
  }
  const { info } = (await document.getMetadata()) as {
    info: { Title?: string; CreationDate?: string; Language?: string };
  };
  const mark = (await document.getMarkInfo()) as { Marked?: boolean } | null;
  const part = /<pdfaid:part>(\d)<\/pdfaid:part>/.exec(raw)?.[1];
  const level = /<pdfaid:conformance>(\w)<\/pdfaid:conformance>/.exec(raw)?.[1];
  return {
    pages,
    words: pages.join(' '),
    title: info.Title ?? '',
    createdAt: info.CreationDate ?? '',
    isTagged: mark?.Marked === true,
    archival: part !== undefined && level !== undefined ? part + level : undefined,
    language: info.Language,
    roles,
    links,
    attachments: await attachmentsOf(document as unknown as WithAttachments),
    outline: ((await document.getOutline()) ?? []).map((entry: { title: string }) => plain(entry.title)),
  };
}

type WithAttachments = {
  getAttachments(): Promise<ReadonlyMap<string, unknown> | null>;
  getAttachmentContent(name: string): Promise<Uint8Array>;
};

async function attachmentsOf(document: WithAttachments): Promise<ReadonlyMap<string, Uint8Array>> {
  const names = [...((await document.getAttachments()) ?? new Map<string, unknown>()).keys()];
  return new Map(
    await Promise.all(names.map(async (name) => [name, await document.getAttachmentContent(name)] as const)),
  );
}

/** Typographic spaces are told from words by the tests of typography; here they are spaces. */
function plain(words: string): string {
  return words.replace(/[\s\u00A0\u202F\u2009]+/g, ' ').trim();
}

function count(node: StructNode | null, roles: Map<string, number>): void {
  if (node === null) return;
  if (node.role !== undefined) roles.set(node.role, (roles.get(node.role) ?? 0) + 1);
  for (const child of node.children ?? []) count(child, roles);
}
