import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeCodes } from '@entente/shared/wire/messages';
import { expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import type { Page } from '../support/page.ts';
import { runProgram } from '../support/program.ts';
import { Installation } from './support/installation.ts';
import { begin, stockPage, wordsOf } from './support/stock-pages.ts';

async function operate(installation: Installation, command: 'backup' | 'restore', path: string): Promise<string> {
  const program = runProgram('operator.ts', [command, path], { DATA_DIR: installation.folder });
  expect(await program.ended, program.stderr()).toBe(0);
  return program.stdout();
}

test('F-10 an old copy restored under open pages: they start afresh, and no word of theirs comes into the older text', async () => {
  const installation = await Installation.make();
  const copies = await mkdtemp(join(tmpdir(), 'entente-copies-'));
  const pages: Page[] = [];
  const open = async (convention: string, index: number) => {
    const person = installation.people[index];
    if (!person) throw new Error('nobody is there');
    const page = await stockPage(convention, person, { syncUrl: installation.server.syncUrl });
    page.provider.maxBackoffTime = 300;
    pages.push(page);
    await page.synced();
    return page;
  };
  try {
    await installation.start();
    const convention = await installation.openConvention();
    const [one, other] = [await open(convention, 0), await open(convention, 2)];
    begin(one, 'ancien');
    await one.allSaved();
    await eventually(() => wordsOf(other).includes('ancien'));
    // Made while the server runs and both pages are open.
    const said = await operate(installation, 'backup', copies);
    const copy = /is (\S+\.sqlite)\./.exec(said)?.[1] ?? '';
    one.edit('project', 'perdu1 ');
    other.edit('project', 'perdu2 ');
    await Promise.all([one.allSaved(), other.allSaved()]);
    await installation.kill();
    // What is typed while nobody answers would be sent with everything else.
    one.edit('project', 'perdu3 ');
    await operate(installation, 'restore', copy);
    await installation.start();

    await eventually(() => [one, other].every(({ closings }) => closings.at(-1) === closeCodes.stalePage), 15_000);
    const fresh = await open(convention, 0);
    expect(fresh.params.epoch).not.toBe(one.params.epoch);
    expect(wordsOf(fresh)).toEqual(['ancien']);
    fresh.edit('project', 'nouveau ');
    await fresh.allSaved();
    expect(wordsOf(one)).not.toContain('nouveau');
    // The page that was told to start afresh does so; its old document is of no use to it.
    const again = await open(convention, 2);
    expect(wordsOf(again)).toEqual(['ancien', 'nouveau']);
    expect([one, other].every(({ provider }) => !provider.wsconnected)).toBe(true);
    expect(await installation.stop()).toBe(0);
    await installation.start();
    expect(wordsOf(await open(convention, 1))).toEqual(['ancien', 'nouveau']);
  } finally {
    for (const page of pages) page.leave();
    await installation.remove();
    await rm(copies, { recursive: true, force: true });
  }
});
