import { isRefusal } from '@entente/shared/negotiation/reasons';
import { sectionIds } from '@entente/shared/sections/sections';
import { commentKey } from '@entente/shared/text/admission/comment-key';
import { closeCodes } from '@entente/shared/wire/messages';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { EngineStory } from '../support/engine-story.ts';
import { eventually } from '../support/eventually.ts';
import { fillInStory } from '../support/fill-in.ts';
import { firstText, type Page } from '../support/page.ts';
import { director, manager, practitioner } from '../support/people.ts';
import { wire } from '../support/wire.ts';

let now = new Date('2026-03-02T09:00:00.000Z');
const on = wire({ clock: () => now });

const thread = '6f6c3a52-7c0f-4c39-9f6b-3f3f0d6f3f11';

/** A range of letters of a section's first paragraph, as a page sends it. */
function range(page: Page, section: (typeof sectionIds)[number], [from, to]: readonly [number, number]) {
  const text = firstText(page.doc, section);
  const at = (index: number) => Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index));
  return { section, from: at(from), to: at(to) };
}

const attributesOf = (page: Page, section: (typeof sectionIds)[number]) =>
  firstText(page.doc, section).toDelta() as unknown;

test('NEG-6 an edit resets the stances on its section and on it alone, in one append with the edit, and all hear of it', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const [page, other] = [await on.page(story, manager('relais')), await on.page(story, manager('ville'))];
  await Promise.all([page.synced(), other.synced()]);
  await story.agrees(manager('ville'), 'budget');
  await story.agrees(manager('ville'), 'project');
  const { version } = (await on.engine.conventions.read(story.id)) ?? { version: 0 };
  page.edit('budget', 'Un ajout. ');
  await page.allSaved();
  const replayed = await on.engine.conventions.read(story.id);
  expect(replayed?.state).toMatchObject({ stances: [{ section: 'project' }] });
  const journal = await on.engine.conventions.journal(story.id);
  expect(journal.slice(version).map(({ event }) => [event.type, event.by])).toEqual([
    ['StancesReset', manager('relais').person],
  ]);
  await eventually(() =>
    other.announcements.some((heard) => heard.kind === 'negotiation' && heard.version === replayed?.version),
  );
  const text = firstText(page.doc, 'budget');
  text.delete(0, 'Un ajout. '.length);
  await page.allSaved();
  expect((await on.engine.conventions.read(story.id))?.state).toMatchObject({ stances: [{ section: 'project' }] });
});

test('NEG-6 a stance on words that have changed meanwhile is refused, also while somebody types without pause', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const page = await on.page(story, manager('relais'));
  await page.synced();
  for (let round = 0; round < 30; round++) {
    const { facts } = await on.engine.conventions.text(story.id);
    page.edit('budget', `${round} `);
    if (round % 2) await page.allSaved();
    const stance = {
      type: 'takeStance',
      section: 'budget',
      position: 'agree',
      digest: facts.sections.budget.digest,
    } as const;
    const outcome = await on.engine.conventions.execute(story.id, manager('ville'), stance);
    await page.allSaved();
    const { state } = (await on.engine.conventions.read(story.id)) ?? {};
    const stances = state?.stage === 'negotiating' ? state.stances : [];
    const { facts: after } = await on.engine.conventions.text(story.id);
    for (const { digest } of stances) expect(digest).toBe(after.sections.budget.digest);
    if (isRefusal(outcome)) expect(outcome.reasons[0].code).toBe('text-has-changed');
  }
});

