/** What everybody sees of the negotiation: what is missing, who stands where, who changed what, who brings what, what happened. */
import { readFile } from 'node:fs/promises';
import { fillIn } from '@entente/server/demo/fill-in';
import { textRoot } from '@entente/shared/sections/sections';
import type { Page as BrowserPage } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { pageOfPerson } from '../support/page-of-person.ts';
import type { Person } from '../support/server.ts';
import { closeByApi, command, meetByApi } from './support/already-negotiating.ts';
import { lockStrip } from './support/deciding.ts';
import { negotiationOfFile } from './support/negotiation-of-file.ts';
import { expectNoSidewaysScrolling } from './support/no-sideways-scrolling.ts';
import { expectNoViolations } from './support/no-violation.ts';
import { said } from './support/sentences.ts';
import type { Visitor } from './support/visitor.ts';
import { openText } from './support/writing.ts';

const scene = negotiationOfFile();

/** The Tilleuls and the Commune have met once; since then both have written, filled in, and taken positions. */
beforeAll(async () => {
  const { told, server } = scene;
  const [tilleuls, commune] = told.teams;
  await closeByApi(told, await meetByApi(told, server));
  server.clock.advance({ days: 2 });
  await writes(tilleuls.manager, (doc) => firstRun(doc).insert(0, 'Ensemble, '));
  await writes(commune.manager, (doc) => firstRun(doc).delete(firstRun(doc).length - 3, 3));
  await writes(tilleuls.manager, (doc) =>
    fillIn(doc, {
      fields: {},
      rows: {
        roles: [
          {
            row: 'contribution',
            party: tilleuls.organisation,
            brings: 'Deux éducateurs',
            expects: 'Des relais de proximité',
            population: 'Les adolescents du canton',
          },
        ],
        budget: [
          {
            row: 'budgetLine',
            kind: 'hidden',
            label: 'Préparer les rencontres',
            amount: 120_000,
            bearer: tilleuls.organisation,
            funder: commune.name,
          },
        ],
      },
    }),
  );
  const { facts } = await tilleuls.manager.api.text.get({ id: told.id });
  const means = { type: 'takeStance', section: 'means', digest: facts.sections.means.digest } as const;
  await command(told, tilleuls.manager, { ...means, position: 'agree' });
  await command(told, commune.manager, { ...means, position: 'reserve', reason: 'Il manque le minibus.' });
  const refused = { type: 'approveConvention', meeting: crypto.randomUUID(), digest: facts.digest } as const;
  await command(told, tilleuls.director, refused).catch(() => undefined);
});

async function writes(person: Person, change: (doc: Y.Doc) => void): Promise<void> {
  const page = await pageOfPerson(scene.server, person, scene.told.id);
  page.doc.transact(() => change(page.doc));
  await page.allSaved();
  page.leave();
}

function firstRun(doc: Y.Doc): Y.XmlText {
  let node: unknown = doc.getXmlFragment(textRoot('values')).get(0);
  while (node instanceof Y.XmlElement) node = node.get(0);
  if (!(node instanceof Y.XmlText)) throw new Error('the values begin with no words');
  return node;
}

const address = (page: string) => `/conventions/${scene.told.id}/${page}`;
const director = (width = 1440, height = 900) => scene.seat(scene.told.teams[1].director, { width, height });

async function opens({ page }: Visitor, path: string, title: string): Promise<void> {
  await page.goto(address(path));
  await page.getByRole('heading', { name: said(title), level: 1 }).waitFor();
}

/** No axe violation, nothing wider than the screen; then on the smallest phone too. */
async function expectFit(page: BrowserPage): Promise<void> {
  await expectNoViolations(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScrolling(page);
  await expectNoViolations(page);
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** The text may have to be loaded first. */
async function expectFocusOn(page: BrowserPage, id: string): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.id), { timeout: 20_000 }).toBe(id);
}

test('the lock strip’s list has every rule, met or not, for each party, and leads to where it is done', async () => {
  const visitor = await director();
  const { page } = visitor;
  await openText(visitor, scene.told.id);
  await lockStrip(visitor).getByText(said('negotiation:strip.locked')).waitFor();
  await lockStrip(visitor).getByRole('button').click();
  const list = page.getByRole('dialog', { name: said('overview:checklist.title') });
  const rule = (name: string) => list.locator(`[data-rule="${name}"]`);
  await expect.poll(() => list.locator('[data-rule]').count()).toBe(13);
  expect(await rule('two-parties').getAttribute('data-met')).toBe('true');
  expect(await rule('earlier-meeting').getAttribute('data-met')).toBe('true');
  expect(await rule('costs').getAttribute('data-met')).toBe('true');
  expect(await rule('risks').getAttribute('data-met')).toBe('false');
  const [tilleuls, commune] = scene.told.teams;
  await rule('contributions')
    .getByText(said('overview:checklist.party-met', { party: tilleuls.name }))
    .waitFor();
  await rule('contributions')
    .getByText(said('overview:checklist.party-missing', { party: commune.name }))
    .waitFor();
  await expectFit(page);
  const risks = said('overview:checklist.to.section', { section: said('sections:risks') });
  await rule('risks').getByRole('link', { name: risks }).click();
  await list.waitFor({ state: 'hidden' });
  await expectFocusOn(page, 'risks-title');
});

