/** Gives the lists of a document's HTML the numbers that Word shows: where they start, letters or figures. */
import type { Marker } from './prepare-document.ts';
import type { ParagraphNumber } from './word-numbering.ts';

type ItemNumber = Extract<ParagraphNumber, { kind: 'item' }>;

/**
 * Sets `start` and `type` on ordered lists. Where the numbers don't follow each other the list is cut in two: lists
 * that touch are one in the reader's HTML.
 */
export function numberLists(body: Element, markersOf: (item: Element) => readonly Marker[] | undefined): void {
  for (const list of [...body.querySelectorAll('ol')]) {
    let current = list;
    let before: ItemNumber | undefined;
    for (const item of itemsOf(list)) {
      const number = markersOf(item)?.find((marker) => marker.kind === 'item');
      if (number === undefined) continue;
      if (before && (number.type !== before.type || number.value !== before.value + 1)) {
        current = cutBefore(item, current);
      }
      if (before === undefined || current.firstElementChild === item) setNumber(current, number);
      before = number;
    }
  }
}

/**
 * Indented lists without their upper levels come as lists whose items hold nothing but a list; those are taken away.
 */
export function collapseEmptyLists(body: Element): void {
  for (const list of [...body.querySelectorAll('ol, ul')].reverse()) {
    const items = itemsOf(list);
    if (items.length > 0 && items.every(holdsOnlyAList))
      list.replaceWith(...items.flatMap((item) => [...item.children]));
  }
}

/** The number as words, for paragraphs and headings whose number no list bears. */
export function unnumberedText(owner: Element, markers: readonly Marker[]): string | undefined {
  for (const marker of markers) {
    if (marker.kind === 'label') return `${marker.text} `;
    if (marker.kind === 'item' && owner.tagName !== 'LI') return `${marker.text} `;
  }
  return undefined;
}

function itemsOf(list: Element): Element[] {
  return [...list.children].filter((child) => child.tagName === 'LI');
}

function cutBefore(item: Element, list: Element): Element & HTMLOListElement {
  const next = list.ownerDocument.createElement('ol');
  while (item.nextElementSibling) next.prepend(list.lastElementChild ?? item);
  next.prepend(item);
  list.after(next);
  return next;
}

function setNumber(list: Element, number: ItemNumber): void {
  if (number.value !== 1) list.setAttribute('start', String(Math.max(0, number.value)));
  if (number.type !== '1') list.setAttribute('type', number.type);
}

function holdsOnlyAList(item: Element): boolean {
  const isText = (node: ChildNode) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '';
  return (
    item.children.length > 0 &&
    [...item.children].every((child) => child.tagName === 'OL' || child.tagName === 'UL') &&
    ![...item.childNodes].some(isText)
  );
}
