/**
 * Prepares `document.xml` for the Word reader (mammoth), which knows neither automatic numbers nor what a style is based
 * on, and drops the words of some fields. The XML is not rewritten: bookmarks named `entente:…` are added at the start
 * of paragraphs, a style is set, wrappers are taken off. {@link readMarker} understands the bookmarks on the other side.
 */
import { NumberCounter, type ParagraphNumber } from './word-numbering.ts';
import { type ParagraphStyle, readStyles } from './word-styles.ts';
import { elementIn, encodeAttribute, valueIn, wholeNumber } from './word-xml.ts';

export type DocumentParts = {
  readonly document: string;
  readonly styles: string;
  readonly numbering: string;
};

export type PreparedDocument = {
  readonly xml: string;
  /** Paragraphs of a table of contents were taken out. */
  readonly hadContentsTable: boolean;
};

/** What a bookmark added here says about its paragraph. */
export type Marker = ParagraphNumber | { readonly kind: 'stands-out' } | { readonly kind: 'title' };

const markerPrefix = 'entente:';

/** Adds to the XML what the Word reader can't see by itself. */
export function prepareDocument(parts: DocumentParts): PreparedDocument {
  const styleOf = readStyles(parts.styles);
  const counter = new NumberCounter(parts.numbering);
  let hadContentsTable = false;
  const xml = mapParagraphs(withoutWrappers(parts.document), (properties) => {
    const id = valueIn(properties, 'w:pStyle');
    const style = styleOf(id);
    if (style.isContentsEntry) {
      hadContentsTable = true;
      return undefined;
    }
    const heading = headingLevel(properties, style);
    const number = numberOf(properties, { style, id, counter });
    return {
      properties: withProperties(properties, { heading, unlisted: number?.kind === 'label' }),
      markers: [
        ...(number && number.kind !== 'bullet' ? [number] : []),
        ...(style.isTitle ? [{ kind: 'title' } as const] : []),
        ...(style.standsOut ? [{ kind: 'stands-out' } as const] : []),
      ],
    };
  });
  return { xml, hadContentsTable };
}

/** What an anchor's identifier says, when it is one of those added by {@link prepareDocument}. */
export function readMarker(anchor: string): Marker | undefined {
  if (!anchor.startsWith(markerPrefix)) return undefined;
  return JSON.parse(decodeURIComponent(anchor.slice(markerPrefix.length))) as Marker;
}

function bookmark(marker: Marker): string {
  const name = markerPrefix + encodeURIComponent(JSON.stringify(marker));
  return `<w:bookmarkStart w:id="0" w:name="${encodeAttribute(name)}"/>`;
}

/** Word's own names can't be mistaken for ours, and a file that writes ours gets them taken away. */
function withoutWrappers(xml: string): string {
  return xml
    .replace(/<w:bookmarkStart\s[^>]*entente:[^>]*>/g, '')
    .replace(/<\/?w:(?:fldSimple|dir|bdo)(?:\s[^>]*)?>/g, '')
    .replace(/<w:cr\s*\/>/g, '<w:br/>')
    .replace(/<w:ptab(?:\s[^>]*)?\/>/g, '<w:tab/>');
}

type Change = { readonly properties: string; readonly markers: readonly Marker[] };

/** Walks over the paragraphs in the order of the text; a change of `undefined` takes the paragraph's words out. */
function mapParagraphs(xml: string, change: (properties: string) => Change | undefined): string {
  const start = /<w:p(?:\s[^>]*)?>/g;
  let done = '';
  let from = 0;
  for (let found = start.exec(xml); found; found = start.exec(xml)) {
    if (found[0].endsWith('/>')) continue;
    const inside = found.index + found[0].length;
    const properties = propertiesAt(xml, inside);
    const changed = change(properties);
    done += xml.slice(from, found.index);
    from = inside + properties.length;
    if (changed) {
      done += found[0] + changed.properties + changed.markers.map(bookmark).join('');
    } else {
      const end = xml.indexOf('</w:p>', from);
      from = end < 0 ? xml.length : end + '</w:p>'.length;
    }
    start.lastIndex = from;
  }
  return done + xml.slice(from);
}

/** The `w:pPr` that begins a paragraph, whole; it may hold another one, that of a tracked change. */
function propertiesAt(xml: string, from: number): string {
  const opening = /^\s*<w:pPr(?:\s[^>]*)?>/.exec(xml.slice(from, from + 500))?.[0];
  if (opening === undefined) return '';
  if (opening.endsWith('/>')) return opening;
  const tags = /<(\/?)w:pPr(?:\s[^>]*)?>/g;
  tags.lastIndex = from + opening.length;
  let depth = 1;
  for (let tag = tags.exec(xml); tag; tag = tags.exec(xml)) {
    if (!tag[0].endsWith('/>')) depth += tag[1] === '/' ? -1 : 1;
    if (depth === 0) return xml.slice(from, tags.lastIndex);
  }
  return '';
}

/** As they are now: what a tracked change says they were is left out. */
function current(properties: string): string {
  return properties.replace(/<w:pPrChange[\s\S]*?<\/w:pPrChange>/g, '');
}

function headingLevel(properties: string, style: ParagraphStyle): number | undefined {
  const outline = wholeNumber(valueIn(current(properties), 'w:outlineLvl'));
  if (outline === undefined) return style.heading;
  return outline >= 9 ? undefined : Math.min(6, outline + 1);
}

function numberOf(
  properties: string,
  by: { style: ParagraphStyle; id: string | undefined; counter: NumberCounter },
): ParagraphNumber | undefined {
  const now = current(properties);
  const direct = elementIn(now, 'w:numPr') ?? '';
  const isDeleted = /<w:rPr(?:\s[^>]*)?>[\s\S]*<w:del[\s/>]/.test(now);
  const list = valueIn(direct, 'w:numId') ?? by.style.list.list;
  if (list === undefined || list === '0' || isDeleted) return undefined;
  const level =
    wholeNumber(valueIn(direct, 'w:ilvl')) ?? by.style.list.level ?? by.counter.levelOfStyle(list, by.id) ?? 0;
  return by.counter.next(list, level);
}

/** A heading gets the style that the reader knows; a number that no list can bear is taken from the list to the words. */
function withProperties(properties: string, set: { heading: number | undefined; unlisted: boolean }): string {
  const isEmpty = properties === '' || properties.endsWith('/>');
  let inner = isEmpty ? '' : current(properties).replace(/^\s*<w:pPr(?:\s[^>]*)?>|<\/w:pPr>$/g, '');
  if (set.heading !== undefined) {
    inner = `<w:pStyle w:val="Heading${set.heading}"/>${inner.replace(/<w:pStyle(?:\s[^>]*)?>(?:<\/w:pStyle>)?/, '')}`;
  }
  if (set.unlisted) {
    inner = inner.replace(/<w:numPr(?:\s*\/>|>[\s\S]*?<\/w:numPr>)/, '');
    inner += '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>';
  }
  return inner === '' ? properties : `<w:pPr>${inner}</w:pPr>`;
}
