/** What people do around a meeting, each on the page where it is done. */
import type { Locator, Page } from 'playwright-core';
import { said } from './sentences.ts';
import type { Visitor } from './visitor.ts';
import { expectSaved, placeCaretAtEndOf } from './writing.ts';

type Plan = { readonly when: string; readonly agenda: string };

/** Plans a remote meeting (`when` as the date field takes it) and resolves to its address. */
export async function planMeeting({ page }: Visitor, convention: string, { when, agenda }: Plan): Promise<string> {
  await page.goto(`/conventions/${convention}/meetings`);
  await page.getByRole('button', { name: said('meetings:plan.button') }).click();
  await page.getByLabel(said('meetings:plan.when'), { exact: false }).first().fill(when);
  await page.getByLabel(said('meetings:plan.agenda')).fill(agenda);
  await page.getByRole('button', { name: said('meetings:plan.submit') }).click();
  const planned = page.locator('li[data-status="planned"]').getByRole('link').first();
  await planned.waitFor();
  return (await planned.getAttribute('href')) ?? '';
}

export async function openMeeting({ page }: Visitor, meeting: string): Promise<void> {
  await page.goto(meeting);
  await page.getByRole('button', { name: said('meetings:open.button') }).click();
  await page.getByRole('heading', { name: said('meetings:minutes.title') }).waitFor();
}

/** Confirms one's presence from the bar under the text, unless the open page was enough to be noted. */
export async function comeToMeeting({ page, name }: Visitor, meeting: string): Promise<void> {
  await page.goto(meeting);
  const own = page.getByRole('checkbox', { name: new RegExp(`^${name}`) });
  await own.waitFor();
  await own.check();
}

/** The minutes of the open meeting, on its page or beside the text. */
export function minutesText(page: Page): Locator {
  return page.locator('[data-minutes] .ProseMirror');
}

/** Types at the end of the minutes, on a page that shows them, until the server has the words. */
export async function writeMinutes(visitor: Visitor, words: string): Promise<void> {
  const { page } = visitor;
  const text = minutesText(page);
  await text.and(page.locator('[aria-readonly="false"]')).waitFor();
  await placeCaretAtEndOf(page, text);
  await page.keyboard.type(words);
  await expectSaved(visitor);
}

export async function closeMeeting({ page }: Visitor): Promise<void> {
  await page.getByRole('button', { name: said('meetings:close.button') }).click();
  const dialog = page.getByRole('dialog', { name: said('meetings:close.ask') });
  await dialog.getByRole('button', { name: said('meetings:close.button') }).click();
  await page.getByRole('link', { name: said('meetings:minutes.pdf') }).waitFor();
}