test('one screen shows each part, each party, its position and why', async () => {
  const visitor = await director();
  const { page } = visitor;
  await opens(visitor, 'positions', 'overview:positions.title');
  const row = page.locator('[data-row="means"]');
  await row.getByText(said('negotiation:position.agree'), { exact: true }).waitFor();
  await row.getByText(said('negotiation:position.reserve'), { exact: true }).waitFor();
  await row.getByText('Il manque le minibus.').waitFor();
  expect(await page.locator('[data-row]').count()).toBe(11);
  await expectFit(page);
  const show = page.getByLabel(said('overview:positions.show'));
  await show.selectOption({ label: said('overview:positions.filter.held') });
  await expect.poll(() => page.locator('[data-row]').count()).toBe(1);
  await page.getByRole('link', { name: new RegExp(said('sections:means')) }).click();
  await expectFocusOn(page, 'means-title');
});

test('what changed since the last meeting is one click away, with who did it on hover and on focus', async () => {
  const visitor = await director();
  const { page } = visitor;
  const [tilleuls, commune] = scene.told.teams;
  await openText(visitor, scene.told.id);
  await lockStrip(visitor)
    .getByRole('link', { name: said('overview:since.link') })
    .click();
  await page.getByRole('heading', { name: said('overview:since.title'), level: 1 }).waitFor();
  const values = page.locator('[data-part="values"]');
  const added = values.locator('ins').first();
  await added.waitFor();
  expect(await added.textContent()).toContain('Ensemble,');
  expect(await values.locator('del').count()).toBe(1);
  // Told to whoever comes with the keyboard.
  await page.keyboard.press('Tab');
  await added.focus();
  const tooltip = page.getByRole('tooltip');
  await tooltip.waitFor();
  expect(await tooltip.textContent()).toContain(tilleuls.manager.name);
  await page.locator('[data-part="budget"]').getByText('Préparer les rencontres').waitFor();
  await expectFit(page);
  await page.getByLabel(said('overview:since.whose')).selectOption({ label: commune.name });
  await expect.poll(() => page.locator('[data-part]').count()).toBe(1);
  await page.getByLabel(said('overview:since.compare')).selectOption({ label: said('overview:since.beginning') });
  await page.getByLabel(said('overview:since.whose')).selectOption({ label: said('overview:since.everybody') });
  await expect.poll(() => page.locator('[data-part]').count()).toBeGreaterThan(5);
});

test('what each party brings, bears, funds, decides and expects stands side by side', async () => {
  const visitor = await director();
  const { page } = visitor;
  await opens(visitor, 'fairness', 'overview:fairness.title');
  const cells = (row: string) => page.locator(`[data-row="${row}"] td`);
  await cells('brings').getByText('Deux éducateurs').waitFor();
  expect(await cells('brings').nth(1).textContent()).toContain(said('overview:fairness.unsaid'));
  expect((await cells('bears').first().textContent())?.replaceAll(/\s/g, ' ')).toContain(
    '1 200 €, soit 100 % du budget',
  );
  expect((await cells('funds').nth(1).textContent())?.replaceAll(/\s/g, ' ')).toContain('1 200 €');
  await expectFit(page);
});

test('the journal is filtered, searched, checked in the page and taken away', async () => {
  const visitor = await director();
  const { page } = visitor;
  await opens(visitor, 'journal', 'negotiation:journal.title');
  const { length } = await scene.told.teams[0].director.api.conventions.journal({ id: scene.told.id });
  await page.getByText(said('overview:journal.chain-whole_other', { count: length })).waitFor();
  await expectFit(page);
  const lines = page.locator('ol > li[data-kind]');
  await page.getByLabel(said('overview:journal.kind')).selectOption({ label: said('overview:journal.kinds.refused') });
  await expect.poll(() => lines.count()).toBe(1);
  expect(await lines.first().textContent()).toContain('no-open-meeting');
  await page.getByRole('button', { name: said('overview:journal.clear') }).click();
  await page.getByLabel(said('overview:journal.search')).fill('MINIBUS reserve');
  await expect.poll(() => lines.count()).toBe(1);
  await page.getByLabel(said('overview:journal.search')).fill('un mot que personne n’a dit');
  await page.getByText(said('overview:journal.none')).waitFor();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: said('overview:journal.export-json') }).click();
  const file = JSON.parse(await readFile(await (await downloading).path(), 'utf8')) as { entries: readonly unknown[] };
  expect(file.entries).toHaveLength(length);
});

test('a journal that was changed afterwards is told as broken, with the line', async () => {
  const visitor = await director();
  const { page } = visitor;
  await page.route('**/api/conventions/*/journal', async (route) => {
    const response = await route.fetch();
    const entries = (await response.json()) as { event: { at: string } }[];
    const forged = entries.map((entry, place) =>
      place === 2 ? { ...entry, event: { ...entry.event, at: '2026-01-01T00:00:00.000Z' } } : entry,
    );
    await route.fulfill({ response, json: forged });
  });
  await opens(visitor, 'journal', 'negotiation:journal.title');
  await page.getByText(said('overview:journal.chain-broken', { version: 3 })).waitFor();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});
