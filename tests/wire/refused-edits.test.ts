import { textRoot } from '@entente/shared/sections/sections';
import { commentKey } from '@entente/shared/text/admission/comment-key';
import { closeCodes } from '@entente/shared/wire/messages';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { EngineStory } from '../support/engine-story.ts';
import { eventually } from '../support/eventually.ts';
import { element, handBuilt, mark } from '../support/hand-built.ts';
import { firstText, type Page } from '../support/page.ts';
import { director, manager } from '../support/people.ts';
import type { RawSocket } from '../support/raw-socket.ts';
import { wire } from '../support/wire.ts';

const on = wire();

async function refusedPage(page: Page): Promise<unknown> {
  await eventually(() => page.closings.length > 0);
  expect(page.closings).toEqual([closeCodes.updateRefused]);
  expect(page.provider.shouldConnect).toBe(false);
  return page.refusals;
}

async function refusedRaw(raw: RawSocket): Promise<unknown> {
  expect(await raw.closed()).toBe(closeCodes.updateRefused);
  return raw.refusal()?.code;
}

/** The answer of a page that has nothing that the server lacks. */
const nothing = Uint8Array.of(0, 0);

const paragraphIn = (client: number, root: string, clock = 0) =>
  handBuilt([{ client, clock, structs: [{ parent: root, content: element('paragraph') }] }]);

test('F-34 NEG-6 an edit in a closed section is refused, told and final; the others see nothing of it', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const [page, other] = [await on.page(story, manager('relais')), await on.page(story, manager('ville'))];
  await Promise.all([page.synced(), other.synced()]);
  await story.closes('budget');
  page.edit('budget', 'Glissé. ');
  expect(await refusedPage(page)).toEqual([{ code: 'section-closed', section: 'budget' }]);
  other.edit('project', 'Ouvert. ');
  await other.allSaved();
  expect(other.words('budget')).toBe('Texte de budget.');
  const reopened = await on.page(story, manager('relais'));
  await reopened.synced();
  expect(reopened.words('budget')).toBe('Texte de budget.');
  expect(reopened.words('project')).toContain('Ouvert.');
});

test('F-35 a refused connection takes nothing more, and the same page can begin afresh', async () => {
  const story = await EngineStory.twoParties(on.engine);
  await story.closes('budget');
  const raw = await on.raw(story, manager('relais'));
  raw.sendSync(2, paragraphIn(raw.clientId, textRoot('budget')));
  raw.sendSync(2, paragraphIn(raw.clientId, textRoot('project')));
  expect(await refusedRaw(raw)).toBe('section-closed');
  const again = await on.page(story, manager('relais'));
  await again.synced();
  again.edit('project', 'Honnête. ');
  await again.allSaved();
  const { sections } = await on.engine.conventions.text(story.id);
  expect(sections.project).toHaveLength(1);
});

test('F-42 offline edits in a section that was closed meanwhile are refused with the section named', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const page = await on.page(story, manager('relais'));
  await page.synced();
  page.provider.disconnect();
  page.edit('budget', 'Une heure de travail. ');
  await story.closes('budget');
  page.closings.length = 0;
  page.provider.connect();
  expect(await refusedPage(page)).toEqual([{ code: 'section-closed', section: 'budget' }]);
});

test('F-42 rights reduced while connected: sent to ask anew, and refused when it edits all the same', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const page = await on.page(story, director('ville'));
  await page.synced();
  await story.names(manager('ville'), director('ville'), 'reads');
  await eventually(() => page.closings.includes(closeCodes.accessChanged));
  const reader = await on.page(story, director('ville'));
  await reader.synced();
  reader.edit('project', 'Quand même. ');
  expect(await refusedPage(reader)).toEqual([{ code: 'no-right-to-write', section: 'project' }]);
});

test('a commenter and an observing reader may not write', async () => {
  const story = await EngineStory.twoParties(on.engine);
  await story.joins('departement', 'observer-comments');
  await story.joins('familles', 'observer-reads');
  for (const organisation of ['departement', 'familles'] as const) {
    const page = await on.page(story, manager(organisation));
    await page.synced();
    firstText(page.doc, 'values').format(0, 3, { bold: {} });
    expect(await refusedPage(page)).toEqual([{ code: 'no-right-to-write', section: 'values' }]);
  }
});

