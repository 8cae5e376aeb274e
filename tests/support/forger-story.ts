/**
 * Honest people and a forger on one text. Whatever is admitted of the forger's, everybody ends with the server's text: pages
 * that were open, one that keeps what was deleted, one that loads it now, and one that hears of everything in another order.
 */
import { LiveText } from '@entente/server/text/live-text';
import { canonicalJson } from '@entente/shared/canonical-json';
import { type SectionId, sectionIds, textRoot } from '@entente/shared/sections/sections';
import { admit } from '@entente/shared/text/admission/admit';
import { canonicalPart, canonicalWords } from '@entente/shared/text/canonical';
import * as Y from 'yjs';
import { Chance } from './chance.ts';
import { appendParagraph } from './guarded-text.ts';
import { mutatedUpdate } from './mutated-updates.ts';
import { edits } from './random-edits.ts';
import { whyClosed } from './writing-rights.ts';

const open = ['project', 'values'] as const satisfies readonly SectionId[];
const deeds = Object.keys(edits) as (keyof typeof edits)[];
const forger = { person: 1, own: [101, 102, 103] };

type Page = {
  readonly doc: Y.Doc;
  readonly person: number;
  readonly inbox: Uint8Array[];
  readonly outbox: Uint8Array[];
};

const rightsOf = (person: number) => ({
  whyClosed: whyClosed({ closed: ['budget'] }),
  isOwn: (clientId: number) => clientId > 0 && Math.floor(clientId / 100) === person,
  isThread: () => false,
  isFull: () => false,
  isSpent: () => false,
});

export class ForgerStory {
  readonly chance: Chance;
  readonly text: LiveText;
  readonly log: Uint8Array[];
  readonly pages: readonly Page[];
  admitted = 0;

  constructor(seed: number) {
    this.chance = new Chance(seed);
    const first = new Y.Doc();
    first.clientID = 0;
    for (const section of sectionIds) appendParagraph(first, section, 'Le répit.');
    this.log = [Y.encodeStateAsUpdate(first)];
    this.text = LiveText.load({
      snapshot: null,
      updates: this.log.map((bytes) => ({ bytes, connection: 'the first text' })),
    });
    this.pages = [this.#page(301, true), this.#page(401, true), this.#page(501, false)];
  }

  play(steps: number): void {
    for (let step = 0; step < steps; step++) {
      const page = this.chance.pick(this.pages);
      const what = this.chance.weighted({ edits: 2, hears: 1, forges: 3 });
      if (what === 'edits') this.#edit(page);
      else if (what === 'hears') this.#hear(page);
      else this.#forge();
    }
    for (let round = 0; round < 5; round++) for (const page of this.pages) this.#hear(page);
  }

  /** The text as it must be, and as each reader has it. */
  readings(): readonly (readonly [reader: string, text: string])[] {
    const loaded = new Y.Doc();
    Y.applyUpdate(loaded, Y.encodeStateAsUpdate(this.text.doc));
    const merged = new Y.Doc();
    Y.applyUpdate(merged, Y.mergeUpdates(this.log));
    const shuffled = new Y.Doc();
    const order = this.log.map((bytes) => [this.chance.share(), bytes] as const).sort(([a], [b]) => a - b);
    // In one transaction: Yjs tidies formatting after each, and would tidy what the text never looked like.
    shuffled.transact(() => {
      for (const [, update] of order) Y.applyUpdate(shuffled, update);
    });
    const pages = this.pages.map(({ doc, person }) => [`page of ${person}`, doc] as const);
    return [['loaded', loaded] as const, ['merged', merged] as const, ['shuffled', shuffled] as const, ...pages].map(
      ([reader, doc]) => [reader, textOf(doc)] as const,
    );
  }

  #page(clientId: number, gc: boolean): Page {
    const doc = new Y.Doc({ gc });
    doc.clientID = clientId;
    for (const update of this.log) Y.applyUpdate(doc, update);
    const page: Page = { doc, person: Math.floor(clientId / 100), inbox: [], outbox: [] };
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server') page.outbox.push(update);
    });
    return page;
  }

  #edit(page: Page): void {
    const place = [this.chance.share(), this.chance.share()] as const;
    page.doc.transact(() => edits[this.chance.pick(deeds)](page.doc, this.chance.pick(open), place));
    if (this.chance.happens(0.5)) this.#send(page);
  }

  #send(page: Page): void {
    for (const update of page.outbox.splice(0)) {
      const admission = admit(this.text.doc, update, rightsOf(page.person));
      if (admission.kind === 'refused') throw new Error(`honest work was refused: ${admission.code}`);
      if (admission.kind === 'admitted') this.#take(admission, page);
    }
  }

  #hear(page: Page): void {
    this.#send(page);
    const updates = page.inbox.splice(0);
    const frames = this.chance.happens(0.5) && updates.length > 1 ? [Y.mergeUpdates(updates)] : updates;
    for (const update of frames) Y.applyUpdate(page.doc, update, 'server');
    this.#send(page);
  }

  #forge(): void {
    const update = mutatedUpdate({
      chance: this.chance,
      doc: this.text.doc,
      own: forger.own,
      sections: [...open, 'budget'],
    });
    const admission = admit(this.text.doc, update, rightsOf(forger.person));
    if (admission.kind !== 'admitted') return;
    this.admitted += 1;
    this.#take(admission, undefined);
  }

  /** Throws when Yjs does anything but what was admitted. */
  #take(admission: Parameters<LiveText['apply']>[0], author: Page | undefined): void {
    const { bytes, isTidied } = this.text.apply(admission);
    this.log.push(bytes);
    for (const page of this.pages) if (page !== author || isTidied) page.inbox.push(bytes);
  }
}

/** What is read, and under which identifiers it stands there. */
function textOf(doc: Y.Doc): string {
  const waiting = doc.store.pendingStructs || doc.store.pendingDs ? 'something waits' : '';
  const sections = sectionIds.map((section) => doc.getXmlFragment(textRoot(section)));
  return [waiting, ...sections.map((one) => canonicalJson(canonicalWords(one)) + identifiersIn(one))].join('\n');
}

function identifiersIn(type: Y.XmlFragment | Y.XmlText): string {
  const units: string[] = [];
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    for (let unit = 0; unit < item.length; unit++) units.push(`${item.id.client}:${item.id.clock + unit}`);
    const { content } = item;
    if (content instanceof Y.ContentType) units.push(`(${identifiersIn(content.type as Y.XmlFragment)})`);
  }
  return units.join(' ');
}

/** Plays one story and says what is wrong at its end, and how many forged updates were admitted. */
export function playForgerStory(seed: number): { readonly wrong: readonly string[]; readonly admitted: number } {
  const story = new ForgerStory(seed);
  const locked = canonicalJson(canonicalPart(story.text.doc, 'budget'));
  story.play(40);
  const expected = textOf(story.text.doc);
  const wrong = story
    .readings()
    .flatMap(([reader, text]) => (text === expected ? [] : [`${reader} reads another text`]));
  if (canonicalJson(canonicalPart(story.text.doc, 'budget')) !== locked) wrong.push('a closed section was changed');
  return { wrong, admitted: story.admitted };
}
