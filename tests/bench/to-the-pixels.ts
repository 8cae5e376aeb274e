/** From a keystroke in one browser to the frame that shows it in two others. */
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import type { Person } from '../support/server.ts';
import type { ServedSample } from './served-sample.ts';

/** The section in which the letters are typed. */
const editor = '[data-section="general"] .ProseMirror';
/** Milliseconds between two keystrokes: a quick typist. */
const pace = 90;

export type Seen = {
  /** Keystroke to the frame after which it is on the screen, in each of the two other browsers (ms). */
  readonly byOthers: readonly number[];
  /** The same in the browser in which it was typed. */
  readonly byTypist: readonly number[];
  readonly browserVersion: string;
};

/** Three browsers, each a program of its own, one person of each organisation in each. */
export async function watchTyping(sample: ServedSample, keystrokes: number): Promise<Seen> {
  const people = [sample.writers[0], sample.writers[2], sample.writers[4]];
  const browsers: Browser[] = [];
  try {
    const pages: Page[] = [];
    for (const person of people) {
      if (!person) throw new Error('three organisations are needed');
      const browser = await launchBrowser();
      browsers.push(browser);
      pages.push(await openAs(browser, person, sample));
    }
    const [typist, ...others] = pages;
    if (!typist) throw new Error('nobody types');
    return { ...(await type(typist, others, keystrokes)), browserVersion: browsers[0]?.version() ?? '' };
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
  }
}

async function openAs(browser: Browser, person: Person, { url, convention }: ServedSample): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, locale: 'fr-FR', viewport: { width: 1440, height: 900 } });
  await context.addCookies(
    person.cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
    }),
  );
  const page = await context.newPage();
  await page.goto(`/conventions/${convention}`);
  await page.locator(`${editor}[contenteditable="true"]`).waitFor();
  await page.locator(editor).scrollIntoViewIfNeeded();
  return page;
}

/** The letter that is typed: French has none of it, so that every one of them in the section is a keystroke. */
const letter = 'w';

async function type(typist: Page, others: readonly Page[], keystrokes: number): Promise<Omit<Seen, 'browserVersion'>> {
  await typist.locator(editor).click();
  await typist.keyboard.press('Control+End');
  await typist.keyboard.press('Enter');
  const watched = [typist, ...others];
  for (const page of watched) await page.evaluate(watchLetters, { editor, letter });
  await typist.evaluate(watchKeys, letter);
  for (let struck = 0; struck < keystrokes; struck += 1) {
    await typist.keyboard.press(letter);
    await typist.waitForTimeout(pace);
  }
  for (const page of watched) {
    await page.waitForFunction((wanted) => (window as unknown as Watching).shown.length === wanted, keystrokes);
  }
  const struckAt = await typist.evaluate(() => (window as unknown as Watching).struck);
  if (struckAt.length !== keystrokes) throw new Error(`${struckAt.length} keystrokes of ${keystrokes} were seen`);
  const [own, ...theirs] = await Promise.all(
    watched.map(async (page) => {
      const shownAt = await page.evaluate(() => (window as unknown as Watching).shown);
      return shownAt.map((shown, at) => shown - (struckAt[at] ?? Number.NaN));
    }),
  );
  return { byOthers: theirs.flat(), byTypist: own ?? [] };
}

/** Instants in milliseconds since 1970, finer than a millisecond: the browsers share the machine's clock. */
type Watching = { shown: number[]; struck: number[] };

/** In the page: notes when each letter's frame has been handed over for the screen. */
function watchLetters({ editor, letter }: { readonly editor: string; readonly letter: string }): void {
  const section = document.querySelector(editor);
  if (!section) throw new Error(`the page has no ${editor}`);
  // The labels of other people's carets are in the text's element, but are no text.
  const letters = () => {
    const words = document.createTreeWalker(section, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement?.closest('[class*="caret"]') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    let count = 0;
    while (words.nextNode()) count += (words.currentNode.nodeValue ?? '').split(letter).length - 1;
    return count;
  };
  const before = letters();
  const shown: number[] = [];
  (window as unknown as Watching).shown = shown;
  const afterPaint = new MessageChannel();
  const waiting: number[] = [];
  afterPaint.port1.onmessage = () => {
    const now = performance.timeOrigin + performance.now();
    const count = waiting.shift() ?? 0;
    while (shown.length < count) shown.push(now);
  };
  new MutationObserver(() => {
    const count = letters() - before;
    // A message posted in the frame's callback is handled after the frame was painted.
    requestAnimationFrame(() => {
      waiting.push(count);
      afterPaint.port2.postMessage(null);
    });
  }).observe(section, { subtree: true, childList: true, characterData: true });
}

/** In the page: notes when the browser received each keystroke, before any script ran. */
function watchKeys(letter: string): void {
  const struck: number[] = [];
  (window as unknown as Watching).struck = struck;
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key === letter) struck.push(performance.timeOrigin + event.timeStamp);
    },
    { capture: true },
  );
}
