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

/** A list being rebuilt: its element, and which of Word's lists it stands for. */
type OpenList = { readonly element: HTMLElement; readonly kind: string };

/** Word writes « mso-list:l0 level2 lfo1 » on ordinary paragraphs and the bullet as text beside it. */
function listsFromWord(page: Document): void {
  const open: OpenList[] = [];
  for (const paragraph of [...page.querySelectorAll<HTMLElement>('p, h1, h2, h3, h4, h5, h6')]) {
    const level = wordListLevel(paragraph);
    if (level === 0) continue;
    if (paragraph.previousElementSibling !== open[0]?.element) open.length = 0;
    const list = listFor(page, open, { level, tag: isNumbered(paragraph) ? 'ol' : 'ul', word: wordList(paragraph) });
    if (open[0] && !open[0].element.isConnected) paragraph.before(open[0].element);
    markerOf(paragraph)?.remove();
    const text = page.createElement('p');
    text.append(...paragraph.childNodes);
    const item = page.createElement('li');
    item.append(text);
    list.append(item);
    paragraph.remove();
  }
}

type WordItem = { readonly level: number; readonly tag: 'ol' | 'ul'; readonly word: string };

/** The list to which an item belongs, opened where needed. Another of Word's lists at the same level is another list. */
function listFor(page: Document, open: OpenList[], { level, tag, word }: WordItem): HTMLElement {
  open.length = Math.min(open.length, level);
  const kind = `${tag} ${word}`;
  if (open.length === level && open[level - 1]?.kind !== kind) open.length = level - 1;
  while (open.length < level) {
    const element = page.createElement(tag);
    const parent = open.at(-1)?.element;
    if (parent) (parent.lastElementChild ?? parent.appendChild(page.createElement('li'))).append(element);
    open.push({ element, kind });
  }
  const list = open.at(-1);
  if (!list) throw new Error('a list has a level of at least 1');
  return list.element;
}

function wordList(paragraph: HTMLElement): string {
  return /mso-list:\s*(l\d+)/i.exec(paragraph.getAttribute('style') ?? '')?.[1] ?? '';
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

function removeComments(page: Document): void {
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_COMMENT);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode?.removeChild(comment);
}
