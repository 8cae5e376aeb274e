/**
 * APP-2, F-30: a struct that names neighbours which never followed each other stands in one place on the pages that are
 * open and in another on those that open later, with equal state vectors: people would sign another text than they read.
 */
import { textRoot } from '@entente/shared/sections/sections';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { editOf, type GuardedText, givenText, textIn } from '../support/guarded-text.ts';
import { handBuilt, type Id, idOfType, words } from '../support/hand-built.ts';

const mine = 101;
const me = 1;

/** The letters of the run that the attacks aim at; `null` before the first and after the last. */
function lettersOf(text: GuardedText): Id[] {
  const letters: Id[] = [];
  for (let item = textIn(text.doc, 'values')._start; item !== null; item = item.right) {
    for (let unit = 0; unit < item.length; unit++) letters.push([item.id.client, item.id.clock + unit]);
  }
  return letters;
}

type Letter = { readonly letter: string; readonly left: Id | undefined; readonly right: Id | undefined };

function forged(text: GuardedText, [client, clock]: Id, letters: readonly Letter[]): Uint8Array {
  const parent = idOfType(textIn(text.doc, 'values'));
  const structs = letters.map(({ letter, left, right }) => ({
    content: words(letter),
    ...(left ? { origin: left } : {}),
    ...(right ? { rightOrigin: right } : {}),
    ...(left || right ? {} : { parent }),
  }));
  return handBuilt([{ client, clock, structs }]);
}

function verdict(text: GuardedText, left: Id | undefined, right: Id | undefined): string {
  const admission = text.judge(forged(text, [mine, 0], [{ letter: 'x', left, right }]), me);
  return admission.kind === 'refused' ? admission.code : admission.kind;
}

