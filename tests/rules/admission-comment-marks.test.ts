import { textRoot } from '@entente/shared/sections/sections';
import { commentKey } from '@entente/shared/text/admission/comment-key';
import { serverClientId } from '@entente/shared/text/server-client-id';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { editOf, GuardedText, givenText, textIn } from '../support/guarded-text.ts';
import { deletionsOf } from '../support/hand-built.ts';
import { edits } from '../support/random-edits.ts';

/** `clientID`s below 200 are the first person's, below 300 the second's. */
const [mine, theirs] = [101, 201];
const [me, other] = [1, 2];
const thread = '6f6c3a52-7c0f-4c39-9f6b-3f3f0d6f3f11';
const key = commentKey(thread);
const marked = { [key]: { thread } };
const known = { threads: [thread] };
const [from, length] = [3, 5];

let text: GuardedText;

/** « Le [répit] des familles. »: the server marked the words in brackets. */
beforeEach(() => {
  text = givenText('Le répit des familles.');
  const reader = text.doc.clientID;
  text.doc.clientID = serverClientId;
  textIn(text.doc, 'project').format(from, length, marked);
  text.doc.clientID = reader;
});

function judged(update: Uint8Array) {
  const admission = text.judge(update, me, known);
  return admission.kind === 'refused' ? [admission.code, admission.section] : admission.kind;
}

/** The words of the first paragraph that bear the thread. */
function commented(doc: Y.Doc): string {
  const parts = textIn(doc, 'project').toDelta() as { insert: string; attributes?: object }[];
  return parts.map(({ insert, attributes }) => (attributes && key in attributes ? insert : '')).join('');
}

/** A page whose person can undo: `does` gives the update that a change makes, an undo as well. */
function pageOf(clientId: number) {
  const doc = text.peer(clientId);
  const undo = new Y.UndoManager(doc.getXmlFragment(textRoot('project')), {
    captureTimeout: 0,
    trackedOrigins: new Set(['mine']),
  });
  const does = (act: () => void) => {
    const updates: Uint8Array[] = [];
    const collect = (update: Uint8Array) => updates.push(update);
    doc.on('update', collect);
    act();
    doc.off('update', collect);
    return Y.mergeUpdates(updates);
  };
  const edit = (change: () => void) => does(() => doc.transact(change, 'mine'));
  const hear = () => Y.applyUpdate(doc, Y.encodeStateAsUpdate(text.doc), 'server');
  return { doc, undo: () => does(() => undo.undo()), redo: () => does(() => undo.redo()), edit, hear };
}

/** Somebody types in the first paragraph, and has not heard of anything since `doc`. */
function othersType(doc: Y.Doc, at: number, words: string): void {
  const update = editOf(doc, () => textIn(doc, 'project').insert(at, words));
  expect(text.take(update, other, known).admission.kind).toBe('admitted');
}

/** The server's mark of the beginning or the end of the commented words. */
function serversMark(which: 'beginning' | 'end'): Y.ID {
  for (let item = textIn(text.doc, 'project')._start; item !== null; item = item.right) {
    if (item.content instanceof Y.ContentFormat && (item.content.value === null) === (which === 'end')) return item.id;
  }
  throw new Error('there is no mark');
}

describe('a thread put over words that did not bear it is refused', () => {
  test('by a mark', () => {
    const doc = text.peer(mine);
    expect(judged(editOf(doc, () => textIn(doc, 'project').format(9, 5, marked)))).toEqual(['comment-mark', 'project']);
  });

  test('by a mark of an unknown thread, or one under another name', () => {
    const unknown = 'another thread';
    for (const forged of [{ [commentKey(unknown)]: { thread: unknown } }, { 'comment--AAAAAAAA': { thread } }]) {
      const doc = text.peer(mine);
      const update = editOf(doc, () => textIn(doc, 'budget').insert(0, 'x', forged));
      expect(judged(update)).toEqual(['comment-mark', 'budget']);
    }
  });

  test('by deleting the end of one; deleting its beginning puts nothing over anything', () => {
    const [beginning, end] = [serversMark('beginning'), serversMark('end')];
    const at = ({ clock }: Y.ID) => [{ clock, length: 1 }];
    expect(judged(deletionsOf(serverClientId, at(end)))).toEqual(['comment-mark', 'project']);
    expect(judged(deletionsOf(serverClientId, at(beginning)))).toBe('admitted');
  });

  test('by an author who claims to know only the words that others replaced', () => {
    const [forger, writer] = [text.peer(mine), text.peer(theirs)];
    const replaced = editOf(writer, () => {
      textIn(writer, 'project').insert(10, 'e nos ');
      textIn(writer, 'project').delete(16, 2);
      textIn(writer, 'project').delete(9, 1);
    });
    expect(text.take(replaced, other, known).admission.kind).toBe('admitted');
    const update = editOf(forger, () => textIn(forger, 'project').format(9, 3, marked));
    expect(judged(update)).toEqual(['comment-mark', 'project']);
  });

  test('by marks that came deleted, and are written again', () => {
    const { doc, edit, undo, redo } = pageOf(mine);
    const both = [edit(() => textIn(doc, 'project').format(9, 5, marked)), undo()];
    expect(text.take(Y.mergeUpdates(both), me, known).admission.kind).toBe('admitted');
    expect(judged(redo())).toEqual(['comment-mark', 'project']);
  });
});

