/** Getting about in a long text: by an address that names a part, by the outline, and with Tab alone. */
import { textRoot } from '@entente/shared/sections/sections';
import { beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { pageOfPerson } from '../support/page-of-person.ts';
import { negotiationOfFile } from './support/negotiation-of-file.ts';
import { openText, sectionText } from './support/writing.ts';

const scene = negotiationOfFile();

/** Milliseconds that a busy machine may need until a text has come and stands still. */
const patience = 20_000;

/** A section that begins with a table, and sections long enough that what comes last has to be looked for. */
beforeAll(async () => {
  const { server, told } = scene;
  const page = await pageOfPerson(server, told.teams[0].manager, told.id);
  page.doc.transact(() => {
    page.doc.getXmlFragment(textRoot('calendar')).insert(0, [smallTable()]);
    const values = page.doc.getXmlFragment(textRoot('values'));
    values.insert(
      0,
      Array.from({ length: 60 }, (_, at) => paragraph(`Valeur ${at + 1}`)),
    );
  });
  await page.allSaved();
  page.leave();
});

function paragraph(words: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(words)]);
  return element;
}

/** Two rows of two cells. */
function smallTable(): Y.XmlElement {
  const table = new Y.XmlElement('table');
  const rows = [1, 2].map((row) => {
    const element = new Y.XmlElement('tableRow');
    const cells = [1, 2].map((column) => {
      const cell = new Y.XmlElement('tableCell');
      cell.insert(0, [paragraph(`${row}, ${column}`)]);
      return cell;
    });
    element.insert(0, cells);
    return element;
  });
  table.insert(0, rows);
  return table;
}

test('an address that names a part leads to it, whatever arrives above meanwhile, and the outline marks it', async () => {
  const { page } = await scene.seat(scene.told.teams[1].director, { width: 1440, height: 900 });
  await page.goto(`/conventions/${scene.told.id}#budget`);
  const place = () =>
    page.evaluate(() => {
      const top = document.getElementById('budget')?.getBoundingClientRect().top ?? Number.NaN;
      const marked = document.querySelector('[aria-current="location"]')?.getAttribute('href');
      return { marked, isAtTop: top > 0 && top < 200, hasArrived: document.body.textContent?.includes('Valeur 60') };
    });
  await expect.poll(place, { timeout: patience }).toEqual({ marked: '#budget', isAtTop: true, hasArrived: true });
});

test('whoever passes through the page with Tab writes nothing; whoever works in a table moves in it', async () => {
  const visitor = await scene.seat(scene.told.teams[1].director, { width: 1440, height: 900 });
  const { page } = visitor;
  await openText(visitor, scene.told.id);
  const table = sectionText(page, 'calendar');
  const rows = table.locator('table').first().locator('tr');
  await expect.poll(() => rows.count(), { timeout: patience }).toBe(2);
  const hasFocus = () => table.evaluate((element) => element.contains(document.activeElement));
  await table.focus();
  await page.keyboard.press('Tab');
  expect(await hasFocus()).toBe(false);
  await page.keyboard.press('Shift+Tab');
  await expect.poll(hasFocus).toBe(true);
  expect(await rows.count()).toBe(2);
  await page.keyboard.press('Control+Home');
  for (let cell = 0; cell < 4; cell += 1) await page.keyboard.press('Tab');
  expect(await hasFocus()).toBe(true);
  await expect.poll(() => rows.count()).toBe(3);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(await hasFocus()).toBe(false);
});
