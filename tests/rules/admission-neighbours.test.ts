/**
 * APP-2, F-30: a struct that names certain neighbours which never followed each other stands in one place on the pages that
 * are open and in another on those that open later, with equal state vectors: people would sign another text than they read.
 */
import { textRoot } from '@entente/shared/sections/sections';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Chance } from '../support/chance.ts';
import { editOf, type GuardedText, givenText, textIn } from '../support/guarded-text.ts';
import { handBuilt, type Id, idOfType, lettersIn, words } from '../support/hand-built.ts';

const mine = 101;
const me = 1;

/** The letters of the run that the attacks aim at; `null` before the first and after the last. */
function lettersOf({ doc }: Pick<GuardedText, 'doc'>): Id[] {
  return lettersIn(textIn(doc, 'values'));
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

  test('a right neighbour that was written behind what a lower identifier wrote at the left one is refused', () => {
    const text = givenText('abc');
    const [a, b, c] = lettersOf(text);
    expect(verdict(text, a, c)).toBe('malformed');
    expect(verdict(text, undefined, b)).toBe('malformed');
  });

  test('a right neighbour further off that hides nothing is admitted: a page that brings back a paragraph may name it', () => {
    const text = givenText('abc');
    const [a, b, c] = lettersOf(text);
    const own: Letter[] = ['x', 'y', 'z'].map((letter, at) => ({ letter, left: at ? [mine, at - 1] : a, right: b }));
    expect(text.take(forged(text, [mine, 0], own), me).admission.kind).toBe('admitted');
    const next: Id = [mine, 3];
    const judged = (pair: Omit<Letter, 'letter'>) =>
      text.judge(forged(text, next, [{ letter: 'w', ...pair }]), me).kind;
    // Between `a` and `z` stands what the same page wrote; behind `x`, which was written before `b`, nothing that goes on.
    expect(judged({ left: a, right: [mine, 2] })).toBe('admitted');
    expect(judged({ left: [mine, 0], right: undefined })).toBe('admitted');
    expect(judged({ left: [mine, 0], right: c })).toBe('admitted');
    // No page can have both in one struct.
    expect(judged({ left: b, right: [mine, 1] })).toBe('admitted');
    expect(judged({ left: [mine, 2], right: [mine, 1] })).toBe('refused');
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
    expect(judged({ left: [mine, 0], right: undefined }).kind).toBe('admitted');
    expect(judged({ left: [mine, 0], right: [mine, 0] })).toMatchObject({ code: 'malformed' });
    expect(judged({ left: b, right: a })).toMatchObject({ code: 'malformed' });
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

  test('whatever is admitted of random pairs, pages that heard it in any order and one that opens now show the same', () => {
    const chance = new Chance(20_261_123);
    let admitted = 0;
    for (let round = 0; round < 300; round++) {
      const story = new PairStory(chance);
      for (let step = 0; step < 10; step++) story.step();
      admitted += story.log.length;
      expect(story.inAnyOrder()).toEqual(Array.from({ length: 4 }, () => namesIn(story.text.doc)));
    }
    expect(admitted).toBeGreaterThan(1_000);
  });
});

/** Four people whose pages name any two neighbours there are, and delete. */
class PairStory {
  readonly text = givenText('abc');
  readonly log: Uint8Array[] = [];
  readonly #clocks = new Map<number, number>();
  readonly #chance: Chance;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  step(): void {
    const letters = lettersOf(this.text);
    const person = this.#chance.between(1, 4);
    if (this.#chance.happens(0.1)) {
      const page = this.text.peer(person * 100 + 50);
      const words = textIn(page, 'values');
      if (words.length > 0)
        this.#take(
          editOf(page, () => words.delete(this.#chance.below(words.length), 1)),
          person,
        );
      return;
    }
    const id: Id = [person * 100 + 1, this.#clocks.get(person) ?? 0];
    const any = () => this.#chance.pick([undefined, ...letters]);
    const structs: Letter[] = [{ letter: 'x', left: any(), right: any() }];
    if (this.#chance.happens(0.3)) structs.push({ letter: 'y', left: id, right: any() });
    if (this.#take(forged(this.text, id, structs), person)) this.#clocks.set(person, id[1] + structs.length);
  }

  #take(update: Uint8Array, person: number): boolean {
    const isAdmitted = this.text.take(update, person).admission.kind === 'admitted';
    if (isAdmitted) this.log.push(update);
    return isAdmitted;
  }

  /** What a page reads that opens now, and pages that heard all of it in another order, each after what it leans on. */
  inAnyOrder(): string[][] {
    const opened = new Y.Doc();
    Y.applyUpdate(opened, Y.encodeStateAsUpdate(this.text.doc));
    const open = [901, 902, 903].map((clientId) => {
      const page = givenText('abc').peer(clientId);
      const left = [...this.log];
      while (left.length > 0) {
        const ready = left.filter((update) => isComplete(page, update));
        const next = this.#chance.pick(ready);
        left.splice(left.indexOf(next), 1);
        Y.applyUpdate(page, next);
      }
      return page;
    });
    return [opened, ...open].map(namesIn);
  }
}

/** True when the page has whatever the update leans on. */
function isComplete(page: Y.Doc, update: Uint8Array): boolean {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(page));
  Y.applyUpdate(copy, update);
  return copy.store.pendingStructs === null && copy.store.pendingDs === null;
}

/** The order of the letters, by identifier: equal letters are told apart. */
function namesIn(doc: Y.Doc): string[] {
  return lettersOf({ doc }).map(String);
}