describe('honest work on commented words is admitted', () => {
  test('splitting the paragraph takes the mark along', () => {
    const doc = text.peer(mine);
    const update = editOf(doc, () => edits.split(doc, 'project', [0, 5.5 / 22]));
    expect(text.take(update, me, known).admission.kind).toBe('admitted');
    expect(textIn(text.doc, 'project', 1).toDelta()[0]).toEqual({ insert: 'pit', attributes: marked });
  });

  test('typing inside the range, with the mark opened again behind the new words', () => {
    const doc = text.peer(mine);
    expect(judged(editOf(doc, () => textIn(doc, 'project').insert(5, ' libre ', { bold: {} })))).toBe('admitted');
  });

  test('deleting the paragraph, or the commented words', () => {
    const [doc, again] = [text.peer(mine), text.peer(mine)];
    expect(judged(editOf(doc, () => doc.getXmlFragment(textRoot('project')).delete(0, 1)))).toBe('admitted');
    expect(judged(editOf(again, () => textIn(again, 'project').delete(from, length)))).toBe('admitted');
  });

  const undone = {
    split: (doc: Y.Doc) => edits.split(doc, 'project', [0, (from + 0.5) / 22]),
    deletion: (doc: Y.Doc) => textIn(doc, 'project').delete(from, length),
  };

  test.each([
    ['split', 'heard of it'],
    ['split', 'did not hear of it'],
    ['deletion', 'heard of it'],
    ['deletion', 'did not hear of it'],
  ] as const)('undoing the %s of commented words while others typed among them, by a page that %s', (what, heard) => {
    const [writer, { doc, edit, undo, hear }] = [text.peer(theirs), pageOf(mine)];
    expect(
      text.take(
        edit(() => undone[what](doc)),
        me,
        known,
      ).admission.kind,
    ).toBe('admitted');
    othersType(writer, 5, 'xx');
    expect(commented(text.doc)).toBe('');
    if (heard === 'heard of it') hear();
    const update = undo();
    // The server may have been started again meanwhile.
    const loaded = new GuardedText();
    Y.applyUpdate(loaded.doc, Y.encodeStateAsUpdate(text.doc));
    for (const one of [loaded, text]) {
      expect(one.take(update, me, known).admission.kind).toBe('admitted');
      expect([...commented(one.doc)].sort().join('')).toBe('iprtxxé');
    }
  });

  test.each([true, false])(
    'undoing the move of a commented paragraph in which others typed (heard of it: %s)',
    (heard) => {
      const [writer, { doc, edit, undo, hear }] = [text.peer(theirs), pageOf(mine)];
      othersType(writer, 5, 'xx');
      const moved = edit(() => {
        const words = textIn(doc, 'project').toDelta();
        const section = doc.getXmlFragment(textRoot('project'));
        section.delete(0, 1);
        const [paragraph, run] = [new Y.XmlElement('paragraph'), new Y.XmlText()];
        paragraph.insert(0, [run]);
        section.push([paragraph]);
        run.applyDelta(words);
      });
      expect(text.take(moved, me, known).admission.kind).toBe('admitted');
      if (heard) hear();
      expect(text.take(undo(), me, known).admission.kind).toBe('admitted');
    },
  );
});

test('one honest undo is refused: others typed before the first mark meanwhile, and a forger writes the same bytes', () => {
  const deletes = ({ doc, edit }: ReturnType<typeof pageOf>) => edit(() => textIn(doc, 'project').delete(from, length));
  const [writer, honest, stale] = [text.peer(theirs), pageOf(mine), pageOf(mine)];
  expect(text.take(deletes(honest), me, known).admission.kind).toBe('admitted');
  othersType(writer, from, 'xx');
  const undone = honest.undo();
  expect(judged(undone)).toEqual(['comment-mark', 'project']);
  // Their words stand where the comment never lay, and would come under it.
  const reader = text.peer(901);
  expect(textIn(reader, 'project').toString()).toBe('Le xx des familles.');
  Y.applyUpdate(reader, undone);
  expect(commented(reader)).toContain('xx');
  // Who has read them writes that in a copy from before they came: what somebody knew is not in the bytes.
  deletes(stale);
  expect(stale.undo()).toEqual(undone);
});