test('F-30 F-33 F-32 F-36 forged, garbage, dangling and foreign content is refused on the wire, each with its code', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const victim = await on.page(story, manager('ville'));
  await victim.synced();
  victim.edit('project', 'À moi. ');
  await victim.allSaved();
  const attacks: readonly (readonly [string, (clientId: number) => Uint8Array])[] = [
    ['foreign-client-id', () => paragraphIn(victim.clientId, textRoot('project'), 7)],
    ['foreign-client-id', () => handBuilt([{ client: victim.clientId, clock: 7, structs: [{ garbage: 1_000 }] }])],
    ['foreign-client-id', () => paragraphIn(0, textRoot('project'), 10_000)],
    ['missing-dependency', (clientId) => paragraphIn(clientId, textRoot('project'), 3)],
    ['missing-dependency', () => handBuilt([], [{ client: victim.clientId, clock: 500, length: 3 }])],
    ['unknown-root', (clientId) => paragraphIn(clientId, 'elsewhere')],
    [
      'outside-schema',
      (clientId) =>
        handBuilt([
          { client: clientId, clock: 0, structs: [{ parent: textRoot('project'), content: element('iframe') }] },
        ]),
    ],
    [
      'comment-mark',
      (clientId) => {
        const { client, clock } = firstText(victim.doc, 'project')._item?.id ?? Y.createID(0, 0);
        const content = mark(commentKey('a thread'), { thread: 'a thread' });
        return handBuilt([{ client: clientId, clock: 0, structs: [{ origin: [client, clock + 1], content }] }]);
      },
    ],
    ['malformed', () => Uint8Array.of(1, 2, 3)],
    [
      'too-large',
      (clientId) =>
        handBuilt([{ client: clientId, clock: 0, structs: Array.from({ length: 100_001 }, () => ({ garbage: 1 })) }]),
    ],
  ];
  for (const [code, update] of attacks) {
    const raw = await on.raw(story, manager('relais'));
    raw.sendSync(1, nothing);
    raw.sendSync(2, update(raw.clientId));
    expect(await refusedRaw(raw)).toBe(code);
  }
  victim.edit('project', 'Encore. ');
  await victim.allSaved();
  expect(victim.words('project')).toBe('Encore. À moi. Texte de project.');
  expect(victim.closings).toEqual([]);
});

test('an edit that overtakes the answer which it leans on waits for it, and is acknowledged after it', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const page = await on.page(story, manager('ville'));
  await page.synced();
  const early = await on.raw(story, manager('relais'));
  const doc = new Y.Doc();
  doc.clientID = early.clientId;
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(page.doc));
  const [offline, online, later] = ['Un, ', 'deux, ', 'trois. '].map((words, place) => {
    const before = Y.encodeStateVector(doc);
    firstText(doc, 'project').insert(4 * place, words);
    return Y.encodeStateAsUpdate(doc, before);
  }) as [Uint8Array, Uint8Array, Uint8Array];
  early.sendSync(2, online);
  early.sendSync(2, later);
  const { sections } = await on.engine.conventions.text(story.id);
  expect(JSON.stringify(sections.project)).not.toContain('deux');
  expect(early.saved()).toBe(0);
  early.sendSync(1, offline);
  await eventually(() => early.saved() === 3);
  expect(early.refusal()).toBeUndefined();
  await eventually(() => page.words('project') === firstText(doc, 'project').toString());
});

test('an edit that leans on what the answer does not bring either is refused', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const raw = await on.raw(story, manager('relais'));
  raw.sendSync(2, paragraphIn(raw.clientId, textRoot('project'), 3));
  raw.sendSync(1, nothing);
  expect(await refusedRaw(raw)).toBe('missing-dependency');
});

test('more than may wait for the answer is refused: nothing after it is acknowledged, and so it neither', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const raw = await on.raw(story, manager('relais'));
  for (let nth = 0; nth < 1_000; nth++) raw.sendSync(2, paragraphIn(raw.clientId, textRoot('project'), 3 + nth));
  raw.sendSync(2, paragraphIn(raw.clientId, textRoot('project')));
  expect(await refusedRaw(raw)).toBe('missing-dependency');
  expect(raw.saved()).toBe(0);
});

test('F-25 F-27 F-43 bytes that are no message end the connection, and the room notices nothing', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const witness = await on.page(story, manager('ville'));
  await witness.synced();
  for (const bytes of [
    [],
    [0],
    [0, 9, 0],
    [0, 0, 3, 255],
    [7],
    [99, 1],
    [1, 200],
    [0, 2, 255, 255, 255, 255, 255, 255, 255, 255],
  ]) {
    const raw = await on.raw(story, manager('relais'));
    raw.send(Uint8Array.from(bytes));
    expect(await raw.closed(), bytes.join()).toBe(closeCodes.malformed);
  }
  const talker = await on.raw(story, manager('relais'));
  talker.socket.send('bonjour');
  expect(await talker.closed()).toBe(closeCodes.malformed);
  const giant = await on.raw(story, manager('relais'));
  giant.send(new Uint8Array(3 * 1_048_576));
  expect([1006, 1009]).toContain(await giant.closed());
  witness.edit('project', 'Toujours là. ');
  await witness.allSaved();
  expect(witness.closings).toEqual([]);
});

test('F-15 F-16 the same update twice, or late, is acknowledged and changes nothing', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const raw = await on.raw(story, manager('relais'));
  const update = paragraphIn(raw.clientId, textRoot('project'));
  for (let time = 0; time < 3; time++) raw.sendSync(2, update);
  await eventually(() => raw.saved() === 3);
  const { sections } = await on.engine.conventions.text(story.id);
  expect(sections.project).toHaveLength(2);
});
