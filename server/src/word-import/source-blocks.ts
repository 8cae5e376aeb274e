/**
 * From the Word reader's HTML to the blocks of a section's text, through the text's own schema, so that nothing outside
 * it can come in. Runs in the reading thread.
 */
import type { SourceBlock } from '@entente/shared/sections/heading-line';
import type { AttributeJson, BlockJson, MarkJson } from '@entente/shared/text/blocks';
import { isLinkAllowed, textSchema } from '@entente/shared/text/schema';
import { type Mark, type Node as ProseMirrorNode, DOMParser as ProseMirrorParser } from '@tiptap/pm/model';
import { parseHTML } from 'linkedom';
import { collapseEmptyLists, numberLists, unnumberedText } from './list-numbers.ts';
import { inlineNotes } from './move-notes.ts';
import { type Marker, readMarker } from './prepare-document.ts';

export type SourceBlocks = {
  readonly blocks: readonly SourceBlock[];
  readonly notesMoved: boolean;
  readonly linksDropped: boolean;
};

const parser = ProseMirrorParser.fromSchema(textSchema);

/** Reads the blocks of a document's HTML, in order. */
export function sourceBlocks(html: string): SourceBlocks {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  const { body } = document;
  const notesMoved = inlineNotes(body);
  const linksDropped = dropForbiddenLinks(body);
  const markers = takeMarkers(body);
  numberLists(body, (item) => markers.get(item));
  collapseEmptyLists(body);
  demoteInnerHeadings(body);
  clampSpans(body);
  const blocks = [...body.children].flatMap((element) => blocksOf(element, markers.get(element) ?? []));
  return { blocks, notesMoved, linksDropped };
}

/** The markers of each block element; anchors, ours and Word's bookmarks, leave the text. */
function takeMarkers(body: Element): Map<Element, Marker[]> {
  const markers = new Map<Element, Marker[]>();
  for (const anchor of [...body.querySelectorAll('a[id]')]) {
    const marker = readMarker(anchor.id);
    const owner = anchor.closest('li, p, h1, h2, h3, h4, h5, h6');
    if (marker && owner) markers.set(owner, [...(markers.get(owner) ?? []), marker]);
    if (!anchor.hasAttribute('href')) anchor.replaceWith(...anchor.childNodes);
  }
  for (const [owner, found] of markers) {
    const text = unnumberedText(owner, found);
    if (text !== undefined) owner.prepend(text);
  }
  return markers;
}

function dropForbiddenLinks(body: Element): boolean {
  let dropped = false;
  for (const link of [...body.querySelectorAll('a[href]')]) {
    const href = link.getAttribute('href') ?? '';
    if (isLinkAllowed(href) && href.length <= 2000) continue;
    // A link to another place of the same file is a bookmark: nothing that anybody would miss.
    if (!href.startsWith('#')) dropped = true;
    if (link.id === '') link.replaceWith(...link.childNodes);
    else link.removeAttribute('href');
  }
  return dropped;
}

/** Headings in cells and lists structure nothing: their words stay, bold. */
function demoteInnerHeadings(body: Element): void {
  for (const heading of [...body.querySelectorAll('h1, h2, h3, h4, h5, h6')]) {
    if (heading.parentElement === body) continue;
    const paragraph = body.ownerDocument.createElement('p');
    const strong = body.ownerDocument.createElement('strong');
    strong.append(...heading.childNodes);
    paragraph.append(strong);
    heading.replaceWith(paragraph);
  }
}

/** Word writes at most 63 columns; a file that says more is not believed. */
function clampSpans(body: Element): void {
  for (const cell of body.querySelectorAll('td, th')) {
    for (const [name, most] of [
      ['colspan', 63],
      ['rowspan', 2000],
    ] as const) {
      const span = Number(cell.getAttribute(name) ?? '1');
      if (!Number.isInteger(span) || span < 1 || span > most) cell.removeAttribute(name);
    }
  }
}

function blocksOf(element: Element, markers: readonly Marker[]): SourceBlock[] {
  const heading = /^H([1-6])$/.exec(element.tagName)?.[1];
  const about = {
    ...(heading === undefined ? {} : { heading: Number(heading) }),
    ...(markers.some(({ kind }) => kind === 'title') ? { isTitle: true } : {}),
    ...(markers.some(({ kind }) => kind === 'stands-out') ? { standsOut: true } : {}),
  };
  return parsed(element)
    .filter((block) => !isBlankLine(block))
    .map((block) => ({ block, ...about }));
}

function parsed(element: Element): readonly BlockJson[] {
  const holder = element.ownerDocument.createElement('div');
  if (/^H[1-6]$/.test(element.tagName)) {
    // The level is kept beside the block; the schema's own levels begin below it.
    const heading = element.ownerDocument.createElement('h3');
    heading.append(...element.childNodes);
    holder.append(heading);
  } else {
    holder.append(element);
  }
  return parser.parse(holder).content.content.map(plainNode).map(withHeaderRow);
}

function isBlankLine(block: BlockJson): boolean {
  const isLine = block.type === 'paragraph' || block.type === 'heading';
  return isLine && (block.content ?? []).every((node) => node.type === 'hardBreak' || (node.text ?? '').trim() === '');
}

/** ProseMirror's JSON without the attributes that have their default value. */
function plainNode(node: ProseMirrorNode): BlockJson {
  const attrs = changedAttributes(node);
  return {
    type: node.type.name,
    ...(attrs ? { attrs } : {}),
    ...(node.isText ? { text: node.text ?? '' } : {}),
    ...(node.childCount > 0 ? { content: node.content.content.map(plainNode) } : {}),
    ...(node.marks.length > 0 ? { marks: node.marks.map(plainMark) } : {}),
  };
}

function plainMark(mark: Mark): MarkJson {
  const attrs = changedAttributes(mark);
  return { type: mark.type.name, ...(attrs ? { attrs } : {}) };
}

function changedAttributes(owner: ProseMirrorNode | Mark): Record<string, AttributeJson> | undefined {
  const defaults = owner.type.spec.attrs ?? {};
  // linkedom answers '' for a class that is not there.
  const changed = Object.entries(owner.attrs).filter(
    ([name, value]) => value !== defaults[name]?.default && value !== '',
  );
  return changed.length > 0 ? (Object.fromEntries(changed) as Record<string, AttributeJson>) : undefined;
}

/** A first row that is bold throughout heads its columns even where Word was not told so. */
function withHeaderRow(block: BlockJson): BlockJson {
  const [first, ...rows] = block.content ?? [];
  if (block.type !== 'table' || first === undefined || rows.length === 0 || !isBoldThroughout(first)) return block;
  const header = { ...first, content: (first.content ?? []).map((cell) => ({ ...cell, type: 'tableHeader' })) };
  return { ...block, content: [header, ...rows] };
}

function isBoldThroughout(row: BlockJson): boolean {
  const runs = textRuns(row).filter((run) => (run.text ?? '').trim() !== '');
  return runs.length > 0 && runs.every((run) => (run.marks ?? []).some((mark) => mark.type === 'bold'));
}

function textRuns(node: BlockJson): readonly BlockJson[] {
  return node.type === 'text' ? [node] : (node.content ?? []).flatMap(textRuns);
}
