import { textRoot } from '@entente/shared/sections/sections';
import { textFactsOf } from '@entente/shared/text/digest';
import { ReplicaWatch } from '@entente/shared/text/replica-watch';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

/** A replica under watch; its steps are run by hand, its unsent words counted by hand. */
class Replica {
  readonly doc = new Y.Doc();
  readonly diverged: string[] = [];
  unsent = false;
  readonly #steps: (() => void)[] = [];
  readonly watch = new ReplicaWatch({
    doc: this.doc,
    hasUnsent: () => this.unsent,
    later: (step) => this.#steps.push(step),
    onDiverged: (mine) => this.diverged.push(mine),
  });

  steps(): number {
    let count = 0;
    for (let step = this.#steps.shift(); step; step = this.#steps.shift()) {
      step();
      count += 1;
    }
    return count;
  }

  oneStep(): void {
    this.#steps.shift()?.();
  }
}

function write(doc: Y.Doc, words: string): void {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(words)]);
  doc.getXmlFragment(textRoot('project')).push([paragraph]);
}

function two(): { server: Y.Doc; replica: Replica; digest: () => string } {
  const server = new Y.Doc();
  const replica = new Replica();
  server.on('update', (update: Uint8Array) => Y.applyUpdate(replica.doc, update));
  write(server, 'Du répit.');
  return { server, replica, digest: () => textFactsOf(server).digest };
}

test('the same text is no divergence; another one is, told once with its digest', () => {
  const { replica, digest } = two();
  replica.watch.says(digest());
  replica.steps();
  expect(replica.diverged).toEqual([]);
  write(replica.doc, 'Que personne d’autre n’a.');
  replica.watch.says(digest());
  replica.steps();
  expect(replica.diverged).toEqual([textFactsOf(replica.doc).digest]);
  replica.watch.says(digest());
  replica.steps();
  expect(replica.diverged).toHaveLength(1);
});

test('a deletion that never arrived is found, though both count the same clocks', () => {
  const { server, replica, digest } = two();
  const lost = new Y.Doc();
  Y.applyUpdate(lost, Y.encodeStateAsUpdate(server));
  lost.getXmlFragment(textRoot('project')).delete(0, 1);
  expect(Y.encodeStateVector(lost)).toEqual(Y.encodeStateVector(replica.doc));
  replica.watch.says(textFactsOf(lost).digest);
  replica.steps();
  expect(replica.diverged).toHaveLength(1);
  expect(digest()).toBe(replica.diverged[0]);
});

test('while words are on their way nothing is compared, neither before nor while it reads', () => {
  const { replica } = two();
  replica.unsent = true;
  replica.watch.says('of another text');
  expect(replica.steps()).toBe(0);
  replica.unsent = false;
  replica.watch.says('of another text');
  replica.oneStep();
  replica.unsent = true;
  replica.steps();
  expect(replica.diverged).toEqual([]);
});

test('a word about a text that has changed since is not used: the next one is', () => {
  const { server, replica, digest } = two();
  replica.watch.says('of another text');
  replica.oneStep();
  write(server, 'Plus loin.');
  replica.steps();
  expect(replica.diverged).toEqual([]);
  replica.watch.says(digest());
  replica.steps();
  expect(replica.diverged).toEqual([]);
  replica.watch.says('of another text');
  replica.steps();
  expect(replica.diverged).toEqual([digest()]);
});

test('once every section was read, one that changed is compared at once', () => {
  const { server, replica, digest } = two();
  replica.watch.says(digest());
  expect(replica.steps()).toBeGreaterThan(0);
  write(server, 'Encore.');
  replica.watch.says('of another text');
  expect(replica.diverged).toEqual([digest()]);
});

test('a page that was left compares nothing any more', () => {
  const { replica } = two();
  replica.watch.says('of another text');
  replica.watch.close();
  replica.steps();
  expect(replica.diverged).toEqual([]);
});
