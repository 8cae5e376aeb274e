/** « Enregistré » is the server's word, and nobody leaves without being asked while it is missing. */
import type { Dialog, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { joinOrganisation } from '../support/server.ts';
import { negotiationOfFile } from './support/negotiation-of-file.ts';
import { expectNoViolations } from './support/no-violation.ts';
import { said } from './support/sentences.ts';
import type { Visitor } from './support/visitor.ts';
import { type WireInHand, wireInHand } from './support/wire-in-hand.ts';
import { expectSaved, expectToRead, openText, writeParagraph } from './support/writing.ts';

const scene = negotiationOfFile();

/** Somebody whose last words everybody reads, and whose page has not been told that they are saved. */
async function writerInDoubt(): Promise<{ writer: Visitor; wire: WireInHand }> {
  const [writer, reader] = [
    await scene.seat(scene.told.teams[0].director),
    await scene.seat(scene.told.teams[1].director),
  ];
  const wire = await wireInHand(writer.page);
  await openText(writer, scene.told.id);
  await openText(reader, scene.told.id);
  await writeParagraph(writer, 'means', 'Une salle.');
  await expectSaved(writer);
  wire.holdAcknowledgements(true);
  await writeParagraph(writer, 'means', 'Deux salles.');
  await expectToRead(reader, 'means', 'Deux salles.');
  return { writer, wire };
}

const leaveDialog = (page: Page) => page.getByRole('dialog', { name: said('convention:leave.title') });

const goHome = (page: Page) =>
  page
    .getByRole('banner')
    .getByRole('link', { name: said('common:entente') })
    .click();

test('« Enregistré » comes from the server’s acknowledgement and from nothing else', async () => {
  const { writer, wire } = await writerInDoubt();
  const state = writer.page.getByRole('status').getByText(said('convention:saved.saving'), { exact: true });
  await state.waitFor();
  // Others have it, so the server has: the page must not conclude so by itself.
  await writeParagraph(writer, 'means', 'Trois salles.');
  await state.waitFor();
  wire.holdAcknowledgements(false);
  await expectSaved(writer);
});

test('the browser asks before a page with unsafe words is closed or loaded anew, and not otherwise', async () => {
  const { writer, wire } = await writerInDoubt();
  const { page } = writer;
  const asked: Promise<Dialog> = page.waitForEvent('dialog');
  await page.evaluate(() => setTimeout(() => window.location.reload()));
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await expectToRead(writer, 'means', 'Deux salles.');
  wire.holdAcknowledgements(false);
  await expectSaved(writer);
  const dialogs: string[] = [];
  page.on('dialog', (each) => {
    dialogs.push(each.type());
    void each.accept();
  });
  await page.reload();
  await expectSaved(writer);
  expect(dialogs).toEqual([]);
});

test('leaving for another page of Entente asks first; once everything is saved it just goes', async () => {
  const { writer, wire } = await writerInDoubt();
  const { page } = writer;
  // The convention's own pages share the text: nothing is left behind.
  await page.getByRole('link', { name: said('convention:pages.parties') }).click();
  await page.getByRole('heading', { name: said('negotiation:parties.title'), level: 1 }).waitFor();
  await goHome(page);
  await leaveDialog(page).waitFor();
  await expectNoViolations(page);
  await leaveDialog(page)
    .getByRole('button', { name: said('convention:leave.stay') })
    .click();
  await leaveDialog(page).waitFor({ state: 'hidden' });
  expect(new URL(page.url()).pathname).toBe(`/conventions/${scene.told.id}/parties`);
  await goHome(page);
  await leaveDialog(page).waitFor();
  wire.holdAcknowledgements(false);
  await page.waitForURL(`${scene.server.url}/`);
  await leaveDialog(page).waitFor({ state: 'hidden' });
});

test('who leaves all the same finds the words again, and they are sent', async () => {
  const { writer, wire } = await writerInDoubt();
  const { page } = writer;
  wire.loseWhatIsSent(true);
  await writeParagraph(writer, 'project', 'Écrit juste avant de partir.');
  await goHome(page);
  await leaveDialog(page)
    .getByRole('button', { name: said('convention:leave.leave') })
    .click();
  await page.waitForURL(`${scene.server.url}/`);
  wire.loseWhatIsSent(false);
  wire.holdAcknowledgements(false);
  await openText(writer, scene.told.id);
  await expectToRead(writer, 'project', 'Écrit juste avant de partir.');
  await expectSaved(writer);
  const reader = await scene.seat(scene.told.teams[1].manager);
  await openText(reader, scene.told.id);
  await expectToRead(reader, 'project', 'Écrit juste avant de partir.');
});

test('leaving one’s organisation leads home; the dialog speaks of oneself', async () => {
  const [{ director, organisation, name }] = scene.told.teams;
  const person = await joinOrganisation(scene.server, director, {
    organisation,
    rank: 'practitioner',
    name: 'De passage',
  });
  const { page } = await scene.seat(person);
  await page.goto(`/organisations/${organisation}`);
  await page.getByRole('button', { name: said('organisations:members.leave'), exact: true }).click();
  const dialog = page.getByRole('dialog', { name: said('organisations:members.leave-title') });
  await dialog.getByText(said('organisations:members.leave-why')).waitFor();
  await expectNoViolations(page);
  await dialog.getByRole('button', { name: said('organisations:members.leave'), exact: true }).click();
  await page.waitForURL(`${scene.server.url}/`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByRole('main').textContent()).not.toContain(name);
});
