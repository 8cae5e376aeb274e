import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRefusal } from '@entente/shared/negotiation/reasons';
import { expect, test } from 'vitest';
import { removeFolder, startEngine } from '../support/engine.ts';
import { EngineStory } from '../support/engine-story.ts';
import { eventually } from '../support/eventually.ts';
import { openPage } from '../support/page.ts';
import { manager } from '../support/people.ts';

test('another process that was quicker: the command is decided anew, pages come back, nothing is lost', {
  timeout: 120_000,
}, async () => {
  const home = await mkdtemp(join(tmpdir(), 'entente-two-'));
  const [one, other] = [await startEngine({ folder: home }), await startEngine({ folder: home })];
  const story = await EngineStory.twoParties(one);
  const there = EngineStory.found(other, story.id);
  const page = await openPage(there, manager('ville'));
  await page.synced();
  await story.does(manager('relais'), { type: 'renameConvention', title: 'Un autre titre' });
  const outcome = await other.conventions.execute(story.id, manager('ville'), { type: 'keepVersion', label: 'Ici' });
  expect(isRefusal(outcome)).toBe(false);
  expect((await there.state()).title).toBe('Un autre titre');
  await eventually(() => page.closings.length === 1);
  page.edit('project', 'Toujours là. ');
  await eventually(() => page.provider.synced && page.sent() > 0 && page.saved() === page.sent());
  const { sections } = await other.conventions.text(story.id);
  expect(JSON.stringify(sections.project)).toContain('Toujours là.');
  page.leave();
  await Promise.all([one.stop(), other.stop()]);
  await removeFolder(home);
});

test('a page that another process issued is let in, and what it writes is its own', { timeout: 120_000 }, async () => {
  const home = await mkdtemp(join(tmpdir(), 'entente-two-'));
  const [one, other] = [await startEngine({ folder: home }), await startEngine({ folder: home })];
  const story = await EngineStory.twoParties(one);
  const there = EngineStory.found(other, story.id);
  // The other one has read who wrote what before the page is issued.
  const early = await openPage(there, manager('relais'));
  await early.synced();
  const page = await openPage(story, manager('ville'), { syncUrl: other.syncUrl });
  await page.synced();
  page.edit('project', 'Ailleurs. ');
  await page.allSaved();
  expect([page.closings, page.refusals]).toEqual([[], []]);
  early.leave();
  page.leave();
  await Promise.all([one.stop(), other.stop()]);
  await removeFolder(home);
});
