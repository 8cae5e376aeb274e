/** Anybody's page, on which a signed convention is verified: in the browser, with nothing sent, without an account. */
import { writeEvidence } from '@entente/shared/evidence/evidence-file';
import { english } from '@entente/shared/evidence/sentences/english';
import { french } from '@entente/shared/evidence/sentences/french';
import { frenchTypography } from '@entente/shared/text/french-typography';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealed, sealedPdf, sealIdentity } from '../support/sealed-sample.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { givenSigned } from '../support/signed-convention.ts';
import { expectNoSidewaysScrolling } from './support/no-sideways-scrolling.ts';
import { expectNoViolations } from './support/no-violation.ts';
import { seatsOfEachTest } from './support/seats.ts';
import { said } from './support/sentences.ts';

let server: TestServer;
const seats = seatsOfEachTest();
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const identity = await sealIdentity();
const evidence = await sealed(givenSigned().evidence(), identity);

const json = (bytes: Uint8Array, name = 'evidence.json') => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(bytes),
});
const verdictOf = (page: Page) => page.locator('#verdict');

/** Chooses the file as people do. The button carries the field's name, and hides the browser's own. */
async function choose(page: Page, file: ReturnType<typeof json>, language: 'fr' | 'en' = 'fr'): Promise<void> {
  const waiting = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: said('verify:file', {}, language) }).click();
  await (await waiting).setFiles(file);
}

test('SIG-3: a PDF is verified with no network: the page was all that had to be fetched', async () => {
  const { page, context, accidents } = await seats.newcomer(server, { name: 'Personne' });
  await page.goto('/verify');
  // The first file brings the worker's code; from then on there is nothing left to fetch.
  await choose(page, json(new TextEncoder().encode('Bonjour'), 'lettre.txt'));
  await verdictOf(page)
    .filter({ hasText: frenchTypography(french.unreadableTitle) })
    .waitFor();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
  await context.setOffline(true);
  const pdf = await sealedPdf({ identity, evidence });
  await choose(page, { name: 'convention.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf) });
  await verdictOf(page)
    .filter({ hasText: frenchTypography(french.verdicts.proved.title) })
    .waitFor();
  expect(await verdictOf(page).evaluate((heading) => heading === document.activeElement)).toBe(true);
  expect(asked.filter((each) => !/^GET \S+\/assets\/verify-worker/.test(each))).toEqual([]);
  await expectNoViolations(page);
  const failing = page.locator('li[data-status=fails]');
  expect(await failing.count()).toBe(0);
  const forged = writeEvidence({ ...evidence, digest: '0'.repeat(64) });
  await choose(page, json(forged));
  await verdictOf(page)
    .filter({ hasText: frenchTypography(french.verdicts.broken.title) })
    .waitFor();
  expect(await failing.count()).toBeGreaterThan(1);
  await expectNoViolations(page);
  expect(accidents).toEqual([]);
});

test('SIG-3: in English, on the smallest screen, with the text that was signed', async () => {
  const { page, accidents } = await seats.newcomer(server, { name: 'Nobody', language: 'en', width: 320, height: 640 });
  await page.goto('/verify');
  await expectNoSidewaysScrolling(page);
  await choose(page, json(writeEvidence(evidence)), 'en');
  await verdictOf(page).filter({ hasText: english.verdicts.proved.title }).waitFor();
  await page
    .getByText(said('verify:text', {}, 'en'))
    .first()
    .click();
  await page.getByText('Le cœur du projet.').waitFor();
  // The budget's line and the calendar's end were signed like the words.
  await page.getByRole('table', { name: 'Lignes du budget' }).getByRole('cell', { name: /1.200/ }).waitFor();
  await page.getByText('31 December 2026').waitFor();
  await expectNoSidewaysScrolling(page);
  await expectNoViolations(page);
  expect(accidents).toEqual([]);
});

test('SIG-3: a file may be dropped on the page', async () => {
  const { page } = await seats.newcomer(server, { name: 'Personne' });
  await page.goto('/verify');
  const words = new TextDecoder().decode(writeEvidence(evidence));
  const transfer = await page.evaluateHandle((text) => {
    const given = new DataTransfer();
    given.items.add(new File([text], 'evidence.json', { type: 'application/json' }));
    return given;
  }, words);
  await page.getByRole('button', { name: said('verify:file') }).dispatchEvent('drop', { dataTransfer: transfer });
  await verdictOf(page)
    .filter({ hasText: frenchTypography(french.verdicts.proved.title) })
    .waitFor();
});