test("comments: the server marks the words for one who may not write, the mark bears the binding's name, no stance falls", async () => {
  const story = await EngineStory.twoParties(on.engine);
  await story.joins('departement', 'observer-comments');
  const [page, commenter] = [await on.page(story, manager('relais')), await on.page(story, manager('departement'))];
  await Promise.all([page.synced(), commenter.synced()]);
  await story.agrees(manager('ville'), 'project');
  const before = await on.engine.conventions.text(story.id);
  const anchored = await on.engine.conventions.anchorThread(
    story.id,
    manager('departement'),
    thread,
    range(commenter, 'project', [9, 16]),
  );
  expect(anchored).toEqual({ quote: 'project', anchor: null });
  await eventually(() => JSON.stringify(attributesOf(page, 'project')).includes(thread));
  expect(attributesOf(page, 'project')).toEqual([
    { insert: 'Texte de ' },
    { insert: 'project', attributes: { [commentKey(thread)]: { thread } } },
    { insert: '.' },
  ]);
  // The editor binding makes the same name of { type: 'comment', attrs: { thread } }.
  expect(commentKey(thread)).toMatch(/^comment--[A-Za-z0-9+/]{8}$/);
  expect((await on.engine.conventions.text(story.id)).facts).toEqual(before.facts);
  const { state } = (await on.engine.conventions.read(story.id)) ?? {};
  expect(state).toMatchObject({ stances: [{ section: 'project' }] });
  // Splitting the paragraph re-creates the marked words: honest, and the mark goes along.
  const text = firstText(page.doc, 'project');
  page.doc.transact(() => {
    text.delete(12, 5);
    const paragraph = new Y.XmlElement('paragraph');
    const tail = new Y.XmlText();
    paragraph.insert(0, [tail]);
    page.doc.getXmlFragment('text:project').push([paragraph]);
    tail.applyDelta([{ insert: 'ject', attributes: { [commentKey(thread)]: { thread } } }, { insert: '.' }]);
  });
  await page.allSaved();
  expect(page.refusals).toEqual([]);
});

test('comments: in a closed section nothing is written, and the place is given; nonsense positions give nothing', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const page = await on.page(story, manager('relais'));
  await page.synced();
  await story.closes('budget');
  const anchored = await on.engine.conventions.anchorThread(
    story.id,
    manager('relais'),
    thread,
    range(page, 'budget', [0, 5]),
  );
  expect(anchored).toMatchObject({ quote: 'Texte', anchor: { from: { item: { client: 0 } } } });
  expect((await on.engine.conventions.text(story.id)).sections.budget[0]).toEqual({
    type: 'paragraph',
    content: [{ type: 'text', text: 'Texte de budget.' }],
  });
  const { conventions } = on.engine;
  const ask = (from: unknown, to: unknown) =>
    conventions.anchorThread(story.id, manager('relais'), thread, { section: 'budget', from, to });
  const { from, to } = range(page, 'project', [0, 5]);
  for (const [one, other] of [
    [from, to],
    [null, null],
    [{ item: { client: 1, clock: 1 } }, { tname: 'text:budget' }],
    [{}, {}],
    ['x', 3],
  ]) {
    expect(await ask(one, other)).toBeUndefined();
  }
});

