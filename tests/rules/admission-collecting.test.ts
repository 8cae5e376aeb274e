/**
 * Yjs throws where it collects what was deleted, when an attribute's earlier value is still alive in it. A text in which that
 * can happen could not be cleaned, sent or loaded by anybody any more.
 */
import { textRoot } from '@entente/shared/sections/sections';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { GuardedText } from '../support/guarded-text.ts';
import { element, handBuilt, run, words } from '../support/hand-built.ts';

const [mine, theirs] = [100, 200];
const [me, they] = [1, 2];

const project = textRoot('project');
/** A heading (0) with words (2 to 6). */
const heading = [
  { parent: project, content: element('heading') },
  { parent: [mine, 0] as const, content: run() },
  { parent: [mine, 1] as const, content: words('Titre') },
];

describe('F-29 an attribute with several values in one struct', () => {
  const levels = { parent: [mine, 0] as const, key: 'level', content: new Y.ContentAny([3, 4]) };
  const structs = [{ parent: project, content: element('heading') }, levels];

  test.each([
    ['all alive', []],
    ['the first one deleted', [{ client: mine, clock: 1, length: 1 }]],
    ['the last one deleted', [{ client: mine, clock: 2, length: 1 }]],
  ])('%s: refused, for nobody could delete the heading any more', (_what, deletions) => {
    const text = new GuardedText();
    expect(text.judge(handBuilt([{ client: mine, clock: 0, structs }], deletions), me)).toMatchObject({
      kind: 'refused',
      code: 'malformed',
      section: 'project',
    });
  });

  test('all of them deleted, as an editor leaves them that keeps what can be undone: admitted, and others delete it', () => {
    const text = new GuardedText();
    const update = handBuilt([{ client: mine, clock: 0, structs }], [{ client: mine, clock: 1, length: 2 }]);
    expect(text.take(update, me).admission.kind).toBe('admitted');
    const page = text.peer(theirs);
    const before = Y.encodeStateVector(page);
    page.getXmlFragment(project).delete(0, 1);
    expect(text.take(Y.encodeStateAsUpdate(page, before), they).admission.kind).toBe('admitted');
    expect(text.doc.getXmlFragment(project).length).toBe(0);
  });
});

test('F-29 what comes into something deleted is garbage on every page, also where both come in one update', () => {
  const text = new GuardedText();
  const sent: Uint8Array[] = [];
  const take = (update: Uint8Array) => {
    const { admission } = text.take(update, me);
    if (admission.kind !== 'admitted') throw new Error(`not admitted: ${admission.kind}`);
    // What goes to the log and to every page.
    sent.push(admission.remainder);
  };
  take(handBuilt([{ client: mine, clock: 0, structs: heading }]));
  const page = text.peer(theirs);
  const logged = sent.splice(0);
  take(handBuilt([], [{ client: mine, clock: 0, length: 7 }]));
  // A word as an attribute, and another one that cuts it in two.
  take(
    handBuilt([
      {
        client: mine,
        clock: 7,
        structs: [
          { parent: [mine, 0], key: 'level', content: words('abcd') },
          { rightOrigin: [mine, 9], content: words('efgh') },
        ],
      },
    ]),
  );
  Y.applyUpdate(page, Y.mergeUpdates(sent));
  expect(page.getXmlFragment(project).length).toBe(0);
  const loaded = new Y.Doc();
  Y.applyUpdate(loaded, Y.mergeUpdates([...logged, ...sent]));
  expect(Y.encodeStateVector(loaded)).toEqual(Y.encodeStateVector(text.doc));
  expect(loaded.getXmlFragment(project).length).toBe(0);
});
