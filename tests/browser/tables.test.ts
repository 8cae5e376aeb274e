/** Budgets, risks, dates and cores, filled in in the page by several people at once. */
import { coreOf } from '@entente/shared/sections/parts';
import { rowsOf } from '@entente/shared/text/particulars';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { agreeByApi, command } from './support/already-negotiating.ts';
import { actOnRow, cell, coreBlock, field, tablesOf } from './support/filling-in.ts';
import { negotiationOfFile } from './support/negotiation-of-file.ts';
import { expectNoSidewaysScrolling } from './support/no-sideways-scrolling.ts';
import { expectNoViolations } from './support/no-violation.ts';
import { said, tableNames } from './support/sentences.ts';
import { expectSaved, openText } from './support/writing.ts';

const scene = negotiationOfFile();

const shownIn = (control: Locator) => expect.poll(() => control.inputValue(), { timeout: 30_000 });

/** Without the spaces that French puts into and after its figures. */
const wordsOf = (shown: string | null) => (shown ?? '').replace(/\s+/g, '');

async function factsNow() {
  return (await scene.told.teams[0].manager.api.text.get({ id: scene.told.id })).facts;
}

test('DOC-9 a budget is filled in by two people at once: money in euros, kept in cents, summed per party and kind; undone by its author', async () => {
  const [first, second] = scene.told.teams;
  const [one, other] = await scene.bothDirectors();
  const budget = tablesOf(one.page, 'budget');
  await budget.getByText(said('tables:rows.budgetLine.empty')).waitFor();
  await budget.getByRole('button', { name: said('tables:rows.budgetLine.first') }).click();
  // The first empty cell of the new row has the focus: one goes on by the keyboard alone.
  await expect.poll(() => cell(one.page, 'budget', ['budgetLine', 'label', 1]).evaluate(hasFocus)).toBe(true);
  await one.page.keyboard.type('Salaire de la coordinatrice');
  await cell(one.page, 'budget', ['budgetLine', 'kind', 1]).selectOption('known');
  await cell(one.page, 'budget', ['budgetLine', 'bearer', 1]).selectOption(first.organisation);
  await cell(one.page, 'budget', ['budgetLine', 'amount', 1]).fill('18 250,5');
  await shownIn(cell(other.page, 'budget', ['budgetLine', 'label', 1])).toBe('Salaire de la coordinatrice');
  await cell(other.page, 'budget', ['budgetLine', 'funder', 1]).fill('Département');
  await tablesOf(other.page, 'budget')
    .getByRole('button', { name: said('tables:rows.budgetLine.add') })
    .click();
  await cell(other.page, 'budget', ['budgetLine', 'label', 2]).fill('Préparer les rencontres');
  await cell(other.page, 'budget', ['budgetLine', 'kind', 2]).selectOption('hidden');
  await cell(other.page, 'budget', ['budgetLine', 'bearer', 2]).selectOption(second.organisation);
  await cell(other.page, 'budget', ['budgetLine', 'funder', 2]).fill('Chacun');
  const amount = cell(other.page, 'budget', ['budgetLine', 'amount', 2]);
  await amount.fill('beaucoup');
  await amount.blur();
  await tablesOf(other.page, 'budget').getByRole('alert').getByText('1 250').waitFor();
  expect(await amount.inputValue()).toBe('beaucoup');
  await amount.fill('3400');
  await amount.blur();
  await expect
    .poll(async () => wordsOf(await budget.getByRole('table').last().getByRole('row').last().textContent()))
    .toBe('Total18250,50€3400€0€21650,50€');
  await expectSaved(one);
  await expectSaved(other);
  expect(rowsOf(await factsNow(), 'budgetLine')).toEqual([
    {
      label: 'Salaire de la coordinatrice',
      kind: 'known',
      bearer: first.organisation,
      funder: 'Département',
      amount: 1_825_050,
    },
    {
      label: 'Préparer les rencontres',
      kind: 'hidden',
      bearer: second.organisation,
      funder: 'Chacun',
      amount: 340_000,
    },
  ]);
  // Nothing is missing any more, by the rules' own answer.
  await expect.poll(() => budget.getByText(said('tables:awaited')).count()).toBe(0);
  // Undoing takes my own steps back, never the other's.
  await cell(one.page, 'budget', ['budgetLine', 'amount', 1]).focus();
  await one.page.keyboard.press('Control+z');
  await shownIn(cell(other.page, 'budget', ['budgetLine', 'amount', 1])).toBe('');
  await one.page
    .getByRole('toolbar')
    .getByRole('button', { name: said('editor:redo') })
    .click();
  await shownIn(cell(other.page, 'budget', ['budgetLine', 'amount', 1])).toMatch(/^18\s250,50$/);
  await actOnRow(one.page, 'budget', { number: 2, act: 'up' });
  await shownIn(cell(other.page, 'budget', ['budgetLine', 'label', 1])).toBe('Préparer les rencontres');
  const newcomer = await scene.seat(first.manager, { width: 390, height: 844 });
  await openText(newcomer, scene.told.id);
  await shownIn(cell(newcomer.page, 'budget', ['budgetLine', 'label', 1])).toBe('Préparer les rencontres');
  await expectNoSidewaysScrolling(newcomer.page);
  await expectNoViolations(newcomer.page);
  await expectNoViolations(one.page);
  expect([...one.accidents, ...other.accidents, ...newcomer.accidents]).toEqual([]);
});

