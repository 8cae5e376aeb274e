/** Comments in the margin: about words, answered, resolved. */
import type { SectionId } from '@entente/shared/sections/sections';
import type { Locator } from 'playwright-core';
import { said } from './sentences.ts';
import type { Visitor } from './visitor.ts';
import { selectWord } from './writing.ts';

type About = { readonly section: SectionId; readonly word: string };

/** Begins a discussion about one word. */
export async function comment(visitor: Visitor, about: About, words: string): Promise<void> {
  await selectWord(visitor, about.section, about.word);
  const { page } = visitor;
  await page
    .getByRole('toolbar')
    .getByRole('button', { name: said('comments:add') })
    .click();
  await page.getByLabel(said('comments:new.label')).fill(words);
  await page.getByRole('button', { name: said('comments:new.send'), exact: true }).click();
  await discussion(visitor, about).waitFor();
}

/** The card of the discussion about a word. */
export function discussion({ page }: Visitor, { section, word }: About): Locator {
  const name = said('comments:thread', { section: said(`sections:${section}`), quote: word });
  return page.getByRole('article', { name });
}

export async function answer(visitor: Visitor, about: About, words: string): Promise<void> {
  const card = discussion(visitor, about);
  const open = card.getByRole('button', { name: said('comments:open') });
  if (await open.isVisible()) await open.click();
  await card.getByLabel(said('comments:reply.label')).fill(words);
  await card.getByRole('button', { name: said('comments:reply.send') }).click();
  await card.getByText(words).waitFor();
}

export async function resolve(visitor: Visitor, about: About): Promise<void> {
  await discussion(visitor, about)
    .getByRole('button', { name: said('comments:make-resolved') })
    .click();
}
