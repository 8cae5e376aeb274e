/**
 * Three organisations negotiate and sign one convention, by page only: from a stranger's first visit to a text in force.
 * The tests are the steps of one story and run in their order; a step that fails makes the next ones fail.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as pathOf } from 'node:path';
import { type SectionId, sectionIds } from '@entente/shared/sections/sections';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { runProgram } from '../support/program.ts';
import { startTestServer, type TestServer, testClock, unhurried } from '../support/server.ts';
import { signOut, signUp } from './support/accounts.ts';
import {
  agreeToEverything,
  approve,
  approveButton,
  lockStrip,
  refuseToSign,
  reserve,
  sign,
} from './support/deciding.ts';
import { answer, comment, discussion, resolve } from './support/discussing.ts';
import { downloadConvention, downloadSigned } from './support/documents.ts';
import { closeMeeting, comeToMeeting, openMeeting, planMeeting, writeMinutes } from './support/meeting.ts';
import { expectNoViolations } from './support/no-violation.ts';
import {
  changeSection,
  giveWordFile,
  openConvention,
  proposedSection,
  sampleFile,
} from './support/opening-a-convention.ts';
import { acceptInvitation, answerInvitation, createOrganisation, inviteMember } from './support/organisations.ts';
import { inviteOrganisation, nameColleague, openParties, recordDeliberation } from './support/parties.ts';
import { addPasskey, giveDevice } from './support/passkeys.ts';
import { keepWhatWasSeen, picture } from './support/pictures.ts';
import { said } from './support/sentences.ts';
import { newVisitor, type Visitor } from './support/visitor.ts';
import { fillEverythingIn } from './support/whole-tables.ts';
import {
  beginParagraph,
  expectCaretOf,
  expectNotToRead,
  expectSaved,
  expectToRead,
  openText,
  sectionText,
  undoEverything,
  writeParagraph,
} from './support/writing.ts';

const tilleuls = 'Les Tilleuls';
const valmer = 'Commune de Valmer';
const relais = 'Relais des Familles';
const departement = 'Département de la Valmerie';
const title = 'Répit et loisirs pour les adolescents accompagnés à domicile';

let server: TestServer;
let browser: Browser;
const clock = testClock('2026-11-23T08:30:00.000Z');
const everybody: Visitor[] = [];
let director: Visitor;
let manager: Visitor;
let mayor: Visitor;
let president: Visitor;
let observer: Visitor;
let convention: string;
let firstMeeting: string;
let secondMeeting: string;
let home: string;
let files: { readonly pdf: string; readonly evidence: string };
let isStopped = false;

async function arrive(name: string): Promise<Visitor> {
  const visitor = await newVisitor(browser, server, { name });
  everybody.push(visitor);
  return visitor;
}

type Joining = { readonly person: string; readonly organisation: string; readonly kind: 'association' | 'public-body' };

/** Somebody without an account opens a link, makes an account and an organisation, and accepts. */
async function join(link: string, { person, organisation, kind }: Joining): Promise<Visitor> {
  const visitor = await arrive(person);
  await answerInvitation(visitor, link);
  await signUp(visitor);
  await visitor.page.getByRole('link', { name: said('common:new-organisation') }).click();
  await createOrganisation(visitor, { name: organisation, kind });
  await visitor.page.getByRole('button', { name: said('invitations:accept') }).waitFor();
  await expectNoViolations(visitor.page);
  await acceptInvitation(visitor);
  await visitor.page.getByRole('heading', { name: title, level: 1 }).waitFor();
  return visitor;
}

/** The words of a section to which a discussion is anchored. */
function anchored({ page }: Visitor, section: SectionId): Promise<string | null> {
  return sectionText(page, section).locator('.comment-anchor').first().textContent();
}

function openSignature({ page }: Visitor): Promise<unknown> {
  return page.goto(`/conventions/${convention}/signature`);
}

async function writeMinutesOf(visitor: Visitor, meeting: string, words: string): Promise<void> {
  await visitor.page.goto(meeting);
  await writeMinutes(visitor, words);
}

/** Asks the server to approve as a program would, past the page. */
async function approveByProgram({ page }: Visitor): Promise<{ status: number; rules: readonly (string | null)[] }> {
  return page.evaluate(
    async ({ id, meeting }) => {
      const text = await (await fetch(`/api/conventions/${id}/text`)).json();
      const command = { type: 'approveConvention', meeting, digest: text.facts.digest };
      const response = await fetch(`/api/conventions/${id}/commands`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ command }),
      });
      const { data } = (await response.json()) as { data: { reasons: { rule: string | null }[] } };
      return { status: response.status, rules: data.reasons.map(({ rule }) => rule) };
    },
    { id: convention, meeting: firstMeeting.slice(-36) },
  );
}