const hasFocus = (element: Element) => element === document.activeElement;

test('words that are being typed into a cell are never replaced: what another person wrote meanwhile stands beside them', async () => {
  const [one, other] = await scene.bothDirectors();
  const [mine, theirs] = [field(one.page, 'project', 'territory'), field(other.page, 'project', 'territory')];
  await mine.fill('Valmer');
  await shownIn(theirs).toBe('Valmer');
  await theirs.fill('Valmer et Lussac');
  // Still in the cell: the words in hand stay, and the other's are told.
  const told = tablesOf(one.page, 'project').getByText(
    said('tables:theirs.wrote', { words: 'Valmer et Lussac' }).slice(0, 40),
  );
  await told.waitFor();
  expect(await mine.inputValue()).toBe('Valmer');
  await tablesOf(one.page, 'project')
    .getByRole('button', { name: said('tables:theirs.keep-mine') })
    .click();
  // The other is still typing there as well, and is told the same.
  await tablesOf(other.page, 'project')
    .getByRole('button', { name: said('tables:theirs.take') })
    .click();
  await shownIn(theirs).toBe('Valmer');
  await expectSaved(one);
  expect((await factsNow()).sections.project.particulars.fields.territory).toBe('Valmer');
});

test('what is being typed into a row that somebody removes is kept, and put back as a row', async () => {
  const [one, other] = await scene.bothDirectors();
  await tablesOf(one.page, 'risks')
    .getByRole('button', { name: said('tables:rows.risk.first') })
    .click();
  await cell(one.page, 'risks', ['risk', 'risk', 1]).fill('La salle devient indisponible');
  await shownIn(cell(other.page, 'risks', ['risk', 'risk', 1])).toBe('La salle devient indisponible');
  // The network is away: the removal arrives while the words are in hand.
  await one.context.setOffline(true);
  await actOnRow(other.page, 'risks', { number: 1, act: 'remove' });
  await tablesOf(other.page, 'risks')
    .getByText(said('tables:removed', { number: 1 }))
    .waitFor();
  const fallback = cell(one.page, 'risks', ['risk', 'fallback', 1]);
  await fallback.focus();
  await one.page.keyboard.type('Accueil dans nos locaux');
  await one.context.setOffline(false);
  const kept = one.page.getByRole('complementary', { name: said('convention:kept.title') });
  await kept.getByText('Accueil dans nos locaux').waitFor();
  await kept.getByText(said('convention:refused.why.row-removed')).waitFor();
  await kept.getByRole('button', { name: said('convention:kept.put-back') }).click();
  await kept.waitFor({ state: 'detached' });
  await shownIn(cell(other.page, 'risks', ['risk', 'risk', 1])).toBe('La salle devient indisponible');
  await shownIn(cell(other.page, 'risks', ['risk', 'fallback', 1])).toContain('Accueil dans nos locaux');
});

