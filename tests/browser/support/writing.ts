/** People at the text: typing, undoing, selecting, and what the page says about it. */
import { type SectionId, sectionIds, textRoot } from '@entente/shared/sections/sections';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import * as Y from 'yjs';
import { said } from './sentences.ts';
import type { Visitor } from './visitor.ts';

/** Milliseconds that a change may take to be seen by everybody, on a busy machine. */
const soon = 30_000;

/** The text of one section. */
export function sectionText(page: Page, section: SectionId): Locator {
  return page.locator(`[data-section="${section}"] .ProseMirror`);
}

/** Opens the text of the convention, and waits until it has arrived. */
export async function openText({ page }: Visitor, convention: string): Promise<void> {
  await page.goto(`/conventions/${convention}`);
  await page
    .getByText(new RegExp(`^(${said('convention:saved.saved')}|${said('convention:saved.up-to-date')})$`))
    .waitFor();
}

/** Types a new paragraph at the end of a section, while nobody else types there: {@link beginParagraph} says why. */
export async function writeParagraph(visitor: Visitor, section: SectionId, words: string): Promise<void> {
  await beginParagraph(visitor, section);
  await visitor.page.keyboard.type(words);
}

/**
 * Begins a new paragraph at the end of a section. People who are to type in the same section at the same time begin theirs
 * one after the other, before any of them types: Enter where another is typing divides that one's words, and what came
 * after the caret in the last instant goes to the new line.
 */
export async function beginParagraph({ page }: Visitor, section: SectionId): Promise<void> {
  await placeCaretAtEnd(page, section);
  await page.keyboard.press('Enter');
}

/** The lines of a section as the editor knows them, without the names at other people's carets. */
export function sectionLines(page: Page, section: SectionId): Promise<readonly string[]> {
  return sectionText(page, section).evaluate((element: Element) => {
    const { doc } = (element as Element & WithEditor).editor.state;
    return doc.textBetween(0, doc.content.size, '\n').split('\n');
  });
}

/** Puts the caret after the last letter of a section. */
export function placeCaretAtEnd(page: Page, section: SectionId): Promise<void> {
  return placeCaretAtEndOf(page, sectionText(page, section));
}

/** The same in any editor of the page. */
export async function placeCaretAtEndOf(page: Page, text: Locator): Promise<void> {
  await text.scrollIntoViewIfNeeded();
  await text.focus();
  // Just after the focus came, the editor may put the caret back where it was: nobody's fingers are as quick.
  await expect
    .poll(
      async () => {
        await page.keyboard.press('Control+End');
        await nextFrames(page);
        return text.evaluate(wordsAfterCaret);
      },
      { timeout: soon, message: `the caret is at the end of ${text}` },
    )
    .toBe('');
}

/** What follows the caret, as the editor knows it. */
function wordsAfterCaret(element: Element): string {
  const { doc, selection } = (element as Element & WithEditor).editor.state;
  return doc.textBetween(selection.to, doc.content.size);
}

/** TipTap leaves itself on its element. */
type WithEditor = {
  readonly editor: {
    readonly state: {
      readonly doc: {
        readonly content: { readonly size: number };
        textBetween(from: number, to: number, between?: string): string;
      };
      readonly selection: { readonly to: number };
    };
  };
};

/** The browser has told the page of the last key. */
async function nextFrames(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
  );
}

/** Takes back everything that can be taken back in the section that has the caret. */
export async function undoEverything({ page }: Visitor): Promise<void> {
  const undo = page.getByRole('toolbar').getByRole('button', { name: said('editor:undo') });
  while ((await undo.getAttribute('aria-disabled')) !== 'true') {
    await page.keyboard.press('Control+z');
    await nextFrames(page);
  }
}

/** This person reads these words in that section, wherever they came from. */
export async function expectToRead({ page, name }: Visitor, section: SectionId, words: string): Promise<void> {
  await expect
    .poll(() => sectionText(page, section).textContent(), { timeout: soon, message: `${name} reads « ${words} »` })
    .toContain(words);
}

export async function expectNotToRead({ page, name }: Visitor, section: SectionId, words: string): Promise<void> {
  await expect
    .poll(() => sectionText(page, section).textContent(), {
      timeout: soon,
      message: `${name} no longer reads « ${words} »`,
    })
    .not.toContain(words);
}

/** The page says that the server has everything. */
export async function expectSaved({ page }: Visitor): Promise<void> {
  await page.getByRole('status').getByText(said('convention:saved.saved'), { exact: true }).waitFor({ timeout: soon });
}

/** This device's copy holds these words: it is written behind what the server acknowledges, by a browser that may be busy. */
export async function expectOnDevice({ page, name }: Visitor, words: string): Promise<void> {
  await expect
    .poll(async () => textOf(await page.evaluate(updatesOnDevice)), {
      timeout: soon,
      message: `the device of ${name} keeps « ${words} »`,
    })
    .toContain(words);
}

/** No copy of this device holds these words. */
export async function expectNotOnDevice({ page, name }: Visitor, words: string): Promise<void> {
  await expect
    .poll(async () => textOf(await page.evaluate(updatesOnDevice)), {
      timeout: soon,
      message: `the device of ${name} has forgotten « ${words} »`,
    })
    .not.toContain(words);
}

function textOf(updates: readonly (readonly number[])[]): string {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, Uint8Array.from(update));
  return sectionIds.map((section) => doc.getXmlFragment(textRoot(section)).toString()).join('\n');
}

/** What y-indexeddb has written so far, in the page's own databases. */
async function updatesOnDevice(): Promise<number[][]> {
  const answerOf = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const updates: number[][] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await answerOf(indexedDB.open(name));
    if (database.objectStoreNames.contains('updates')) {
      const store = database.transaction('updates').objectStore('updates');
      for (const update of await answerOf(store.getAll() as IDBRequest<Uint8Array[]>)) updates.push([...update]);
    }
    database.close();
  }
  return updates;
}

/** This person sees where another one's caret is, under that one's name. */
export async function expectCaretOf({ page }: Visitor, section: SectionId, other: Visitor): Promise<void> {
  await sectionText(page, section)
    .locator('.collaboration-carets__label', { hasText: other.name })
    .waitFor({ state: 'attached', timeout: soon });
}

/** How many carets of other pages this person sees in a section. */
export function caretsIn({ page }: Visitor, section: SectionId): Promise<number> {
  return sectionText(page, section).locator('.collaboration-carets__label').count();
}

/** This person is told that so many people have the convention open, oneself included. */
export async function expectHere({ page }: Visitor, count: number): Promise<void> {
  const name =
    count === 1 ? said('convention:presence.button_one') : said('convention:presence.button_other', { count });
  await page.getByRole('button', { name }).waitFor({ timeout: soon });
}

/** Selects one word by a double click. */
export async function selectWord({ page }: Visitor, section: SectionId, word: string): Promise<void> {
  const place = sectionText(page, section).getByText(word, { exact: true });
  await place.scrollIntoViewIfNeeded();
  await place.dblclick();
  await expect.poll(() => page.evaluate(() => getSelection()?.toString().trim())).toBe(word);
}