describe('F-30 APP-2 neighbours that never followed each other', () => {
  test('a right neighbour that stands to the left, or is the left one itself, is refused', () => {
    const text = givenText('abc');
    const [a, b, c] = lettersOf(text);
    expect(verdict(text, b, a)).toBe('malformed');
    expect(verdict(text, c, a)).toBe('malformed');
    expect(verdict(text, b, b)).toBe('malformed');
  });

  test('neighbours between which one of them was written are refused', () => {
    const text = givenText('abc');
    const [a, b, c] = lettersOf(text);
    expect(verdict(text, a, c)).toBe('malformed');
    expect(verdict(text, undefined, b)).toBe('malformed');
    const peer = text.peer(201);
    text.take(
      editOf(peer, () => textIn(peer, 'values').insert(2, 'x')),
      2,
    );
    const x = lettersOf(text)[2];
    expect(verdict(text, x, undefined)).toBe('malformed');
  });

  test('neighbours that follow each other, or did before others typed between them, are admitted', () => {
    const text = givenText('abc');
    const [a, b, c] = lettersOf(text);
    const peer = text.peer(201);
    text.take(
      editOf(peer, () => textIn(peer, 'values').insert(1, 'xyz')),
      2,
    );
    const pairs = [
      [undefined, a],
      [a, b],
      [b, c],
      [c, undefined],
    ] as const;
    for (const [left, right] of pairs) expect(verdict(text, left, right)).toBe('admitted');
  });

  test('among structs of the same update as well', () => {
    const text = givenText('abc');
    const [a, b] = lettersOf(text);
    const first: Letter = { letter: 'x', left: a, right: b };
    const judged = (letter: Omit<Letter, 'letter'>) =>
      text.judge(forged(text, [mine, 0], [first, { letter: 'y', ...letter }]), me);
    expect(judged({ left: [mine, 0], right: b }).kind).toBe('admitted');
    expect(judged({ left: a, right: [mine, 0] }).kind).toBe('admitted');
    expect(judged({ left: [mine, 0], right: a })).toMatchObject({ code: 'malformed' });
    expect(judged({ left: [mine, 0], right: undefined })).toMatchObject({ code: 'malformed' });
    expect(judged({ left: b, right: [mine, 0] })).toMatchObject({ code: 'malformed' });
  });

  test('F-34 one that was collected and one that still stands: garbage here, words on a page that hears of both at once', () => {
    const text = givenText('abc');
    const [, , c] = lettersOf(text);
    const peer = text.peer(201);
    const typed = editOf(peer, () => peer.getXmlFragment(textRoot('values')).push([new Y.XmlElement('paragraph')]));
    const run: Id = [201, Y.getState(peer.store, 201)];
    const inIt = editOf(peer, () =>
      (peer.getXmlFragment(textRoot('values')).get(1) as Y.XmlElement).push([new Y.XmlText('x')]),
    );
    const deleted = editOf(peer, () => peer.getXmlFragment(textRoot('values')).delete(1, 1));
    for (const update of [typed, inIt, deleted]) expect(text.take(update, 2).admission.kind).toBe('admitted');
    expect(verdict(text, c, run)).toBe('malformed');
    expect(verdict(text, run, c)).toBe('malformed');
    expect(verdict(text, run, undefined)).toBe('admitted');
    // What it would have done to a page that was away:
    const odd = forged(text, [mine, 0], [{ letter: 'y', left: c, right: run }]);
    const page = givenText('abc').peer(901);
    Y.applyUpdate(page, Y.mergeUpdates([typed, inIt, odd, deleted]));
    Y.applyUpdate(text.doc, odd);
    expect(textIn(page, 'values').toString()).toBe('abcy');
    expect(textIn(text.doc, 'values').toString()).toBe('abc');
  });

  test('an update that would have the server walk too far is refused', () => {
    const text = givenText('ab');
    const [left, right] = lettersOf(text);
    const peer = text.peer(99);
    const typing = editOf(peer, () => {
      for (let letter = 0; letter < 2_000; letter++) textIn(peer, 'values').insert(1, 'z');
    });
    text.take(typing, 0);
    const across = (times: number) => {
      const letters = Array.from({ length: times }, () => ({ letter: 'x', left, right }));
      return text.judge(forged(text, [mine, 0], letters), me);
    };
    expect(across(10).kind).toBe('admitted');
    expect(across(3_000)).toMatchObject({ code: 'too-large' });
  });

  test('one honest undo names its own left neighbour as the right one: refused, for pages would show it in different places', () => {
    const text = givenText('abc');
    const author = text.peer(mine);
    const section = author.getXmlFragment(textRoot('budget'));
    const undo = new Y.UndoManager(section, { captureTimeout: 0, trackedOrigins: new Set(['typed']) });
    const codes: string[] = [];
    author.on('update', (update: Uint8Array) => {
      const { admission } = text.take(update, me);
      codes.push(admission.kind === 'refused' ? admission.code : admission.kind);
    });
    author.transact(() => textIn(author, 'budget').delete(0, 3), 'typed');
    undo.undo();
    author.transact(() => textIn(author, 'budget').format(0, 1, { bold: {} }), 'typed');
    author.transact(() => section.delete(0, 1), 'typed');
    undo.undo();
    expect(codes).toEqual(['admitted', 'admitted', 'admitted', 'admitted', 'malformed']);

    const [, b, c] = lettersOf(text);
    const odd = forged(text, [102, 0], [{ letter: 'x', left: c, right: c }]);
    const between = forged(text, [201, 0], [{ letter: 'y', left: b, right: c }]);
    const [one, other] = [text.peer(901), text.peer(902)];
    for (const update of [odd, between]) Y.applyUpdate(one, update);
    for (const update of [between, odd]) Y.applyUpdate(other, update);
    expect(Y.encodeStateVector(one)).toEqual(Y.encodeStateVector(other));
    expect(textIn(one, 'values').toString()).toBe('abyxc');
    expect(textIn(other, 'values').toString()).toBe('abycx');
  });

  test('whatever is admitted of random pairs, a page that was open and one that opens now show the same', () => {
    const random = randomNumbers(20_261_123);
    let admitted = 0;
    for (let round = 0; round < 300; round++) {
      const text = givenText('abc');
      const clocks = new Map<number, number>();
      for (let step = 0; step < 8; step++) {
        const letters = lettersOf(text);
        const client = 1 + random(4);
        const id: Id = [client * 100 + 1, clocks.get(client) ?? 0];
        const pair = { left: letters[random(letters.length + 1) - 1], right: letters[random(letters.length + 1)] };
        const structs = [{ letter: 'x', ...pair }];
        if (random(3) === 0) structs.push({ letter: 'y', left: id, right: letters[random(letters.length + 1)] });
        if (text.take(forged(text, id, structs), client).admission.kind !== 'admitted') continue;
        admitted += 1;
        clocks.set(client, id[1] + structs.length);
      }
      const opened = new Y.Doc();
      Y.applyUpdate(opened, Y.encodeStateAsUpdate(text.doc));
      expect(namesIn(opened)).toEqual(namesIn(text.doc));
    }
    expect(admitted).toBeGreaterThan(300);
  });
});

/** The order of the letters, by identifier: equal letters are told apart. */
function namesIn(doc: Y.Doc): string[] {
  const names: string[] = [];
  doc.getXmlFragment(textRoot('values'));
  for (let item = textIn(doc, 'values')._start; item !== null; item = item.right) {
    for (let unit = 0; unit < item.length; unit++) names.push(`${item.id.client}:${item.id.clock + unit}`);
  }
  return names;
}

/** Whole numbers below a bound, the same ones in every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >>> 12) % below;
  };
}
