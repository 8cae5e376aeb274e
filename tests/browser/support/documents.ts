import { readFile } from 'node:fs/promises';
import { type ReadPdf, readPdf } from '../../support/read-pdf.ts';
import { said } from './sentences.ts';
import type { Visitor } from './visitor.ts';

/** Downloads the convention from its header, and reads it. */
export async function downloadConvention({ page }: Visitor): Promise<ReadPdf> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: said('convention:pages.pdf') }).click();
  return readPdf(await readFile(await (await downloading).path()));
}
