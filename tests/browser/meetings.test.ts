/** Around a meeting: what is proposed and advised before it, minutes that several people write while it is open, and what stays of it. */
import { readFile } from 'node:fs/promises';
import type { MeetingId } from '@entente/shared/negotiation/state';
import { beforeAll, expect, test } from 'vitest';
import { readPdf } from '../support/read-pdf.ts';
import { joinOrganisation, type Person } from '../support/server.ts';
import { closeByApi, command, meetByApi } from './support/already-negotiating.ts';
import { closeMeeting, minutesText, writeMinutes } from './support/meeting.ts';
import { negotiationOfFile } from './support/negotiation-of-file.ts';
import { expectNoSidewaysScrolling } from './support/no-sideways-scrolling.ts';
import { expectNoViolations } from './support/no-violation.ts';
import { said } from './support/sentences.ts';
import type { Visitor } from './support/visitor.ts';
import { expectSaved, openText, placeCaretAtEnd, placeCaretAtEndOf, writeParagraph } from './support/writing.ts';

const scene = negotiationOfFile();
/** Of the invited organisation: comments on the text, and keeps minutes like everybody. */
let practitioner: Person;

beforeAll(async () => {
  const { server, told } = scene;
  const [, second] = told.teams;
  const joining = {
    organisation: second.organisation,
    rank: 'practitioner',
    name: 'Éducatrice, Commune de Valmer',
  } as const;
  practitioner = await joinOrganisation(server, second.director, joining);
  await command(told, second.director, { type: 'nameParticipant', person: practitioner.id, access: 'comments' });
});

function addressOf(meeting: MeetingId): string {
  return `/conventions/${scene.told.id}/meetings/${meeting}`;
}

const button = ({ page }: Visitor, key: string, values: Record<string, string | number> = {}) =>
  page.getByRole('button', { name: said(key, values), exact: true });

/** What this person reads in the minutes, without the names at other people's carets. */
function minutesLines({ page }: Visitor): Promise<string> {
  return minutesText(page).evaluate((element) => {
    const copy = element.cloneNode(true) as Element;
    for (const caret of copy.querySelectorAll('.collaboration-carets__caret')) caret.remove();
    return [...copy.querySelectorAll('p')].map((line) => line.textContent).join('\n');
  });
}

async function expectInMinutes(visitor: Visitor, words: string): Promise<void> {
  await expect
    .poll(() => minutesLines(visitor), { timeout: 30_000, message: `${visitor.name} reads « ${words} »` })
    .toContain(words);
}

test('NEG-2, NEG-3, NEG-4 ranks and place are told before anybody is invited, and going on all the same is recorded', async () => {
  const { told } = scene;
  const [first, second] = told.teams;
  await command(told, second.director, { type: 'stateLeadWish', wants: false });
  const planner = await scene.seat(first.manager);
  const { page } = planner;
  await page.goto(`/conventions/${told.id}/meetings`);
  await button(planner, 'meetings:plan.button').click();
  await page.getByLabel(said('meetings:plan.when')).fill('2026-12-01T14:00');
  await page.getByRole('radio', { name: said('meetings:plan.on-site') }).check();
  await page.getByRole('textbox', { name: said('meetings:plan.address') }).fill('Hôtel de ville');
  await page.getByLabel(said('meetings:plan.host')).selectOption(second.organisation);
  await page.getByRole('checkbox', { name: `${first.director.name} – ${said('common:rank.director')}` }).uncheck();
  const submit = button(planner, 'meetings:plan.submit');
  await submit.click();
  const acknowledge = page.getByRole('checkbox', { name: said('meetings:advice.acknowledge') });
  await page.getByText(said('meetings:advice.missing')).first().waitFor();
  expect(await acknowledge.count()).toBe(2);
  await expectNoViolations(page);
  // One's own director is asked to come: nothing is left to tell of ranks.
  await button(planner, 'meetings:director.invite', { name: first.director.name }).click();
  await expect.poll(() => acknowledge.count()).toBe(1);
  await acknowledge.check();
  await submit.click();
  const link = page.locator('li[data-status="planned"]').getByRole('link').first();
  const meeting = ((await link.getAttribute('href')) ?? '').slice(-36);

  const { state } = await first.manager.api.conventions.get({ id: told.id });
  expect(state.meetings.find(({ id }) => id === meeting)?.acknowledged).toMatchObject([
    { advice: 'host-without-lead-wish', parties: [second.organisation], by: first.manager.id },
  ]);
  // The host reads it too; and the chair passes to a director in one gesture, while who prepared it stays credited.
  const host = await scene.seat(second.director, { width: 390, height: 844 });
  await host.page.goto(addressOf(meeting));
  await host.page.getByRole('note').getByText(told.teams[1].name, { exact: false }).waitFor();
  // The invitation waits for the host, on whose home page it is; the planner could send it all the same.
  await host.page.getByText(said('meetings:held.mine', { name: first.manager.name })).waitFor();
  await expectNoSidewaysScrolling(host.page);
  await expectNoViolations(host.page);
  await host.page.goto('/');
  await host.page.getByRole('link', { name: said('home:await.invitation-held') }).click();
  await page.goto(addressOf(meeting));
  await page.getByText(said('meetings:held.theirs-how')).waitFor();
  await button(planner, 'meetings:held.anyway').waitFor();
  await expectNoViolations(page);
  await button(host, 'meetings:held.answer').click();
  for (const { page } of [host, planner]) {
    await page.getByText(said('meetings:held.title')).waitFor({ state: 'detached' });
  }
  await button(planner, 'meetings:chair.pass', { name: first.director.name }).click();
  await page.getByText(said('meetings:chair.is', { name: first.director.name })).waitFor();
  await page.getByText(said('meetings:chair.prepared-by', { name: first.manager.name })).waitFor();
  await expectNoViolations(page);
  const file = await first.manager.fetch(`/api/conventions/${told.id}/meetings/${meeting}/meeting.ics`);
  const href = await page.getByRole('link', { name: said('meetings:calendar.one') }).getAttribute('href');
  expect(href).toBe(`/api/conventions/${told.id}/meetings/${meeting}/meeting.ics`);
  expect(await file.text()).toContain('BEGIN:VEVENT');
  await command(told, first.manager, { type: 'cancelMeeting', meeting });
});

