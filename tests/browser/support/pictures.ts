import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { repositoryFolder } from '../../support/repository.ts';
import type { Visitor } from './visitor.ts';

/** What everybody had on the screen when a step failed, beside the test results; never committed. */
export async function keepWhatWasSeen(everybody: readonly Visitor[], step: string): Promise<void> {
  const folder = join(repositoryFolder, 'test-results', 'browser');
  mkdirSync(folder, { recursive: true });
  for (const { name, page } of everybody) {
    await page.screenshot({ path: join(folder, `${fileName(step)} – ${fileName(name)}.png`) }).catch(() => {});
  }
}

/** A picture for the README, only when `PICTURES` is set: pictures change with every pixel, commits need not. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.PICTURES === undefined) return;
  const folder = join(import.meta.dirname, '..', 'pictures');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), scale: 'css' });
}

function fileName(words: string): string {
  return words.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60);
}
