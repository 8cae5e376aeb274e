/** What happens to words that can't be taken, to pages without a network, and to people who aren't invited. */
import { closeCodes, zUpdateRefused } from '@entente/shared/wire/messages';
import { expect, test } from 'vitest';
import { signUp } from '../support/server.ts';
import { agreeByApi, command } from './support/already-negotiating.ts';
import { negotiationOfFile } from './support/negotiation-of-file.ts';
import { expectNoSidewaysScrolling } from './support/no-sideways-scrolling.ts';
import { expectNoViolations } from './support/no-violation.ts';
import { said } from './support/sentences.ts';
import type { Visitor } from './support/visitor.ts';
import { wireInHand } from './support/wire-in-hand.ts';
import {
  expectNotOnDevice,
  expectNotToRead,
  expectOnDevice,
  expectSaved,
  expectToRead,
  openText,
  sectionText,
  writeParagraph,
} from './support/writing.ts';

const scene = negotiationOfFile();

test('words for a section that was closed meanwhile are kept, and put back once it is reopened', async () => {
  const [first, second] = scene.told.teams;
  const writer = await scene.seat(first.director);
  const other = await scene.seat(second.director);
  await openText(writer, scene.told.id);
  await openText(other, scene.told.id);
  await writer.context.setOffline(true);
  await writer.page.getByText(said('convention:saved.offline')).waitFor();
  await writeParagraph(writer, 'values', 'Chacun garde sa liberté de parole.');
  await agreeByApi(scene.told, scene.told.teams, ['values']);
  await writer.context.setOffline(false);
  const section = said('sections:values');
  await writer.page.getByRole('alert').getByText(said('convention:refused.title-in', { section })).waitFor();
  const kept = writer.page.getByRole('complementary', { name: said('convention:kept.title') });
  await kept.getByText('Chacun garde sa liberté de parole.').waitFor();
  // The section ends with a list: it is kept whole, and of it the point is shown that this person wrote.
  expect(await kept.textContent()).not.toContain('[autre principe]');
  await expectNotToRead(writer, 'values', 'Chacun garde sa liberté de parole.');
  const putBack = kept.getByRole('button', { name: said('convention:kept.put-back') });
  expect(await putBack.count()).toBe(0);
  await expectNoViolations(writer.page);
  await command(scene.told, second.director, {
    type: 'reopenSection',
    section: 'values',
    reason: 'Une phrase manque.',
  });
  await putBack.click();
  await expectToRead(writer, 'values', 'Chacun garde sa liberté de parole.');
  await expectSaved(writer);
  await expectToRead(other, 'values', 'Chacun garde sa liberté de parole.');
  await kept.waitFor({ state: 'detached' });
});

test('F-35 whatever an update is refused for, its words are kept with the reason, and the page goes on with a clean document', async () => {
  const [first, second] = scene.told.teams;
  const writer = await scene.seat(first.director);
  const { page } = writer;
  const wire = await wireInHand(page);
  for (const [place, code] of zUpdateRefused.shape.code.options.entries()) {
    const section = place % 2 === 0 ? 'regulation' : null;
    // Opened anew now and then: more than eight sessions in a minute would look like a page that can't go on.
    if (place % 6 === 0) await openText(writer, scene.told.id);
    else await expectSaved(writer);
    wire.loseWhatIsSent(true);
    await writeParagraph(writer, 'regulation', `Refusé pour ${code}.`);
    wire.loseWhatIsSent(false);
    const before = wire.clients.length;
    await wire.refuse({ code, section });
    const alert = page.getByRole('alert');
    await alert.getByText(said(`convention:refused.why.${code}`)).waitFor();
    const kept = page.getByRole('complementary', { name: said('convention:kept.title') });
    await kept.getByText(`Refusé pour ${code}.`).waitFor();
    await kept.getByText(said(`convention:refused.why.${code}`)).waitFor();
    await expectNotToRead(writer, 'regulation', `Refusé pour ${code}.`);
    await expectNotOnDevice(writer, `Refusé pour ${code}.`);
    // Never again under the identifier whose update was refused.
    expect(new Set(wire.clients).size, code).toBe(before + 1);
    await kept.getByRole('button', { name: said('convention:kept.throw-away') }).click();
    await kept.waitFor({ state: 'detached' });
  }
  await writeParagraph(writer, 'regulation', 'Et tout continue.');
  await expectSaved(writer);
  const reader = await scene.seat(second.director);
  await openText(reader, scene.told.id);
  await expectToRead(reader, 'regulation', 'Et tout continue.');
  expect(await sectionText(reader.page, 'regulation').textContent()).not.toContain('Refusé pour');
});

