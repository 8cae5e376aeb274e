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

const last = 'dernier';

/**
 * One word after the other until the disk has said no: the write-ahead log may have room left inside. Returns the words that
 * were called saved. The page is gone when it resolves, so that nobody but the server has them.
 */
async function savedUntilFull(page: Page): Promise<readonly string[]> {
  const promised: string[] = [];
  const isSent = () => page.sent() > 0 && page.saved() === page.sent();
  await eventually(async () => {
    const word = `mot${promised.length}`;
    page.edit('project', `${word} ${'long'.repeat(300)} `);
    await eventually(() => page.closings.length > 0 || isSent());
    if (page.closings.length === 0) promised.push(word);
    return page.closings.length > 0;
  }, 20_000);
  expect(page.closings).toEqual([closeCodes.storageFull]);
  page.leave();
  return promised;
}

async function tryFullDisk(installation: Installation, disk: SmallDisk, pages: Page[]): Promise<void> {
  const { url, syncUrl } = await installation.start();
  const convention = await installation.openConvention();
  const [author, reader, other] = installation.people;
  if (!author || !reader || !other) throw new Error('three people are needed');
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

  const passing = await open(other);
  disk.fill();
  const promised = await savedUntilFull(passing);
  writing.edit('project', `${last} `);
  await eventually(() => writing.closings.includes(closeCodes.storageFull));
  expect(await health()).toEqual({ status: 'disk-full' });
  await eventually(() => reading.provider.wsconnected);
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
  for (const word of [...promised, last]) expect(JSON.stringify(kept.project)).toContain(`${word} `);
}
