/** Small screens, large letters, dark rooms, and no mouse. */

import { fillIn } from '@entente/server/demo/fill-in';
import { sectionIds } from '@entente/shared/sections/sections';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { completeParticulars } from '../support/complete-particulars.ts';
import { pageOfPerson } from '../support/page-of-person.ts';
import { agreeByApi, closeByApi, meetByApi } from './support/already-negotiating.ts';
import { approveButton, lockStrip, stanceOn } from './support/deciding.ts';
import { negotiationOfFile } from './support/negotiation-of-file.ts';
import { expectNoSidewaysScrolling } from './support/no-sideways-scrolling.ts';
import { expectNoViolations } from './support/no-violation.ts';
import { said } from './support/sentences.ts';
import type { Visitor } from './support/visitor.ts';
import { openText } from './support/writing.ts';

const scene = negotiationOfFile();
let meeting: string;

const seat = (width: number, height: number): Promise<Visitor> =>
  scene.seat(scene.told.teams[1].director, { width, height });

beforeAll(async () => {
  const { told, server } = scene;
  const filled = completeParticulars(told.teams.map(({ organisation }) => organisation));
  const page = await pageOfPerson(server, told.teams[0].manager, told.id);
  page.doc.transact(() => fillIn(page.doc, filled));
  await page.allSaved();
  page.leave();
  await closeByApi(told, await meetByApi(told, server));
  server.clock.advance({ days: 1 });
  const [first] = told.teams;
  await agreeByApi(told, [first]);
  await agreeByApi(
    told,
    [told.teams[1]],
    sectionIds.filter((section) => section !== 'project'),
  );
  meeting = await meetByApi(told, server);
});

/** It can be brought under a finger, and nothing lies over it. */
async function expectWithinReach(page: Page, control: Locator): Promise<void> {
  await control.click({ trial: true });
  const box = await control.boundingBox();
  const width = page.viewportSize()?.width ?? 0;
  expect.soft(box && box.x >= 0 && box.x + box.width <= width, `${control} on ${page.url()}`).toBe(true);
}

type Place = { readonly path: string; readonly control: (page: Page) => Locator };

const button = (key: string) => (page: Page) => page.getByRole('button', { name: said(key) }).first();

function places(): readonly Place[] {
  const { told } = scene;
  const convention = `/conventions/${told.id}`;
  const [, { organisation }] = told.teams;
  return [
    { path: '/', control: (page) => page.getByRole('link', { name: said('home:open-convention') }) },
    { path: '/account', control: button('common:save') },
    { path: `/organisations/${organisation}`, control: button('organisations:invite.submit') },
    { path: '/organisations/new', control: button('organisations:new.submit') },
    {
      path: '/conventions/new',
      control: (page) => page.getByRole('radio', { name: said('conventions:start.template') }),
    },
    {
      path: convention,
      control: (page) =>
        page
          .getByRole('group', { name: said('negotiation:stance-on', { section: said('sections:project') }) })
          .getByRole('button')
          .first(),
    },
    { path: `${convention}/since`, control: (page) => page.getByLabel(said('overview:since.compare')) },
    { path: `${convention}/positions`, control: (page) => page.getByLabel(said('overview:positions.show')) },
    {
      path: `${convention}/fairness`,
      control: (page) => page.getByRole('heading', { name: said('overview:fairness.title'), level: 1 }),
    },
    { path: `${convention}/parties`, control: button('negotiation:invitations.submit') },
    { path: `${convention}/meetings`, control: button('meetings:plan.button') },
    { path: `${convention}/meetings/${meeting}`, control: button('meetings:decisions.record') },
    { path: `${convention}/versions`, control: button('versions:keep.button') },
    { path: `${convention}/journal`, control: (page) => page.getByText(said('negotiation:journal.order')).first() },
    {
      path: `${convention}/signature`,
      control: (page) => page.getByRole('heading', { name: said('signature:page.title'), level: 1 }),
    },
  ];
}

const outside = ['/sign-in', '/sign-up', '/forgotten-password', '/invitations/an-invitation-that-never-was'];

describe.each([
  { screen: 'a phone of 390 px', width: 390, height: 844 },
  { screen: 'a phone of 320 px', width: 320, height: 640 },
  { screen: 'a laptop at 200 %', width: 640, height: 400 },
])('on $screen', ({ width, height }) => {
  test('no page scrolls sideways, and the main actions can be reached', async () => {
    const { page } = await seat(width, height);
    for (const { path, control } of places()) {
      await page.goto(path);
      await control(page).waitFor();
      await expectNoSidewaysScrolling(page);
      await expectWithinReach(page, control(page));
    }
    const visitor = await scene.newcomer({ name: 'Quelqu’un', width, height });
    for (const path of outside) {
      await visitor.page.goto(path);
      await visitor.page.getByRole('heading', { level: 1 }).waitFor();
      await expectNoSidewaysScrolling(visitor.page);
    }
  });
});

test('the convention on a phone has no axe violation, in light and in dark', async () => {
  const visitor = await seat(390, 844);
  await openText(visitor, scene.told.id);
  await expectNoViolations(visitor.page);
});

test('in English, the page speaks English', async () => {
  const { told } = scene;
  const visitor = await scene.seat(told.teams[0].director, { language: 'en' });
  await visitor.page.goto(`/conventions/${told.id}/meetings`);
  await visitor.page.getByRole('heading', { name: said('meetings:page.title', {}, 'en'), level: 1 }).waitFor();
  expect(await visitor.page.evaluate(() => document.documentElement.lang)).toBe('en');
  await expectNoViolations(visitor.page);
});

test('with the keyboard alone, a director agrees on a section and approves', async () => {
  const { told } = scene;
  const visitor = await seat(1440, 900);
  const { page } = visitor;
  await openText(visitor, told.id);
  const agree = stanceOn(visitor, 'project').getByRole('button', { name: said('negotiation:take.agree'), exact: true });
  await tabTo(page, agree);
  await page.keyboard.press('Enter');
  await page.locator('[data-section="project"][data-lock="section-closed"]').waitFor();
  await lockStrip(visitor).getByText(said('negotiation:strip.ready')).waitFor();
  await tabTo(page, approveButton(visitor));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: said('negotiation:approve.title') });
  await dialog.waitFor();
  await tabTo(page, dialog.getByRole('button', { name: said('negotiation:approve.button'), exact: true }));
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  const { state } = await told.teams[0].director.api.conventions.get({ id: told.id });
  expect(state.approvals.map(({ person }) => person)).toEqual([told.teams[1].director.id]);
});

/** Presses Tab until the control has the focus, as many times as a page may ask for. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let pressed = 0; pressed < 300; pressed += 1) {
    await page.keyboard.press('Tab');
    if (await control.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab never came to ${control}`);
}