test('minutes are written by several people at the same time, on the meeting’s page and beside the text, and closing takes them', async () => {
  const { told, server } = scene;
  const [first, second] = told.teams;
  const meeting = await meetByApi(told, server);
  const chair = await scene.seat(first.manager);
  const beside = await scene.seat(second.manager);
  const commenter = await scene.seat(practitioner, { width: 390, height: 844 });
  await chair.page.goto(addressOf(meeting));
  await commenter.page.goto(addressOf(meeting));
  await openText(beside, told.id);
  await button(beside, 'meetings:minutes.title').click();
  await writeMinutes(chair, 'A ');
  for (const visitor of [beside, commenter]) {
    await expectInMinutes(visitor, 'A');
    await placeCaretAtEndOf(visitor.page, minutesText(visitor.page));
    await visitor.page.keyboard.press('Enter');
    await visitor.page.keyboard.type(visitor === beside ? 'B ' : 'C ');
    await expectSaved(visitor);
    await expectInMinutes(chair, visitor === beside ? 'B' : 'C');
  }
  // Each in a line of one's own, all at once.
  const words = 'la parole a circulé et chacun a dit ce qu’il attendait';
  await Promise.all([chair, beside, commenter].map(({ page }) => page.keyboard.type(words)));
  for (const visitor of [chair, beside, commenter]) await expectSaved(visitor);
  const whole = ['A', 'B', 'C'].map((letter) => `${letter} ${words}`).join('\n');
  for (const visitor of [chair, beside, commenter]) await expectInMinutes(visitor, whole);
  await minutesText(chair.page)
    .locator('.collaboration-carets__label', { hasText: second.manager.name })
    .waitFor({ state: 'attached' });
  await expectNoViolations(chair.page);
  await expectNoViolations(beside.page);
  await expectNoSidewaysScrolling(commenter.page);

  // What is decided at a first meeting is a proposal; time is said by each for oneself.
  await chair.page.getByLabel(said('meetings:decisions.label')).fill('Le comité se réunit chaque mois.');
  await button(chair, 'meetings:decisions.record').click();
  await commenter.page.getByText('Le comité se réunit chaque mois.').waitFor();
  await commenter.page.getByText(said('meetings:decisions.proposal'), { exact: true }).waitFor();
  await chair.page.getByLabel(said('meetings:time.my-preparation')).fill('90');
  await chair.page
    .getByRole('button', { name: said('meetings:time.log'), exact: true })
    .first()
    .click();
  await chair.page.getByRole('cell', { name: '1 h 30' }).first().waitFor();

  await closeMeeting(chair);
  await commenter.page.getByText(`C ${words}`).waitFor();
  expect(await minutesText(commenter.page).count()).toBe(0);
  const { state, words: kept } = await first.manager.api.conventions.get({ id: told.id });
  const closed = state.meetings.find(({ id }) => id === meeting);
  expect(closed?.status === 'closed' && kept[closed.minutes?.id ?? '']).toBe(whole);
  const downloading = chair.page.waitForEvent('download');
  await chair.page.getByRole('link', { name: said('meetings:minutes.pdf') }).click();
  const printed = await readPdf(await readFile(await (await downloading).path()));
  expect(printed.words).toContain(`B ${words}`);
  await expectNoViolations(chair.page);
  expect([...chair.accidents, ...beside.accidents, ...commenter.accidents]).toEqual([]);
});

