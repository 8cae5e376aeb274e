import { join } from 'node:path';
import { closeCodes } from '@entente/shared/wire/messages';
import { expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import type { Page } from '../support/page.ts';
import { Installation } from './support/installation.ts';
import { SmallDisk } from './support/small-disk.ts';
import { begin, stockPage, wordsOf } from './support/stock-pages.ts';

test('F-05 a full disk: edits are refused visibly and kept by their page, reading works, and all is saved once there is room', async (context) => {
  const disk = await SmallDisk.mount(24);
  if (typeof disk === 'string') return context.skip(disk);
  const before = await Installation.make();
  const pages: Page[] = [];
  try {
    const installation = await before.copy(join(disk.folder, 'data'));
    try {
      await tryFullDisk(installation, disk, pages);
    } finally {
      for (const page of pages) page.leave();
      await installation.remove();
    }
  } finally {
    await before.remove();
    await disk.unmount();
  }
});

async function tryFullDisk(installation: Installation, disk: SmallDisk, pages: Page[]): Promise<void> {
  const { url, syncUrl } = await installation.start();
  const convention = await installation.openConvention();
  const [author, reader] = installation.people;
  if (!author || !reader) throw new Error('two people are needed');
  const open = async (by: typeof author) => {
    const page = await stockPage(convention, by, { syncUrl });
    page.provider.maxBackoffTime = 300;
    pages.push(page);
    await page.synced();
    return page;
  };
  const writing = await open(author);
  const reading = await open(reader);
  begin(writing, 'avant');
  await writing.allSaved();
  const health = async () => (await fetch(`${url}/healthz`)).json() as Promise<{ status: string }>;
  expect(await health()).toEqual({ status: 'ok' });

  disk.fill();
  let typed = 0;
  // The write-ahead log may have room left inside: more words are typed until the disk has said no.
  await eventually(() => {
    typed += 1;
    writing.edit('project', `mot${typed} ${'long'.repeat(300)} `);
    return writing.closings.includes(closeCodes.storageFull);
  }, 20_000);
  expect(await health()).toEqual({ status: 'disk-full' });
  await eventually(() => reading.provider.wsconnected);
  const last = `mot${typed}`;
  expect(writing.words('project')).toContain(last);
  // Nobody was shown what could not be kept, and reading goes on, at once and from the beginning.
  const { sections } = await reader.api.text.get({ id: convention });
  expect(JSON.stringify(sections.project)).toContain('avant');
  expect(JSON.stringify(sections.project)).not.toContain(`${last} `);
  expect(wordsOf(reading)).toContain('avant');
  expect(wordsOf(reading)).not.toContain(last);
  // While it is full, who writes is sent away; who reads is not.
  const closings = reading.closings.length;
  const refusals = writing.closings.length;
  await eventually(() => writing.closings.length >= refusals + 2);
  expect(reading.closings).toHaveLength(closings);
  expect(writing.closings.every((code) => code === closeCodes.storageFull)).toBe(true);

  await disk.empty();
  await eventually(() => writing.provider.synced && writing.sent() > 0 && writing.saved() === writing.sent(), 15_000);
  await eventually(() => wordsOf(reading).includes(last));
  expect(await health()).toEqual({ status: 'ok' });
  await installation.kill();
  await installation.start();
  const { sections: kept } = await reader.api.text.get({ id: convention });
  for (let word = 1; word <= typed; word++) expect(JSON.stringify(kept.project)).toContain(`mot${word} `);
}
