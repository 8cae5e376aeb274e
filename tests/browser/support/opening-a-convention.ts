import { join } from 'node:path';
import type { SectionId } from '@entente/shared/sections/sections';
import { repositoryFolder } from '../../support/repository.ts';
import { said } from './sentences.ts';
import type { Visitor } from './visitor.ts';

/** The Word file of the demo: a convention as people write them. */
export const sampleFile = join(repositoryFolder, 'server', 'src', 'demo', 'convention-repit.docx');

/** On the page that opens a convention: gives a Word file, and waits for the proposed match. */
export async function giveWordFile({ page }: Visitor, file: string | { name: string; content: Buffer }): Promise<void> {
  const chosen =
    typeof file === 'string' ? file : { name: file.name, mimeType: 'application/octet-stream', buffer: file.content };
  await page.locator('input[type="file"]').setInputFiles(chosen);
}

/** The section proposed for a part of the file. */
export async function proposedSection({ page }: Visitor, part: string): Promise<string> {
  return page.getByLabel(said('conventions:review.section-of', { title: part }), { exact: true }).inputValue();
}

export async function changeSection({ page }: Visitor, part: string, section: SectionId): Promise<void> {
  await page.getByLabel(said('conventions:review.section-of', { title: part }), { exact: true }).selectOption(section);
}

/** Names the convention and opens it; resolves to its identifier, once its page is there. */
export async function openConvention({ page }: Visitor, title: string): Promise<string> {
  await page.getByLabel(said('conventions:convention-title')).fill(title);
  await page.getByRole('button', { name: said('conventions:new.submit') }).click();
  await page.waitForURL(/\/conventions\/[0-9a-f-]{36}$/);
  return page.url().slice(-36);
}
