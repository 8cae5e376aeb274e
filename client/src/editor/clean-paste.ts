/**
 * Text from Word and the web, brought down to what a convention can hold before ProseMirror reads it: Word's paragraphs
 * that only look like lists become lists, headings fit under a section's title, everything else that is looks goes.
 */

export type CleanPaste = { readonly html: string /** Pictures left out. */; readonly pictures: number };

const lookAttributes = [
  'class',
  'style',
  'id',
  'lang',
  'dir',
  'align',
  'valign',
  'width',
  'height',
  'title',
  'target',
  'rel',
  'colwidth',
  'data-colwidth',
];
/** Styles that say something: bold, italic, underlined, struck. */
const meaningfulStyles = ['font-weight', 'font-style', 'text-decoration', 'text-decoration-line'];

/** Cleans what the clipboard gives. What comes from one of our own editors is already clean. */
export function cleanPaste(html: string): CleanPaste {
  if (html.includes('data-pm-slice')) return { html, pictures: 0 };
  const page = new DOMParser().parseFromString(html, 'text/html');
  const pictures = page.querySelectorAll('img, svg, picture').length;
  for (const element of page.querySelectorAll(
    'style, script, meta, link, title, xml, img, svg, picture, iframe, object, input, button',
  ))
    element.remove();
  listsFromWord(page);
  fitHeadings(page);
  for (const element of page.body.querySelectorAll<HTMLElement>('*')) plainLook(element);
  removeComments(page);
  return { html: page.body.innerHTML, pictures };
}

function plainLook(element: HTMLElement): void {
  const kept = meaningfulStyles.flatMap((name) => {
    const value = element.style.getPropertyValue(name);
    return value === '' ? [] : [`${name}: ${value}`];
  });
  for (const name of lookAttributes) element.removeAttribute(name);
  if (kept.length > 0) element.setAttribute('style', kept.join('; '));
}

/** The highest heading of the pasted text becomes level 3, the section's own title being level 2; none goes below 5. */
function fitHeadings(page: Document): void {
  const headings = [...page.querySelectorAll('h1, h2, h3, h4, h5, h6')];
  const highest = Math.min(...headings.map(levelOf));
  for (const heading of headings) {
    const fitted = page.createElement(`h${Math.min(5, 3 + levelOf(heading) - highest)}`);
    fitted.append(...heading.childNodes);
    heading.replaceWith(fitted);
  }
}

function levelOf(heading: Element): number {
  return Number(heading.tagName.slice(1));
}

/** Word writes « mso-list:l0 level2 lfo1 » on ordinary paragraphs and the bullet as text beside it. */
function listsFromWord(page: Document): void {
  const open: HTMLElement[] = [];
  let previous: Element | null = null;
  for (const paragraph of [...page.querySelectorAll<HTMLElement>('p, h1, h2, h3, h4, h5, h6')]) {
    const level = wordListLevel(paragraph);
    if (level === 0) {
      previous = null;
      continue;
    }
    if (previous === null || paragraph.previousElementSibling !== previous) open.length = 0;
    const ordered = isNumbered(paragraph);
    removeMarker(paragraph);
    const list = listAt(page, { open, level, ordered });
    if (open[0] && !open[0].isConnected) paragraph.before(open[0]);
    const item = page.createElement('li');
    const text = page.createElement('p');
    text.append(...paragraph.childNodes);
    item.append(text);
    list.append(item);
    paragraph.remove();
    previous = open[0] ?? null;
  }
}

function listAt(
  page: Document,
  { open, level, ordered }: { open: HTMLElement[]; level: number; ordered: boolean },
): HTMLElement {
  open.length = Math.min(open.length, level);
  while (open.length < level) {
    const list = page.createElement(ordered ? 'ol' : 'ul');
    const parent = open.at(-1);
    if (parent) (parent.lastElementChild ?? parent.appendChild(page.createElement('li'))).append(list);
    open.push(list);
  }
  const list = open.at(-1);
  if (!list) throw new Error('a list has a level of at least 1');
  return list;
}

function wordListLevel(paragraph: HTMLElement): number {
  const style = paragraph.getAttribute('style') ?? '';
  return Number(/mso-list:[^;]*level(\d+)/i.exec(style)?.[1] ?? 0);
}

function markerOf(paragraph: HTMLElement): HTMLElement | null {
  return paragraph.querySelector<HTMLElement>('[style*="mso-list:Ignore" i], [style*="mso-list: Ignore" i]');
}

function isNumbered(paragraph: HTMLElement): boolean {
  return /^\s*[(]?([0-9]+|[a-z]{1,4})[.)°]/i.test(markerOf(paragraph)?.textContent ?? '');
}

function removeMarker(paragraph: HTMLElement): void {
  markerOf(paragraph)?.remove();
}

function removeComments(page: Document): void {
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_COMMENT);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode?.removeChild(comment);
}
