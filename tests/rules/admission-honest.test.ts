import { textRoot } from '@entente/shared/sections/sections';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { appendParagraph, editOf, givenText, syncStep2, textIn } from '../support/guarded-text.ts';
import { handBuilt } from '../support/hand-built.ts';
import { convergence } from '../support/honest-peers.ts';

const [mine, mineToo, theirs] = [101, 102, 201];
const [me, other] = [1, 2];

describe('honest oddities are admitted', () => {
  test("a page's first answer repeats what everybody wrote: nothing, for a reader as well", () => {
    const text = givenText();
    const doc = text.peer(theirs);
    text.take(
      editOf(doc, () => textIn(doc, 'project').delete(0, 3)),
      other,
    );
    const reader = text.peer(mine);
    expect(text.judge(syncStep2(reader, text.doc), me, { mayWrite: false })).toMatchObject({ kind: 'nothing' });
    expect(text.judge(Y.encodeStateAsUpdate(reader), me, { mayWrite: false, frozen: true })).toMatchObject({
      kind: 'nothing',
    });
  });

  test('an update that overlaps what is known adds its end only', () => {
    const text = givenText();
    const doc = text.peer(mine);
    const first = editOf(doc, () => textIn(doc, 'project').insert(0, 'Un'));
    const vector = Y.encodeStateVector(text.doc);
    editOf(doc, () => textIn(doc, 'project').insert(2, ' deux'));
    const both = Y.encodeStateAsUpdate(doc, vector);
    text.take(first, me);
    const { admission } = text.take(both, me);
    expect(admission).toMatchObject({ kind: 'admitted', sections: ['project'], clocks: new Map([[mine, 7]]) });
    const pieces = admission.kind === 'admitted' ? Y.decodeUpdate(admission.remainder).structs : [];
    expect(pieces.map(({ id, length }) => [id.clock, length])).toEqual([[2, 5]]);
    expect(textIn(text.doc, 'project').toString()).toBe('Un deuxLe répit des familles.');
  });

  test('an acknowledgement that got lost: the same update again is nothing', () => {
    const text = givenText();
    const doc = text.peer(mine);
    const update = editOf(doc, () => textIn(doc, 'project').insert(0, 'Un'));
    expect(text.take(update, me).admission.kind).toBe('admitted');
    expect(text.take(update, me).admission).toMatchObject({ kind: 'nothing' });
  });

  test('F-33 garbage structs under an own clock, typed and deleted offline, touch no section', () => {
    const text = givenText();
    const doc = text.peer(mine);
    const offline = Y.encodeStateVector(doc);
    doc.transact(() => appendParagraph(doc, 'project', 'Rien de bon.'));
    doc.getXmlFragment(textRoot('project')).delete(1, 1);
    const update = Y.encodeStateAsUpdate(doc, offline);
    expect(Y.decodeUpdate(update).structs.some((struct) => struct instanceof Y.GC)).toBe(true);
    expect(text.take(update, me).admission.kind).toBe('admitted');
    expect(text.doc.getXmlFragment(textRoot('project')).length).toBe(1);
    const garbage = handBuilt([{ client: mineToo, clock: 0, structs: [{ garbage: 12 }] }]);
    expect(text.take(garbage, me, { closed: ['project'] }).admission).toMatchObject({ kind: 'admitted', sections: [] });
  });

  test('words typed in a paragraph that somebody deleted meanwhile become garbage, and are admitted', () => {
    const text = givenText();
    const [doc, eraser] = [text.peer(mine), text.peer(theirs)];
    text.take(
      editOf(eraser, () => eraser.getXmlFragment(textRoot('project')).delete(0, 1)),
      other,
    );
    const late = editOf(doc, () => textIn(doc, 'project').insert(2, 'trop tard'));
    expect(text.take(late, me).admission).toMatchObject({ kind: 'admitted', sections: [] });
    expect(text.doc.getXmlFragment(textRoot('project')).length).toBe(0);
  });

  test('work of an earlier page of the same person comes with the next one, and leans on each other', () => {
    const text = givenText();
    const first = text.peer(mine);
    first.transact(() => textIn(first, 'project').insert(0, 'Avant. '));
    const second = new Y.Doc();
    second.clientID = mineToo;
    Y.applyUpdate(second, Y.encodeStateAsUpdate(first));
    second.transact(() => textIn(second, 'project').insert(6, ' et après'));
    first.destroy();
    expect(text.take(syncStep2(second, text.doc), me).admission.kind).toBe('admitted');
    expect(textIn(text.doc, 'project').toString()).toBe('Avant. et après Le répit des familles.');
  });

  test('F-36 an attribute set again and again offline, and kept for undoing, comes as one struct', () => {
    const text = givenText();
    const doc = text.peer(mine);
    const fragment = doc.getXmlFragment(textRoot('project'));
    const undo = new Y.UndoManager(fragment, { captureTimeout: 0 });
    fragment.push([new Y.XmlElement('heading')]);
    for (const level of [3, 4, 5, 3])
      (fragment.get(1) as Y.XmlElement).setAttribute('level', level as unknown as string);
    const update = syncStep2(doc, text.doc);
    expect(Y.decodeUpdate(update).structs.map(({ length }) => length)).toContain(3);
    expect(text.take(update, me).admission.kind).toBe('admitted');
    undo.undo();
    expect(text.take(syncStep2(doc, text.doc), me).admission.kind).toBe('admitted');
    expect((text.doc.getXmlFragment(textRoot('project')).get(1) as Y.XmlElement).getAttribute('level')).toBe(5);
  });

  test("undoing one's own deletion brings the words back", () => {
    const text = givenText();
    const doc = text.peer(mine);
    const undo = new Y.UndoManager(doc.getXmlFragment(textRoot('project')));
    const take = (change: () => void) => text.take(editOf(doc, change), me).admission.kind;
    expect(take(() => doc.getXmlFragment(textRoot('project')).delete(0, 1))).toBe('admitted');
    expect(take(() => undo.undo())).toBe('admitted');
    expect(textIn(text.doc, 'project').toString()).toBe('Le répit des familles.');
  });
});

test('F-32 F-36 whatever honest people do at the same time, on and off line, is admitted, all end with one text, and opening it writes nothing', () => {
  fc.assert(
    fc.property(convergence, ({ play }) => {
      const { refusals, texts, rewritten } = play();
      expect(refusals).toEqual([]);
      expect(rewritten).toEqual([]);
      expect(new Set(texts).size).toBe(1);
    }),
    { numRuns: 150 },
  );
});