test('APP-2 F-38 from approval to signature: presence counts, the last approval freezes, then no edit passes', async () => {
  now = new Date('2026-03-02T09:00:00.000Z');
  const story = await EngineStory.twoParties(on.engine);
  const page = await on.page(story, manager('relais'));
  const villePage = await on.page(story, manager('ville'));
  await Promise.all([page.synced(), villePage.synced()]);
  const first = await story.planAndOpen();
  // Connected pages are there (NEG-1), without anybody ticking anything.
  await eventually(async () => {
    const meeting = (await story.state()).meetings.find(({ id }) => id === first);
    return meeting?.status === 'open' && meeting.attendances.length === 2;
  });
  // Who connects during the meeting is there as well.
  const late = await on.page(story, director('ville'));
  await late.synced();
  await eventually(async () => {
    const meeting = (await story.state()).meetings.find(({ id }) => id === first);
    return meeting?.status === 'open' && meeting.attendances.some(({ person }) => person === director('ville').person);
  });
  await story.does(manager('relais'), { type: 'writeMinutes', meeting: first, minutes: 'Nous avons parlé.' });
  await story.does(manager('relais'), { type: 'closeMeeting', meeting: first });
  await fillInStory(story, manager('relais'), ['relais', 'ville']);
  for (const section of sectionIds) await story.closes(section);
  now = new Date('2026-03-09T09:00:00.000Z');
  const directorPage = await on.page(story, director('relais'));
  await directorPage.synced();
  const second = await story.planAndOpen();
  await eventually(async () => {
    const meeting = (await story.state()).meetings.find(({ id }) => id === second);
    return meeting?.status === 'open' && meeting.attendances.length >= 4;
  });
  const { facts } = await on.engine.conventions.text(story.id);
  await story.does(director('relais'), { type: 'approveConvention', meeting: second, digest: facts.digest });
  await story.does(director('ville'), { type: 'approveConvention', meeting: second, digest: facts.digest });
  const frozen = await story.state();
  expect(frozen.stage).toBe('frozen');
  const kept = await on.engine.conventions.keptText(story.id, frozen.versions.at(-1)?.id ?? '');
  expect(kept?.facts.digest).toBe(facts.digest);
  page.edit('project', 'Trop tard. ');
  await eventually(() => page.closings.includes(closeCodes.updateRefused));
  expect(page.refusals).toEqual([{ code: 'text-frozen', section: 'project' }]);
  expect(
    await on.engine.conventions.anchorThread(story.id, manager('ville'), thread, range(villePage, 'project', [0, 5])),
  ).toMatchObject({ quote: 'Texte', anchor: { from: {} } });
  expect((await on.engine.conventions.text(story.id)).facts).toEqual(facts);
});

test('refused tries are written down, twenty a minute and person, and none of strangers', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const refused = async () =>
    (await on.engine.conventions.journal(story.id)).filter(({ event }) => event.type === 'CommandRefused').length;
  for (let time = 0; time < 25; time++) {
    await story.codes(manager('relais'), { type: 'withdrawStance', section: 'budget' });
  }
  expect(await refused()).toBe(20);
  await story.codes(practitioner('departement'), { type: 'withdrawStance', section: 'budget' });
  expect(await refused()).toBe(20);
  now = new Date(now.getTime() + 61_000);
  await story.codes(manager('relais'), { type: 'withdrawStance', section: 'budget' });
  expect(await refused()).toBe(21);
});

test('F-41 who is no longer named is sent away at once, and a deleted convention is no more for anybody', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const [page, removed] = [await on.page(story, manager('relais')), await on.page(story, director('ville'))];
  await Promise.all([page.synced(), removed.synced()]);
  await story.does(manager('ville'), { type: 'removeParticipant', person: director('ville').person });
  await eventually(() => removed.closings.includes(closeCodes.notFound), 1_000);
  expect(page.closings).toEqual([]);
  await story.does(director('relais'), { type: 'agreeToDelete' });
  await story.names(manager('ville'), director('ville'));
  await story.does(director('ville'), { type: 'agreeToDelete' });
  await eventually(() => page.closings.includes(closeCodes.notFound), 1_000);
  expect(await on.engine.conventions.read(story.id)).toBeUndefined();
});

test('F-39 reading, exporting and loading a text write nothing in it', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const page = await on.page(story, manager('relais'));
  await page.synced();
  const vector = () => [...Y.decodeStateVector(Y.encodeStateVector(page.doc))];
  const before = vector();
  await on.engine.conventions.text(story.id);
  await story.does(manager('relais'), { type: 'keepVersion', label: 'Avant les vacances' });
  const [version] = (await story.state()).versions;
  expect(await on.engine.conventions.keptText(story.id, version?.id ?? '')).toEqual(
    await on.engine.conventions.text(story.id),
  );
  page.edit('values', 'x');
  await page.allSaved();
  expect(vector()).toEqual([[page.clientId, 1], ...before]);
  expect(await on.engine.conventions.words(story.id)).toMatchObject({
    [version?.label?.id ?? '']: 'Avant les vacances',
  });
});