beforeAll(async () => {
  home = await mkdtemp(pathOf(tmpdir(), 'entente-journey-'));
  server = await startTestServer({ clock, environment: unhurried });
  browser = await launchBrowser();
});

let brokenAt: string | undefined;

beforeEach(() => {
  if (brokenAt !== undefined) throw new Error(`the story broke off at « ${brokenAt} »`);
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await keepWhatWasSeen(everybody, task.name);
  // A page with an axe violation is a failure, but the story goes on.
  const onlyLooks = task.result.errors?.every(({ message }) => message.startsWith('axe in '));
  if (!onlyLooks) brokenAt ??= task.name;
});

afterAll(async () => {
  await browser.close();
  if (!isStopped) await server.close();
  await rm(home, { recursive: true });
  // Whatever was done in it, every page had everybody's text all along.
  expect(server.logged()).not.toContain('a page had another text than the server');
});

describe('a convention between three organisations', () => {
  test('a first visitor creates an account and an organisation, and directs it', async () => {
    director = await arrive('Directrice des Tilleuls');
    const { page } = director;
    await page.goto('/');
    await page.getByRole('heading', { name: said('account:sign-in.title') }).waitFor();
    await expectNoViolations(page);
    await page.getByRole('link', { name: said('account:sign-in.create') }).click();
    await page.getByRole('heading', { name: said('account:sign-up.title') }).waitFor();
    await expectNoViolations(page);
    await signUp(director);
    await page.getByRole('heading', { name: said('home:welcome') }).waitFor();
    await expectNoViolations(page);
    await page.getByRole('link', { name: said('home:create-organisation') }).click();
    await page.getByRole('heading', { name: said('organisations:new.title') }).waitFor();
    await expectNoViolations(page);
    await createOrganisation(director, { name: tilleuls, kind: 'association' });
    await page.getByRole('heading', { name: tilleuls, level: 1 }).waitFor();
    expect(await page.getByLabel(said('organisations:members.rank-of', { name: director.name })).inputValue()).toBe(
      'director',
    );
  });

  test('a colleague joins by a link, as a manager', async () => {
    const link = await inviteMember(director, { label: 'Cheffe de service', rank: 'manager' });
    await expectNoViolations(director.page);
    manager = await arrive('Cheffe de service des Tilleuls');
    await answerInvitation(manager, link);
    await signUp(manager);
    await manager.page.getByText(said('invitations:what.member', { organisation: tilleuls, rank: 'cadre' })).waitFor();
    await expectNoViolations(manager.page);
    await acceptInvitation(manager);
    await manager.page.getByRole('heading', { name: tilleuls, level: 1 }).waitFor();
    await director.page.reload();
    await director.page.getByRole('cell', { name: manager.name }).waitFor();
  });

  test('a Word file becomes a convention, after its match to the sections was seen and corrected', async () => {
    const { page } = director;
    await page.goto('/');
    await page.getByRole('link', { name: said('home:open-convention') }).click();
    await page.getByRole('heading', { name: said('conventions:new.title') }).waitFor();
    await expectNoViolations(page);
    await giveWordFile(director, { name: 'photo.docx', content: Buffer.from('no such document') });
    await page.getByRole('alert').getByText(said('conventions:import.refused.not-a-word-file')).waitFor();
    await giveWordFile(director, sampleFile);
    await page.getByRole('heading', { name: said('conventions:review.title') }).waitFor();
    await expectNoViolations(page);
    expect(await proposedSection(director, 'Article 6 – Budget')).toBe('budget');
    const split = page.getByRole('checkbox', {
      name: said('conventions:review.split', { from: 'Article 7 – Mode de régulation' }),
    });
    expect(await split.isChecked()).toBe(true);
    await changeSection(director, 'Dispositions générales', 'regulation');
    convention = await openConvention(director, title);
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    await expectSaved(director);
    await expectToRead(director, 'regulation', 'sans tacite reconduction');
    await expectToRead(director, 'risks', 'Si le véhicule manque');
    await expectNoViolations(page);
  });

  test('a colleague is named to write, two organisations and an observer are invited by links', async () => {
    await openParties(director, convention);
    await nameColleague(director, { person: manager.name, access: 'writes' });
    const invitations = {
      valmer: await inviteOrganisation(director, { label: valmer, as: 'party' }),
      relais: await inviteOrganisation(director, { label: relais, as: 'party' }),
      departement: await inviteOrganisation(director, { label: departement, as: 'observer-comments' }),
    };
    await expectNoViolations(director.page);
    mayor = await join(invitations.valmer, { person: 'Maire de Valmer', organisation: valmer, kind: 'public-body' });
    president = await join(invitations.relais, {
      person: 'Présidente du Relais',
      organisation: relais,
      kind: 'association',
    });
    observer = await join(invitations.departement, {
      person: 'Chargée de mission du Département',
      organisation: departement,
      kind: 'public-body',
    });
    const used = await arrive('Quelqu’un d’autre');
    await used.page.goto(invitations.valmer);
    await used.page.getByText(said('invitations:status.used')).waitFor();
    await expectNoViolations(used.page);
    await used.context.close();
    everybody.splice(everybody.indexOf(used), 1);
  });

  test('everybody writes at the same time, sees the others’ carets, and is told what is saved', async () => {
    const writers = [director, manager, mayor, president];
    await Promise.all([...writers, observer].map((visitor) => openText(visitor, convention)));
    await beginParagraph(director, 'values');
    await beginParagraph(president, 'values');
    await Promise.all([
      director.page.keyboard.type('La parole des jeunes est recueillie à chaque étape.'),
      president.page.keyboard.type('Les familles sont informées avant toute décision.'),
      writeParagraph(manager, 'project', 'Les fratries sont les bienvenues.'),
      writeParagraph(mayor, 'means', 'La cantine du centre est ouverte aux jeunes accueillis.'),
    ]);
    for (const visitor of [...writers, observer]) {
      await expectToRead(visitor, 'values', 'La parole des jeunes est recueillie à chaque étape.');
      await expectToRead(visitor, 'values', 'Les familles sont informées avant toute décision.');
      await expectToRead(visitor, 'project', 'Les fratries sont les bienvenues.');
      await expectToRead(visitor, 'means', 'La cantine du centre est ouverte aux jeunes accueillis.');
    }
    for (const visitor of writers) await expectSaved(visitor);
    await expectCaretOf(director, 'values', president);
    await expectCaretOf(president, 'means', mayor);
    await expectCaretOf(observer, 'project', manager);
    await expectNoViolations(mayor.page);
    await director.page.evaluate(() => scrollTo(0, 0));
    await picture(director.page, 'convention');
  });

  test('undoing takes back one’s own words only', async () => {
    await writeParagraph(director, 'means', 'Un téléphone est confié à l’équipe.');
    await expectToRead(mayor, 'means', 'Un téléphone est confié à l’équipe.');
    await writeParagraph(mayor, 'means', 'Le gymnase est prêté en cas de pluie.');
    await expectToRead(director, 'means', 'Le gymnase est prêté en cas de pluie.');
    await undoEverything(director);
    await expectNotToRead(mayor, 'means', 'Un téléphone est confié à l’équipe.');
    await expectToRead(mayor, 'means', 'Le gymnase est prêté en cas de pluie.');
    await expectToRead(director, 'means', 'La cantine du centre est ouverte aux jeunes accueillis.');
  });

  test('an observer who may not write comments words; a partner answers; it is resolved', async () => {
    expect(await sectionText(observer.page, 'values').getAttribute('contenteditable')).toBe('false');
    const about = { section: 'values', word: 'discrétion' } as const;
    await comment(observer, about, 'Faut-il citer aussi le secret partagé ?');
    await discussion(president, about).waitFor();
    await expect.poll(() => anchored(president, 'values')).toBe('discrétion');
    await answer(president, about, 'Oui, ajoutons-le.');
    await discussion(observer, about).getByText('Oui, ajoutons-le.').waitFor();
    await expectNoViolations(observer.page);
    await resolve(observer, about);
    await discussion(president, about).getByText(said('comments:resolved')).waitFor();
  });

  test('words written offline stay on the device, then merge with what the others wrote', async () => {
    await mayor.context.setOffline(true);
    await mayor.page.getByText(said('convention:saved.offline')).waitFor();
    await writeParagraph(mayor, 'roles', 'La Commune assure les trajets du retour.');
    await writeParagraph(director, 'roles', 'Les Tilleuls assurent une astreinte téléphonique.');
    await expectSaved(director);
    await expectNotToRead(director, 'roles', 'trajets du retour');
    await expectNoViolations(mayor.page);
    await mayor.context.setOffline(false);
    await expectSaved(mayor);
    for (const visitor of [director, mayor, president]) {
      await expectToRead(visitor, 'roles', 'La Commune assure les trajets du retour.');
      await expectToRead(visitor, 'roles', 'Les Tilleuls assurent une astreinte téléphonique.');
    }
  });

  test('what approval awaits beside the words is filled in in the page’s tables, for everybody', async () => {
    await fillEverythingIn(manager, [tilleuls, valmer, relais]);
    await expectSaved(manager);
    await expectNoViolations(manager.page);
    await director.page.locator('[data-rows="review"] [data-row]').waitFor();
    await director.page.locator('[data-section="budget"]').scrollIntoViewIfNeeded();
    await picture(director.page, 'budget');
  });

  test('a first meeting is planned and opened, and every organisation is there', async () => {
    firstMeeting = await planMeeting(manager, convention, { when: '2026-11-23T10:00', agenda: 'Se connaître' });
    await expectNoViolations(manager.page);
    await openMeeting(manager, firstMeeting);
    for (const visitor of [director, mayor, president]) await comeToMeeting(visitor, firstMeeting);
    await expectNoViolations(president.page);
  });

  test('a reserve is said with its reason; then the three organisations agree on every section', async () => {
    for (const visitor of [director, mayor, president]) await openText(visitor, convention);
    await reserve(president, 'budget', 'Le café des parents coûte davantage.');
    await director.page.getByText('Le café des parents coûte davantage.').waitFor();
    await expectNoViolations(president.page);
    await Promise.all([director, mayor, president].map(agreeToEverything));
    await director.page
      .locator('[data-lock="section-closed"]')
      .nth(sectionIds.length - 1)
      .waitFor();
    expect(await sectionText(director.page, 'budget').getAttribute('contenteditable')).toBe('false');
    await expectNoViolations(director.page);
  });

  test('NEG-1: nothing is approved at the first meeting, and everybody reads why', async () => {
    const everyParty = said('reasons:no-earlier-meeting_other', {
      parties: `${tilleuls}, ${valmer} et ${relais}`,
    });
    expect(everyParty).toContain('rien ne s’approuve à la première');
    await lockStrip(director).getByText(everyParty).waitFor();
    await lockStrip(director).getByText(said('negotiation:strip.locked')).waitFor();
    await director.page.goto(firstMeeting);
    const button = approveButton(director);
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    // It can be reached and pressed all the same: it says why.
    await button.press('Enter');
    await director.page.getByRole('status').getByText(everyParty).waitFor();
    await expectNoViolations(director.page);
    expect(await approveByProgram(director)).toEqual({ status: 409, rules: ['NEG-1'] });
    await director.page.keyboard.press('Escape');
  });

  test('the first meeting is closed with its minutes, and a draft can be printed', async () => {
    await writeMinutes(director, 'Chacun s’est présenté. Le budget reste à relire.');
    await expectNoViolations(director.page);
    await closeMeeting(director);
    await expectNoViolations(director.page);
    const pdf = await downloadConvention(director);
    expect(pdf.words).toContain('PROJET');
    expect(pdf.words).toContain('Les fratries sont les bienvenues.');
  });

  test('the same day is still too soon', async () => {
    await openText(president, convention);
    await lockStrip(president)
      .getByText(
        said('reasons:reflection-not-over_other', {
          parties: `${tilleuls}, ${valmer} et ${relais}`,
          from: '24 novembre 2026',
        }),
      )
      .waitFor();
  });

  test('the next day, in a second meeting, the three directors approve, and the text is frozen', async () => {
    clock.advance({ days: 1 });
    secondMeeting = await planMeeting(manager, convention, { when: '2026-11-24T10:00', agenda: 'Approuver' });
    await openMeeting(manager, secondMeeting);
    for (const visitor of [director, mayor, president]) await comeToMeeting(visitor, secondMeeting);
    await openText(director, convention);
    await lockStrip(director).getByText(said('negotiation:strip.ready')).waitFor();
    for (const visitor of [director, mayor, president]) await approve(visitor, secondMeeting);
    await openText(director, convention);
    await director.page.getByText(said('convention:lock.text-frozen')).first().waitFor();
    for (const section of sectionIds) {
      expect(await sectionText(director.page, section).getAttribute('contenteditable')).toBe('false');
    }
    await expectNoViolations(director.page);
  });

  test('the town votes before it signs', async () => {
    await openParties(mayor, convention);
    await recordDeliberation(mayor, { number: '2026-114', date: '2026-11-20', enforceableOn: '2026-11-24' });
    await expectNoViolations(mayor.page);
  });

  test('without a passkey and without mail nobody signs, and the page says what to do', async () => {
    await openSignature(director);
    await director.page.getByText(said('signature:sign.no-proof-add')).waitFor();
    await expectNoViolations(director.page);
    for (const visitor of [director, mayor, president]) {
      await giveDevice(visitor);
      await addPasskey(visitor, `Téléphone de ${visitor.name}`);
    }
    await expectNoViolations(director.page);
    await picture(director.page, 'passkeys');
  });

  test('one refuses to sign, with a reason for all: the negotiation reopens, and is approved again', async () => {
    await openSignature(president);
    await refuseToSign(president, 'Le café des parents manque encore.');
    await openSignature(director);
    await director.page.getByText('Le café des parents manque encore.').waitFor();
    await openText(president, convention);
    await agreeToEverything(president);
    for (const visitor of [director, mayor, president]) await approve(visitor, secondMeeting);
    await writeMinutesOf(manager, secondMeeting, 'Le texte est approuvé par les trois organisations.');
    await closeMeeting(manager);
  });

  test('each director signs with a passkey; the last signature puts the convention in force', async () => {
    for (const visitor of [director, mayor, president]) {
      await openSignature(visitor);
      await visitor.page.getByRole('heading', { name: said('signature:sign.title'), exact: true }).waitFor();
      if (visitor === director) {
        await visitor.page.getByRole('button', { name: said('signature:sign.button') }).scrollIntoViewIfNeeded();
        await picture(visitor.page, 'signature');
        await expectNoViolations(visitor.page);
      }
      await sign(visitor);
      await visitor.page.getByText(`${visitor.name}, ${said('signature:signatures.capacity.director')}`).waitFor();
    }
    await president.page.getByText(said('common:stage.inForce')).first().waitFor();
    await expectNoViolations(president.page);
    await openText(mayor, convention);
    await mayor.page.getByText(said('convention:lock.in-force')).first().waitFor();
  });

  test('the signed convention is printed without the mark of a draft, with its signatures', async () => {
    const pdf = await downloadConvention(mayor);
    expect(pdf.words).not.toContain('PROJET');
    expect(pdf.words).toContain('Les fratries sont les bienvenues.');
    for (const { name } of [director, mayor, president]) expect(pdf.words).toContain(name);
    expect(pdf.archival).toMatch(/^3/);
    expect(pdf.isTagged).toBe(true);
  });

  test('the sealed PDF and the evidence file are taken home', async () => {
    await openSignature(mayor);
    files = await downloadSigned(mayor, home);
  });

  test('the journal tells everything, the refused try included; versions are kept and can be read', async () => {
    await director.page.goto(`/conventions/${convention}/journal`);
    await director.page.getByRole('heading', { name: said('negotiation:journal.title'), level: 1 }).waitFor();
    await director.page.getByText(said('negotiation:event.ConventionEnteredIntoForce')).waitFor();
    await director.page.getByText(said('negotiation:refused-for.no-earlier-meeting')).first().waitFor();
    await expectNoViolations(director.page);
    await director.page.goto(`/conventions/${convention}/versions`);
    await director.page.getByText(said('versions:cause.approval')).first().waitFor();
    await expectNoViolations(director.page);
    await director.page
      .getByRole('link', { name: said('versions:cause.approval') })
      .first()
      .click();
    await director.page.getByText('Les fratries sont les bienvenues.').waitFor();
    await expectNoViolations(director.page);
  });

  test('the home page and the account; then everybody signs out, and leaves nothing on the device', async () => {
    await director.page.goto('/');
    await director.page.getByText(said('common:stage.inForce')).waitFor();
    await expectNoViolations(director.page);
    await director.page.goto('/account');
    await director.page.getByRole('heading', { name: said('account:page.title'), level: 1 }).waitFor();
    await expectNoViolations(director.page);
    await openText(director, convention);
    await signOut(director);
    await expect.poll(() => director.page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
    await director.page.goto(`/conventions/${convention}`);
    await director.page.getByRole('heading', { name: said('account:sign-in.title') }).waitFor();
  });

  test('with the server stopped, the PDF and the evidence file prove themselves', async () => {
    await server.close();
    isStopped = true;
    for (const file of [files.pdf, files.evidence]) {
      const verified = runProgram('verify.ts', [file, '--language', 'en'], {});
      expect(await verified.ended, verified.stdout() + verified.stderr()).toBe(0);
    }
    const bytes = await readFile(files.evidence);
    const changed = pathOf(home, 'changed.json');
    await writeFile(changed, bytes.toString().replace('fratries', 'familles'));
    expect(await runProgram('verify.ts', [changed], {}).ended).toBe(1);
  });

  test('nothing went wrong unseen in anybody’s pages', () => {
    expect(everybody.flatMap(({ name, accidents }) => accidents.map((accident) => `${name}: ${accident}`))).toEqual([]);
  });
});