test('NEG-6 a closed section’s tables are locked and say why; cells written offline meanwhile are kept and put back', async () => {
  const [one, other] = await scene.bothDirectors();
  await field(one.page, 'calendar', 'start').fill('2027-01-01');
  await field(one.page, 'calendar', 'end').fill('2027-12-31');
  await expectSaved(one);
  await one.context.setOffline(true);
  await one.page.getByText(said('convention:saved.offline')).waitFor();
  await field(one.page, 'calendar', 'end').fill('2028-12-31');
  await field(one.page, 'calendar', 'heavy').check();
  await agreeByApi(scene.told, scene.told.teams, ['calendar']);
  const closed = other.page.locator('[data-section="calendar"]');
  await closed.getByText(said('convention:lock.section-closed')).first().waitFor();
  await expect.poll(() => tablesOf(other.page, 'calendar').locator('input').count()).toBe(0);
  await tablesOf(other.page, 'calendar').getByText('31 décembre 2027').waitFor();
  await one.context.setOffline(false);
  const kept = one.page.getByRole('complementary', { name: said('convention:kept.title') });
  await kept.getByText('31 décembre 2028').waitFor();
  await kept.getByText(tableNames.field('heavy')).waitFor();
  await tablesOf(one.page, 'calendar').getByText('31 décembre 2027').waitFor();
  await expectNoViolations(one.page);
  await command(scene.told, scene.told.teams[1].director, {
    type: 'reopenSection',
    section: 'calendar',
    reason: 'La durée change.',
  });
  await kept.getByRole('button', { name: said('convention:kept.put-back') }).click();
  await shownIn(field(other.page, 'calendar', 'end')).toBe('2028-12-31');
  await kept.waitFor({ state: 'detached' });
});

test('DOC-7 a party’s core is written by that party alone, read and judged by all, and stands in what is kept to be read', async () => {
  const [first, second] = scene.told.teams;
  const [one, other] = await scene.bothDirectors();
  const own = coreBlock(one.page, first.organisation);
  await own.getByRole('textbox').click();
  await one.page.keyboard.type('Aucune famille n’est refusée.');
  const read = coreBlock(other.page, first.organisation);
  await read.getByText('Aucune famille n’est refusée.').waitFor();
  await read.getByText(said('convention:lock.foreign-core')).first().waitFor();
  expect(await read.getByRole('textbox').getAttribute('aria-readonly')).toBe('true');
  await expectSaved(one);
  const agree = read.getByRole('button', { name: said('negotiation:take.agree'), exact: true });
  await expect
    .poll(
      async () => {
        // Who agrees to words that have just changed is asked to read them again.
        if ((await agree.getAttribute('aria-pressed')) !== 'true') await agree.click();
        return agree.getAttribute('aria-pressed');
      },
      { interval: 2_000, timeout: 30_000 },
    )
    .toBe('true');
  const { state } = await second.director.api.conventions.get({ id: scene.told.id });
  expect(state.stage === 'negotiating' && state.stances.map(({ section }) => section)).toContain(
    coreOf(first.organisation),
  );
  // It is in the outline, after the project, with where each party stands.
  await one.page.locator(`nav a[href="#${coreOf(first.organisation)}"]`).waitFor();
  // What is kept to be read has its fields and rows too.
  await field(one.page, 'project', 'population').fill('Les aidants de Valmer');
  await tablesOf(one.page, 'evaluation')
    .getByRole('button', { name: said('tables:rows.review.first') })
    .click();
  await cell(one.page, 'evaluation', ['review', 'date', 1]).fill('2027-06-15');
  await cell(one.page, 'evaluation', ['review', 'label', 1]).fill('Bilan à mi-parcours');
  await expectSaved(one);
  const kept = await command(scene.told, first.manager, { type: 'keepVersion', label: 'Pour relire' });
  await one.page.goto(`/conventions/${scene.told.id}/versions/${kept.state.versions.at(-1)?.id}`);
  const paper = one.page.getByRole('article', { name: 'Pour relire' });
  await paper.getByText('Aucune famille n’est refusée.').waitFor();
  await paper.getByText('Les aidants de Valmer', { exact: true }).waitFor();
  const review = paper.getByRole('row').filter({ hasText: 'Bilan à mi-parcours' });
  expect(await review.textContent()).toContain('15 juin 2027');
  await expectNoViolations(one.page);
  expect([...one.accidents, ...other.accidents]).toEqual([]);
});