test('words for minutes that were closed meanwhile are kept, and shown where the minutes are read', async () => {
  const { told, server } = scene;
  const [first, second] = told.teams;
  server.clock.advance({ days: 7 });
  const meeting = await meetByApi(told, server);
  const writer = await scene.seat(second.manager);
  await writer.page.goto(addressOf(meeting));
  await writeMinutes(writer, 'Dit à temps.');
  await writer.context.setOffline(true);
  await writer.page.getByText(said('convention:saved.offline')).waitFor();
  await placeCaretAtEndOf(writer.page, minutesText(writer.page));
  await writer.page.keyboard.type(' Et dit trop tard.');
  await command(told, first.manager, { type: 'closeMeeting', meeting });
  await writer.context.setOffline(false);
  const kept = writer.page.getByRole('complementary', { name: said('convention:kept.title') });
  await kept.getByText('Et dit trop tard.', { exact: false }).waitFor();
  await kept.getByText(said('convention:lock.minutes-closed')).waitFor();
  expect(await kept.getByRole('button', { name: said('convention:kept.put-back') }).count()).toBe(0);
  const { state, words } = await first.manager.api.conventions.get({ id: told.id });
  const closed = state.meetings.find(({ id }) => id === meeting);
  expect(closed?.status === 'closed' && words[closed.minutes?.id ?? '']).toBe('Dit à temps.');
});

test('the next meeting is proposed as the last was, with an agenda of what remains to be agreed', async () => {
  const { told, server } = scene;
  const [first, second] = told.teams;
  server.clock.advance({ days: 7 });
  const { facts } = await second.manager.api.text.get({ id: told.id });
  await command(told, second.manager, {
    type: 'takeStance',
    section: 'budget',
    position: 'reserve',
    reason: 'Trop cher.',
    digest: facts.sections.budget.digest,
  });
  await closeByApi(told, await meetByApi(told, server));
  const planner = await scene.seat(first.director);
  const { page } = planner;
  await page.goto(`/conventions/${told.id}/meetings`);
  await button(planner, 'meetings:plan.button').click();
  const { state } = await first.director.api.conventions.get({ id: told.id });
  const held = state.meetings.filter(({ status }) => status === 'closed').at(-1);
  // The same weekday and hour, by the convention's clock.
  const when = await page.getByLabel(said('meetings:plan.when')).inputValue();
  const paris = new Date(held?.plannedFor ?? '').toLocaleTimeString('fr-FR', {
    timeZone: 'Europe/Paris',
    timeStyle: 'short',
  });
  expect(when.slice(11)).toBe(paris);
  expect((Date.parse(when.slice(0, 10)) - Date.parse((held?.plannedFor ?? '').slice(0, 10))) / 86_400_000).toBe(7);
  const agenda = page.getByLabel(said('meetings:plan.agenda'));
  const proposed = (await agenda.inputValue()).replaceAll(/\s/g, ' ');
  const reserved = said('meetings:agenda.against_one', { parties: second.name });
  expect(proposed).toContain(`${said('sections:budget')} : ${reserved}`);
  expect(proposed).toContain(`${said('sections:roles')} : ${said('meetings:agenda.untouched')}`);
  await agenda.fill('Le budget, ligne par ligne');
  await page.getByRole('button', { name: /points? en suspens/ }).click();
  expect((await agenda.inputValue()).split('\n')[0]).toBe('Le budget, ligne par ligne');
  expect(await agenda.inputValue()).toContain(said('sections:roles'));
  await expectNoViolations(page);
});

test('the chair’s place is followed by whoever asks for it, until that one scrolls or types', async () => {
  const { told, server } = scene;
  const [first, second] = told.teams;
  server.clock.advance({ days: 7 });
  const meeting = await meetByApi(told, server);
  const chair = await scene.seat(first.manager);
  const follower = await scene.seat(second.director);
  await openText(chair, told.id);
  await openText(follower, told.id);
  const follow = button(follower, 'meetings:follow.button', { name: first.manager.name });
  const budget = follower.page.locator('[data-section="budget"]');
  const isShown = () => budget.evaluate((element) => Math.abs(element.getBoundingClientRect().top) < 400);
  await placeCaretAtEnd(chair.page, 'budget');
  // Never imposed.
  await follower.page
    .getByRole('link', { name: new RegExp(said('sections:budget')) })
    .getByText(/./)
    .first()
    .waitFor();
  expect(await isShown()).toBe(false);
  await follow.click();
  await expect.poll(isShown, { timeout: 20_000 }).toBe(true);
  expect(await follow.getAttribute('aria-pressed')).toBe('true');
  await placeCaretAtEnd(chair.page, 'values');
  await expect.poll(isShown, { timeout: 20_000 }).toBe(false);
  await follower.page.mouse.move(700, 400);
  await follower.page.mouse.wheel(0, 40);
  await expect.poll(() => follow.getAttribute('aria-pressed')).toBe('false');
  await follow.click();
  await writeParagraph(follower, 'general', 'Je reprends la main.');
  await expect.poll(() => follow.getAttribute('aria-pressed')).toBe('false');
  await expectNoViolations(follower.page);
  await command(told, first.manager, { type: 'cancelMeeting', meeting });
});
