/** Batches: what is judged together, answered together, and what one culprit in it costs the others. */
import { LiveText } from '@entente/server/text/live-text';
import { closeCodes } from '@entente/shared/wire/messages';
import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { EngineStory } from '../support/engine-story.ts';
import { eventually } from '../support/eventually.ts';
import { firstText, type Page } from '../support/page.ts';
import { director, manager } from '../support/people.ts';
import { wire } from '../support/wire.ts';

const on = wire();

afterEach(() => vi.restoreAllMocks());

/** A defect, or an attack that nobody knows yet: this page's next update makes Yjs write in another section as well. */
function yjsWritesElsewhereFor(clientId: number): void {
  const { apply } = LiveText.prototype;
  let isDone = false;
  vi.spyOn(LiveText.prototype, 'apply').mockImplementation(function (this: LiveText, admitted) {
    if (admitted.clocks.has(clientId) && !isDone) {
      isDone = true;
      this.doc.once('beforeObserverCalls', () => {
        this.doc.getXmlFragment('text:risks').insert(0, [new Y.XmlElement('paragraph')]);
      });
    }
    return apply.call(this, admitted);
  });
}

test('an update that Yjs takes otherwise than it was admitted costs its own page, and nobody else a word', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const [one, other, culprit] = await Promise.all([
    on.page(story, manager('relais')),
    on.page(story, manager('ville')),
    on.page(story, director('ville')),
  ]);
  await Promise.all([one, other, culprit].map((page) => page.synced()));
  yjsWritesElsewhereFor(culprit.clientId);
  const risksBefore = one.words('risks');
  for (let round = 0; round < 20; round++) {
    one.edit('project', `un${round} `);
    if (round === 5) culprit.edit('budget', 'coupable ');
    other.edit('means', `deux${round} `);
  }
  await eventually(() => culprit.closings.length > 0);
  expect(culprit.closings[0]).toBe(closeCodes.malformed);
  await Promise.all([one.allSaved(), other.allSaved()]);
  expect([...one.closings, ...other.closings]).toEqual([]);
  await eventually(
    () => one.words('means') === other.words('means') && one.words('project') === other.words('project'),
  );
  expect(
    one
      .words('project')
      .split(' ')
      .filter((word) => word.startsWith('un')),
  ).toHaveLength(20);
  expect(one.words('budget')).not.toContain('coupable');
  expect(one.words('risks')).toBe(risksBefore);
  const late = await on.page(story, manager('relais'));
  await late.synced();
  for (const section of ['project', 'means', 'budget', 'risks'] as const) {
    expect(late.words(section)).toBe(one.words(section));
  }
});

test('of a page that admission stumbled over nothing more is taken, not even what would be admitted by itself', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const [other, culprit] = [await on.page(story, manager('ville')), await on.page(story, director('ville'))];
  await Promise.all([other.synced(), culprit.synced()]);
  const before = other.words('project');
  vi.spyOn(LiveText.prototype, 'reaches').mockImplementationOnce(() => {
    throw new Error('a defect');
  });
  culprit.edit('budget', 'coupable ');
  firstText(culprit.doc, 'project').delete(0, 5);
  await eventually(() => culprit.closings.length > 0);
  expect(culprit.closings[0]).toBe(closeCodes.malformed);
  other.edit('means', 'encore ');
  await other.allSaved();
  expect(other.words('project')).toBe(before);
  expect(other.words('budget')).not.toContain('coupable');
});

test('letters typed in a burst are all acknowledged, and reach the others as they were typed', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const [one, other] = [await on.page(story, manager('relais')), await on.page(story, manager('ville'))];
  await Promise.all([one.synced(), other.synced()]);
  let received = 0;
  other.doc.on('update', () => {
    received += 1;
  });
  const [mine, theirs] = [firstText(one.doc, 'project'), firstText(other.doc, 'project')];
  const before = mine.length;
  for (const [at, letter] of [...'Été 2026 : répit…'.repeat(20)].entries()) mine.insert(before + at, letter);
  await one.allSaved();
  expect(one.saved()).toBe(one.sent());
  await eventually(() => theirs.toString() === mine.toString());
  expect(received).toBeLessThan(340);
});

test('pages that come while others type without pause are answered, all of them, and miss nothing', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const typist = await on.page(story, manager('relais'));
  await typist.synced();
  let isTyping = true;
  const typing = (async () => {
    for (let round = 0; isTyping; round++) {
      typist.edit('project', `${round} `);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  })();
  const late: Page[] = [];
  for (let nth = 0; nth < 12; nth++) {
    const page = await on.page(story, nth % 2 ? manager('ville') : director('ville'));
    late.push(page);
    await page.synced();
  }
  isTyping = false;
  await typing;
  await typist.allSaved();
  await eventually(() => late.every((page) => page.words('project') === typist.words('project')));
  expect(late.flatMap(({ closings }) => closings)).toEqual([]);
});