test('F-18 a page that is sent away for reading too slowly or sending too much comes back by itself, with what was not taken', async () => {
  const writer = await scene.seat(scene.told.teams[0].director);
  const wire = await wireInHand(writer.page);
  await openText(writer, scene.told.id);
  for (const reason of ['fellBehind', 'tooFast'] as const) {
    wire.loseWhatIsSent(true);
    await writeParagraph(writer, 'evaluation', `Avant ${reason}.`);
    wire.loseWhatIsSent(false);
    const [client] = wire.clients.slice(-1);
    await wire.end(closeCodes[reason]);
    await expectSaved(writer);
    await expectToRead(writer, 'evaluation', `Avant ${reason}.`);
    expect(wire.clients.at(-1), 'the same document goes on').toBe(client);
  }
  await wire.end(closeCodes.tooManyPages);
  await writer.page.getByText(said('convention:saved.crowded')).waitFor();
  await expectSaved(writer);
  const reader = await scene.seat(scene.told.teams[1].director);
  await openText(reader, scene.told.id);
  for (const reason of ['fellBehind', 'tooFast']) await expectToRead(reader, 'evaluation', `Avant ${reason}.`);
});

test('F-05 a page says that its server has no room, until the words it keeps are saved', async () => {
  const writer = await scene.seat(scene.told.teams[0].director);
  const reader = await scene.seat(scene.told.teams[1].director);
  const wire = await wireInHand(writer.page);
  await openText(writer, scene.told.id);
  await openText(reader, scene.told.id);
  wire.loseWhatIsSent(true);
  await writeParagraph(writer, 'evaluation', 'Sans place.');
  wire.loseWhatIsSent(false);
  wire.holdAcknowledgements(true);
  await wire.end(closeCodes.storageFull);
  const noRoom = writer.page.getByText(said('convention:saved.storage-full'));
  await noRoom.waitFor();
  await expectNoViolations(writer.page);
  await writer.page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScrolling(writer.page);
  // Connected again, with its words on the scene.server, it has not been told yet that they are saved.
  await expectToRead(reader, 'evaluation', 'Sans place.');
  expect(await noRoom.isVisible()).toBe(true);
  wire.holdAcknowledgements(false);
  await expectSaved(writer);
  expect(await noRoom.count()).toBe(0);
});

test('a page opened without a network shows this device’s copy, to read, and says so', async () => {
  const [first] = scene.told.teams;
  const reader = await scene.seat(first.manager);
  const { page, context } = reader;
  await openText(reader, scene.told.id);
  await writeParagraph(reader, 'project', 'Le projet dure deux ans.');
  await expectSaved(reader);
  await filesKept(reader);
  await expectOnDevice(reader, 'Le projet dure deux ans.');
  await context.setOffline(true);
  await page.reload();
  await page.getByText(said('convention:lock.opened-offline')).first().waitFor();
  await expectToRead(reader, 'project', 'Le projet dure deux ans.');
  await page.getByText(said('convention:saved.opened-offline')).waitFor();
  expect(await sectionText(page, 'project').getAttribute('contenteditable')).toBe('false');
  await expectNoViolations(page);
  await context.setOffline(false);
  await expectSaved(reader);
  await expect
    .poll(() => sectionText(page, 'project').getAttribute('contenteditable'), { timeout: 30_000 })
    .toBe('true');
});

test('to a stranger the convention does not exist, no more than one that never did', async () => {
  const stranger = await scene.seat(await signUp(scene.server, 'Direction de passage'));
  for (const id of [scene.told.id, '00000000-0000-4000-8000-000000000000']) {
    await stranger.page.goto(`/conventions/${id}`);
    await stranger.page.getByRole('heading', { name: said('common:failure.not-found-title') }).waitFor();
    expect(await stranger.page.getByRole('main').textContent()).not.toContain('Tilleuls');
  }
  await expectNoViolations(stranger.page);
  const nobody = await scene.newcomer({ name: 'Quelqu’un sans compte' });
  await nobody.page.goto(`/conventions/${scene.told.id}`);
  await nobody.page.getByRole('heading', { name: said('account:sign-in.title') }).waitFor();
});

/** The browser has the application's files, so that the page can open without a network. */
async function filesKept({ page }: Visitor): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(async () => {
          const { active } = await navigator.serviceWorker.ready;
          const names = await caches.keys();
          const kept = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
          return active?.state === 'activated' && kept.some((count) => count > 5);
        }),
      { timeout: 30_000 },
    )
    .toBe(true);
}
