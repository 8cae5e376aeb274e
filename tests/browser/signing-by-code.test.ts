/** Signing without the passkey at hand, where mail is sent: it is offered second, and named as weaker before and after. */
import { afterAll, beforeAll, test } from 'vitest';
import { type MailBox, openMailBox } from '../support/mail-box.ts';
import { mailedTeam } from '../support/mailed-people.ts';
import { frozenConvention } from '../support/negotiated.ts';
import { startTestServer, type Team, type TestServer, testClock } from '../support/server.ts';
import { addPasskey } from '../support/signing.ts';
import { expectNoSidewaysScrolling } from './support/no-sideways-scrolling.ts';
import { expectNoViolations } from './support/no-violation.ts';
import { seatsOfEachTest } from './support/seats.ts';
import { said } from './support/sentences.ts';

const seats = seatsOfEachTest();
let box: MailBox;
let server: TestServer;
let teams: readonly [Team, Team];

beforeAll(async () => {
  box = await openMailBox();
  const environment = { SMTP_URL: box.url, MAIL_FROM: 'Entente <entente@example.org>' };
  server = await startTestServer({ clock: testClock('2026-03-02T09:00:00.000Z'), environment });
  const mailing = { server, box };
  teams = [await mailedTeam(mailing, 'Les Tilleuls'), await mailedTeam(mailing, 'Relais des Familles')];
});
afterAll(async () => {
  await server.close();
  await box.close();
});

test('SIG-2: a key from a reset is told as weaker, and password and code sign instead, told as weaker too', async () => {
  const [{ director }] = teams;
  const id = await frozenConvention(server, teams);
  // What a reset by mail leaves behind.
  const at = server.clock.now().toISOString();
  await server.services.db.insertInto('password_reset').values({ person: director.id, at }).execute();
  await addPasskey(director);
  const { page } = await seats.take(server, director, { width: 390, height: 844 });
  await page.goto(`/conventions/${id}/signature`);
  await page.getByText(said('signature:claim.reset-shows')).waitFor();
  await expectNoSidewaysScrolling(page);
  await expectNoViolations(page);
  await page.getByRole('button', { name: said('signature:sign.without-key') }).click();
  await page.getByText(said('signature:claim.code-shows')).waitFor();
  await page.getByRole('button', { name: said('signature:sign.code-ask') }).click();
  const { text } = await box.mailTo(director.email, /Code pour signer/);
  await page.getByRole('textbox', { name: said('signature:sign.password') }).fill(director.password);
  await page.getByLabel(said('signature:sign.code')).fill(/\d{4} \d{4}/.exec(text)?.[0] ?? '');
  await page.getByRole('button', { name: said('signature:sign.button') }).click();
  await page.getByText(said('signature:signatures.proof.password-and-code')).waitFor();
  await page.goto(`/conventions/${id}/journal`);
  await page.getByText(said('negotiation:event.SignedWithWeakerProof.password-and-code'), { exact: false }).waitFor();
  await expectNoViolations(page);
});
