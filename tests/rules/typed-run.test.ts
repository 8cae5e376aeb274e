import { continues, type TypedRun, typedRun, updateOfRuns } from '@entente/shared/text/typed-run';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

/** A text of its own and the updates that each edit of it made. */
function typist(clientId = 7) {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  return { doc, text: doc.getText('words'), updates };
}

function runOf(update: Uint8Array | undefined): TypedRun {
  const run = update && typedRun(update);
  if (!run) throw new Error('not a run');
  return run;
}

describe('letters typed one after the other', () => {
  it('are read as Yjs wrote them', () => {
    const { text, updates } = typist(4_000_000_000);
    text.insert(0, 'ab');
    text.insert(1, 'é…x');
    expect(runOf(updates[1])).toMatchObject({
      client: 4_000_000_000,
      clock: 2,
      length: 3,
      origin: { client: 4_000_000_000, clock: 0 },
      right: { client: 4_000_000_000, clock: 1 },
    });
  });

  it('are one update, which leaves every replica with the same text and the same clock', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'é', '…', ' ', 'zz'), { minLength: 2 }), (letters) => {
        const { doc, text, updates } = typist();
        text.insert(0, '[]');
        let at = 1;
        for (const letter of letters) {
          text.insert(at, letter);
          at += letter.length;
        }
        const [first, ...typed] = updates as [Uint8Array, ...Uint8Array[]];
        const runs = typed.map(runOf) as [TypedRun, ...TypedRun[]];
        runs.slice(1).every((run, index) => expect(continues(runs[index] as TypedRun, run)).toBe(true));
        const replica = new Y.Doc();
        Y.applyUpdate(replica, first);
        Y.applyUpdate(replica, updateOfRuns(runs));
        expect(replica.getText('words').toString()).toBe(text.toString());
        expect(Y.encodeStateAsUpdate(replica)).toEqual(Y.encodeStateAsUpdate(doc));
      }),
    );
  });

  it('go on only in the same place, without a gap, and by the same page', () => {
    const { text, updates } = typist();
    text.insert(0, 'ab');
    text.insert(1, 'x');
    text.insert(2, 'y');
    text.insert(0, 'z');
    text.insert(3, 'w');
    const run = (index: number) => runOf(updates[index]);
    expect(continues(run(1), run(2))).toBe(true);
    expect(continues(run(2), run(1))).toBe(false);
    expect(typedRun(updates[3] as Uint8Array)).toBeUndefined();
    expect(continues(run(2), run(4))).toBe(false);
    const other = typist(8);
    Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(typistOf('ab')));
    other.updates.length = 0;
    other.text.insert(1, 'x');
    expect(continues(run(1), runOf(other.updates[0]))).toBe(false);
  });

  it('are nothing else: no deletion, no formatting, no first letter of a text, no emoji, no bytes that end early or late', () => {
    const { text, updates } = typist();
    text.insert(0, 'a');
    text.insert(1, '🙂');
    text.insert(1, 'b');
    text.delete(0, 1);
    text.format(0, 1, { bold: {} });
    expect(updates.map((update) => typedRun(update) !== undefined)).toEqual([false, false, true, false, false]);
    const typed = updates[2] as Uint8Array;
    for (let length = 0; length < typed.length; length++) expect(typedRun(typed.subarray(0, length))).toBeUndefined();
    expect(typedRun(Uint8Array.of(...typed, 0))).toBeUndefined();
  });

  it('are not read out of letters that are cut in two', () => {
    const { text, updates } = typist();
    text.insert(0, 'a');
    text.insert(1, 'é');
    const bytes = updates[1] as Uint8Array;
    const half = Uint8Array.of(...bytes.subarray(0, -4), 1, 0xc3, 0);
    expect(typedRun(bytes)).toBeDefined();
    expect(typedRun(half)).toBeUndefined();
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const run = typedRun(Uint8Array.of(1, 1, ...bytes));
        // What is taken for a run, Yjs reads the same way.
        if (run) expect(Y.decodeUpdate(Uint8Array.of(1, 1, ...bytes)).structs[0]?.length).toBe(run.length);
      }),
      { numRuns: 2_000 },
    );
  });
});

function typistOf(words: string): Y.Doc {
  const { doc, text } = typist();
  text.insert(0, words);
  return doc;
}
