import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ReadPdf, readPdf } from '../../support/read-pdf.ts';
import { said } from './sentences.ts';
import type { Visitor } from './visitor.ts';

/** Downloads what the signature page offers, the sealed PDF and the evidence file, into this folder. */
export async function downloadSigned({ page }: Visitor, folder: string): Promise<{ pdf: string; evidence: string }> {
  const keep = async (link: string, name: string) => {
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: link }).click();
    const path = join(folder, name);
    await (await downloading).saveAs(path);
    return path;
  };
  return {
    pdf: await keep(said('signature:pdf'), 'convention.pdf'),
    evidence: await keep(said('signature:evidence'), 'evidence.json'),
  };
}

/** Downloads the convention from its header, and reads it. */
export async function downloadConvention({ page }: Visitor): Promise<ReadPdf> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: said('convention:pages.pdf') }).click();
  return readPdf(await readFile(await (await downloading).path()));
}
