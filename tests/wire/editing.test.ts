import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { EngineStory } from '../support/engine-story.ts';
import { eventually } from '../support/eventually.ts';
import { firstText } from '../support/page.ts';
import { director, manager } from '../support/people.ts';
import { wire } from '../support/wire.ts';

const on = wire();

test('two stock providers converge, and each is told when its words are durable', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const [one, other] = [await on.page(story, manager('relais')), await on.page(story, manager('ville'))];
  await Promise.all([one.synced(), other.synced()]);
  expect(one.words('project')).toBe('Texte de project.');
  one.type('project', 'Du répit pour les familles.');
  other.type('budget', 'Le budget du service.');
  await eventually(() => other.words('project').includes('répit') && one.words('budget').includes('service'));
  await Promise.all([one.allSaved(), other.allSaved()]);
  expect([one.sent(), one.saved()]).toEqual([2, 2]);
  expect(one.refusals).toEqual([]);
  const { sections } = await on.engine.conventions.text(story.id);
  expect(JSON.stringify(sections.project)).toContain('Du répit pour les familles.');
});

test('ten people who type at the same place at the same time end with one text', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const people = Array.from({ length: 10 }, (_, index) => (index % 2 ? director('ville') : manager('relais')));
  const pages = await Promise.all(people.map((by) => on.page(story, by)));
  await Promise.all(pages.map((page) => page.synced()));
  for (let round = 0; round < 20; round++) {
    for (const [index, page] of pages.entries()) page.edit('project', `${index}.${round} `);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(pages.map((page) => page.allSaved()));
  const [first, ...others] = pages;
  await eventually(() => others.every((page) => page.words('project') === first?.words('project')));
  expect(first?.words('project').split(' ').length).toBeGreaterThanOrEqual(200);
});

test('formatting of two people over each other ends the same for both, and for the server', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const [one, other] = [await on.page(story, manager('relais')), await on.page(story, manager('ville'))];
  await Promise.all([one.synced(), other.synced()]);
  for (let round = 0; round < 20; round++) {
    firstText(one.doc, 'project').format(round % 10, 5, { bold: round % 3 ? {} : null });
    firstText(other.doc, 'project').format((round * 7) % 10, 5, { bold: {}, italic: round % 2 ? {} : null });
  }
  await Promise.all([one.allSaved(), other.allSaved()]);
  const show = (doc: Y.Doc) => firstText(doc, 'project').toString();
  await eventually(() => show(one.doc) === show(other.doc));
  const fresh = await on.page(story, manager('relais'));
  await fresh.synced();
  expect(show(fresh.doc)).toBe(show(one.doc));
});

test('work done offline merges on return, also from a page that was closed meanwhile', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const [one, other] = [await on.page(story, manager('relais')), await on.page(story, manager('ville'))];
  await Promise.all([one.synced(), other.synced()]);
  one.provider.disconnect();
  one.edit('project', 'Hors ligne. ');
  other.edit('project', 'En ligne. ');
  await other.allSaved();
  const kept = Y.encodeStateAsUpdate(one.doc);
  one.leave();
  const again = await on.page(story, manager('relais'), { kept });
  again.edit('budget', 'Nouvelle page. ');
  await eventually(
    () => other.words('project').includes('Hors ligne.') && other.words('budget').includes('Nouvelle page.'),
  );
  expect(again.words('project')).toContain('En ligne.');
  expect(again.refusals).toEqual([]);
});

test("a reader's stock provider syncs and follows, and what it answers is no edit", async () => {
  const story = await EngineStory.twoParties(on.engine);
  await story.joins('departement', 'observer-reads');
  const [writer, reader] = [await on.page(story, manager('relais')), await on.page(story, manager('departement'))];
  await Promise.all([writer.synced(), reader.synced()]);
  firstText(writer.doc, 'project').format(0, 5, { bold: {} });
  firstText(writer.doc, 'project').format(3, 5, { bold: {} });
  firstText(writer.doc, 'project').delete(2, 4);
  await eventually(() => reader.words('project') === writer.words('project'));
  await reader.allSaved();
  reader.provider.disconnect();
  writer.edit('project', 'Plus tard. ');
  reader.provider.connect();
  await eventually(() => reader.words('project').startsWith('Plus tard.'));
  expect(reader.refusals).toEqual([]);
  expect(reader.closings).toEqual([]);
});

test('a person connected twice sees the same text in both pages', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const [one, other] = [await on.page(story, manager('relais')), await on.page(story, manager('relais'))];
  await Promise.all([one.synced(), other.synced()]);
  expect(one.clientId).not.toBe(other.clientId);
  one.edit('values', 'Ici. ');
  await eventually(() => other.words('values').startsWith('Ici.'));
});
