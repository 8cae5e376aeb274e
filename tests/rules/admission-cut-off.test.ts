/**
 * F-36: a day of people who were cut off from one another, in the order that is worst for merging: each thing above the last. All of it
 * is admitted, for little more than its length costs. Yjs alone would look at a word of the others a hundred million times.
 */
import { type SectionId, textRoot } from '@entente/shared/sections/sections';
import { updateLimits } from '@entente/shared/text/admission/limits';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type GuardedText, givenText, syncStep2, textIn } from '../support/guarded-text.ts';

const people = 10;
const upwards = Array.from({ length: people }, (_, index) => 101 + index * 100);
const personOf = (clientId: number) => (clientId - 1) / 100;

type Day = (doc: Y.Doc) => void;

/** Everybody comes back in turn. What each came back with was admitted, and cost so many steps. */
function comeBack(text: GuardedText, order: readonly number[], day: Day): number[] {
  const pages = order.map((clientId) => text.peer(clientId));
  for (const page of pages) page.transact(() => day(page));
  return pages.map((page) => {
    const { admission } = text.take(syncStep2(page, text.doc), personOf(page.clientID));
    expect(admission.kind === 'refused' ? admission.code : admission.kind).toBe('admitted');
    return admission.steps ?? 0;
  });
}

function opened(text: GuardedText): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(text.doc));
  return doc;
}

describe.each([
  ['the last to come back writes last in the text', upwards],
  ['the last to come back writes first', upwards.toReversed()],
])('F-36 ten people cut off for a day; %s', (_, order) => {
  test('5,000 words each, every one before the last at one place', { timeout: 60_000 }, () => {
    const text = givenText('ab');
    const words = 5_000;
    const steps = comeBack(text, order, (doc) => {
      for (let word = 0; word < words; word++) textIn(doc, 'values').insert(1, 'mot ');
    });
    expect(textIn(text.doc, 'values').length).toBe(2 + people * words * 4);
    expect(textIn(opened(text), 'values').toString()).toBe(textIn(text.doc, 'values').toString());
    expect(Math.max(...steps)).toBeLessThan(updateLimits.steps / 2);
  });

  test('400 words each that were written again in part', { timeout: 60_000 }, () => {
    const text = givenText('ab');
    comeBack(text, order, (doc) => {
      const run = textIn(doc, 'project');
      for (let word = 0; word < 400; word++) {
        run.insert(1, 'motz ');
        run.delete(4, 1);
        run.format(1, 1, { bold: {} });
      }
    });
    expect(textIn(opened(text), 'project').toString()).toBe(textIn(text.doc, 'project').toString());
  });

  test('300 lines each above the last, by turns at two places of two sections', { timeout: 60_000 }, () => {
    const text = givenText('ab');
    const sections: readonly SectionId[] = ['values', 'project'];
    const steps = comeBack(text, order, (doc) => {
      for (let line = 0; line < 300; line++) {
        const fragment = doc.getXmlFragment(textRoot(sections[Math.floor(line / 10) % 2] as SectionId));
        const at = Math.floor(line / 20) % 2 === 0 ? 1 : 0;
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.insert(0, [new Y.XmlText('Une ligne de plus.')]);
        fragment.insert(at, [paragraph]);
      }
    });
    for (const section of sections) expect(text.doc.getXmlFragment(textRoot(section)).length).toBe(1 + people * 150);
    expect(Math.max(...steps)).toBeLessThan(updateLimits.steps);
  });
});
