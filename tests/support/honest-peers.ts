/**
 * Random work of several honest people on one guarded text: typing, cutting, formatting, splitting, undoing, on and off
 * line. What Yjs itself sends back after a remote change is sent too, as a provider would.
 */
import { type SectionId, textRoot } from '@entente/shared/sections/sections';
import { textSchema } from '@entente/shared/text/schema';
import { initProseMirrorDoc } from '@tiptap/y-tiptap';
import fc from 'fast-check';
import * as Y from 'yjs';
import { appendParagraph, type GuardedText, givenText, syncStep2 } from './guarded-text.ts';

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

type Place = readonly [at: number, more: number];
type Edit = (doc: Y.Doc, section: SectionId, place: Place) => void;

const inWords =
  (edit: (words: Y.XmlText, from: number, length: number) => void): Edit =>
  (doc, section, [at, more]) => {
    const runs = runsOf(doc.getXmlFragment(textRoot(section)));
    const words = runs[Math.floor(at * runs.length)];
    if (!words) return;
    const from = Math.floor(more * words.length);
    edit(words, from, Math.min(words.length - from, 1 + Math.floor(at * 6)));
  };

const inBlocks =
  (edit: (fragment: Y.XmlFragment, index: number) => void): Edit =>
  (doc, section, [at]) => {
    const fragment = doc.getXmlFragment(textRoot(section));
    edit(fragment, Math.floor(at * fragment.length));
  };

const edits: Record<Exclude<Step['what'], 'undo' | 'redo' | 'leave' | 'return' | 'hear'>, Edit> = {
  type: inWords((words, from) => words.insert(from, 'mot ')),
  cut: inWords((words, from, length) => words.delete(from, length)),
  bold: inWords((words, from, length) => words.format(from, length, { bold: {} })),
  plain: inWords((words, from, length) => words.format(from, length, { bold: null, link: null })),
  link: inWords((words, from, length) => words.format(from, length, { link: { href: 'https://exemple.fr' } })),
  paragraph: (doc, section) => void appendParagraph(doc, section, 'Un paragraphe.'),
  split: inWords((words, from) => {
    const paragraph = words.parent;
    const holder = paragraph?.parent;
    if (!(paragraph instanceof Y.XmlElement && holder instanceof Y.XmlFragment)) return;
    const tail = new Y.XmlText();
    const next = new Y.XmlElement(paragraph.nodeName);
    const delta = tailOf(words, from);
    words.delete(from, words.length - from);
    next.insert(0, [tail]);
    holder.insertAfter(paragraph, [next]);
    tail.applyDelta(delta);
  }),
  erase: inBlocks((fragment, index) => {
    if (fragment.length > 0) fragment.delete(index, 1);
  }),
  heading: inBlocks((fragment, index) => {
    const heading = new Y.XmlElement('heading');
    heading.setAttribute('level', 3 as unknown as string);
    heading.insert(0, [new Y.XmlText('Titre')]);
    fragment.insert(index, [heading]);
  }),
  level: inBlocks((fragment, index) => {
    const element = fragment.length > 0 ? fragment.get(index) : undefined;
    if (element instanceof Y.XmlElement && element.nodeName === 'heading')
      element.setAttribute('level', 4 as unknown as string);
  }),
  list: inBlocks((fragment, index) => {
    const [list, item, paragraph] = ['bulletList', 'listItem', 'paragraph'].map((name) => new Y.XmlElement(name)) as [
      Y.XmlElement,
      Y.XmlElement,
      Y.XmlElement,
    ];
    paragraph.insert(0, [new Y.XmlText('Un point')]);
    item.insert(0, [paragraph]);
    list.insert(0, [item]);
    fragment.insert(index, [list]);
  }),
};

function tailOf(words: Y.XmlText, from: number): { insert: string; attributes?: object }[] {
  let place = 0;
  return (words.toDelta() as { insert: string; attributes?: object }[]).flatMap((part) => {
    const start = Math.max(0, from - place);
    place += part.insert.length;
    const insert = part.insert.slice(start);
    return insert === '' ? [] : [{ ...part, insert }];
  });
}

function runsOf(parent: Y.XmlFragment): Y.XmlText[] {
  return parent
    .toArray()
    .flatMap((child) => (child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? runsOf(child) : []));
}
