import { whatEditingAwaits } from '@entente/shared/negotiation/permissions';
import { coreOf, readRoot, wordsRoot } from '@entente/shared/sections/parts';
import { textFactsOf } from '@entente/shared/text/digest';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { givenTwoParties } from '../support/given.ts';
import { editOf, givenText } from '../support/guarded-text.ts';
import { director, manager } from '../support/people.ts';
import { whyClosed } from '../support/writing-rights.ts';

const town = '11111111-1111-4111-8111-111111111111';
const association = '22222222-2222-4222-8222-222222222222';
const mine = 100;

function coreEdit(doc: Y.Doc, organisation: string, words: string): Uint8Array {
  return editOf(doc, () => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.push([new Y.XmlText(words)]);
    doc.getXmlFragment(wordsRoot(coreOf(organisation))).push([paragraph]);
  });
}

test('DOC-7 only a core of an organisation’s identifier is a root', () => {
  expect(readRoot(coreOf(town))).toEqual({ kind: 'words', part: coreOf(town) });
  for (const name of ['core:', 'core:town', `core:${town}:x`, `text:core:${town}`, `rows:core:${town}`])
    expect(readRoot(name), name).toBeUndefined();
});

test('DOC-7 a core is refused to everybody but its party, on the wire, and no root is made for it', () => {
  const text = givenText();
  const closed = [coreOf(association)];
  const foreign = coreEdit(text.peer(mine), association, 'Pas le leur.');
  expect(text.judge(foreign, 1, { closed })).toMatchObject({ kind: 'refused', section: coreOf(association) });
  expect(text.doc.share.has(coreOf(association))).toBe(false);
  const own = text.take(coreEdit(text.peer(mine), town, 'Le répit des familles.'), 1, { closed });
  expect(own.admission).toMatchObject({ kind: 'admitted', sections: [coreOf(town)] });
  expect(textFactsOf(text.doc).cores[coreOf(town)]).toMatchObject({ blank: false });
  expect(whyClosed({ closed })(coreOf(town))).toBeUndefined();
});

test('DOC-7 the rule lets a party’s people change their own core, and nobody else', () => {
  const { state } = givenTwoParties();
  if (!state) throw new Error('nothing was opened');
  const person = manager('relais').person;
  expect(whatEditingAwaits(state, person, coreOf('relais'))).toEqual([]);
  expect(whatEditingAwaits(state, person, coreOf('ville'))).toEqual([
    { code: 'core-of-another-party', rule: 'DOC-7', party: 'ville' },
  ]);
});

test('DOC-7 a core that says something is agreed to by all, and closed by it', () => {
  const convention = givenTwoParties();
  const core = coreOf('relais');
  convention.writes(manager('relais'), core, 'Le cœur.');
  convention.agrees(director('relais'), core).agrees(director('ville'), core);
  const state = convention.negotiating;
  expect(whatEditingAwaits(state, manager('relais').person, core)).toEqual([
    { code: 'section-closed', rule: 'NEG-6', section: core },
  ]);
});
