/**
 * Random work of several honest people on one guarded text: typing, cutting, formatting, splitting, undoing, on and off
 * line. What Yjs itself sends back after a remote change is sent too, as a provider would.
 */
import { type SectionId, textRoot } from '@entente/shared/sections/sections';
import { textSchema } from '@entente/shared/text/schema';
import { initProseMirrorDoc } from '@tiptap/y-tiptap';
import fc from 'fast-check';
import * as Y from 'yjs';
import { type GuardedText, givenText, syncStep2 } from './guarded-text.ts';
import { edits } from './random-edits.ts';

const sections = ['project', 'budget'] as const satisfies readonly SectionId[];

type Step = {
  readonly who: number;
  readonly what: (typeof deeds)[number];
  readonly section: SectionId;
  /** Chooses a place, as a share of what there is. */
  readonly at: number;
  readonly more: number;
};

const deeds = [
  'type',
  'type',
  'type',
  'cut',
  'bold',
  'plain',
  'link',
  'paragraph',
  'line',
  'split',
  'erase',
  'heading',
  'level',
  'list',
  'undo',
  'redo',
  'leave',
  'return',
  'hear',
  'hear',
] as const;

const share = fc.double({ min: 0, max: 0.999, noNaN: true });
const step = (people: number): fc.Arbitrary<Step> =>
  fc.record({
    who: fc.integer({ min: 0, max: people - 1 }),
    what: fc.constantFrom(...deeds),
    section: fc.constantFrom(...sections),
    at: share,
    more: share,
  });

type Outcome = {
  readonly refusals: string[];
  readonly texts: string[];
  /** Sections in which opening the result in an editor would write: its schema forbids something in them. */
  readonly rewritten: string[];
};

/** A story of three people; `play` runs it and says who was refused what, and what each reads in the end. */
export const convergence: fc.Arbitrary<{ play: () => Outcome }> = fc
  .array(step(3), { minLength: 5, maxLength: 60 })
  .map((steps) => ({ play: () => playAll(steps), toString: () => JSON.stringify(steps) }));

function playAll(steps: readonly Step[]): Outcome {
  const text = givenText();
  const refusals: string[] = [];
  const peers: Peer[] = [];
  const send = (from: Peer, update: Uint8Array) => {
    const { admission, sent } = text.take(update, from.person);
    if (admission.kind === 'refused') refusals.push(`${from.person}: ${admission.code} in ${admission.section}`);
    // What the server tidied goes to the sender too: Yjs tidies after remote changes only, so it did not do it itself.
    for (const peer of peers) peer.inbox.push(...(peer === from ? sent.slice(1) : sent));
  };
  for (const person of [1, 2, 3]) peers.push(new Peer(person, text, send));
  for (const { who, ...deed } of steps) peers[who]?.does(deed);
  for (const peer of peers) peer.returns();
  for (let round = 0; round < 5; round++) for (const peer of peers) peer.hears();
  return {
    refusals,
    texts: [text.doc, ...peers.map(({ doc }) => doc)].map(wordsOf),
    rewritten: sections.filter((section) => isRewrittenByOpening(text.peer(901), section)),
  };
}

/** What the editor binding does when a page opens: it deletes, for everyone, whatever the schema refuses. */
function isRewrittenByOpening(doc: Y.Doc, section: SectionId): boolean {
  let isRewritten = false;
  doc.on('update', () => {
    isRewritten = true;
  });
  initProseMirrorDoc(doc.getXmlFragment(textRoot(section)), textSchema);
  return isRewritten;
}

function wordsOf(doc: Y.Doc): string {
  return sections.map((section) => doc.getXmlFragment(textRoot(section)).toString()).join('\n');
}

class Peer {
  readonly person: number;
  readonly doc: Y.Doc;
  readonly inbox: Uint8Array[] = [];
  readonly #text: GuardedText;
  readonly #send: (from: Peer, update: Uint8Array) => void;
  readonly #undo: ReadonlyMap<SectionId, Y.UndoManager>;
  #isOnline = true;

  constructor(person: number, text: GuardedText, send: (from: Peer, update: Uint8Array) => void) {
    this.person = person;
    this.doc = text.peer(person * 100 + 1);
    this.#text = text;
    this.#send = send;
    this.#undo = new Map(
      sections.map((section) => [
        section,
        new Y.UndoManager(this.doc.getXmlFragment(textRoot(section)), {
          captureTimeout: 0,
          trackedOrigins: new Set(['mine']),
        }),
      ]),
    );
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server' && this.#isOnline) this.#send(this, update);
    });
  }

  /** What was sent meanwhile, in one frame or in several. */
  hears(asOne = false): void {
    const updates = this.inbox.splice(0);
    const frames = asOne && updates.length > 1 ? [Y.mergeUpdates(updates)] : updates;
    for (const update of frames) Y.applyUpdate(this.doc, update, 'server');
  }

  returns(): void {
    if (this.#isOnline) return;
    this.inbox.length = 0;
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(this.#text.doc, Y.encodeStateVector(this.doc)), 'server');
    this.#isOnline = true;
    this.#send(this, syncStep2(this.doc, this.#text.doc));
  }

  does({ what, section, at, more }: Omit<Step, 'who'>): void {
    if (what === 'undo' || what === 'redo') {
      this.#undo.get(section)?.[what]();
    } else if (what === 'leave') this.#isOnline = false;
    else if (what === 'return') this.returns();
    else if (what === 'hear') {
      if (this.#isOnline) this.hears(more > 0.5);
    } else this.doc.transact(() => edits[what](this.doc, section, [at, more]), 'mine');
  }
}
