/**
 * People who type in one text at the same time, as the log sees them: each has a copy that may be behind the others', and
 * every change becomes a row with its author, connection and time.
 */
import type { StoredUpdate } from '@entente/server/storage/convention-store';
import { textRoot } from '@entente/shared/sections/sections';
import fc from 'fast-check';
import * as Y from 'yjs';

export type Stroke =
  | {
      readonly kind: 'types' | 'formats' | 'deletes';
      readonly who: number;
      readonly where: number;
      readonly long: number;
    }
  | { readonly kind: 'hears'; readonly who: number }
  | { readonly kind: 'waits'; readonly milliseconds: number };

const who = fc.nat(3);
const written = fc.record({ who, where: fc.nat(400), long: fc.integer({ min: 1, max: 6 }) });

/** Letters, mostly one after the other; now and then a deletion, a format, a pause, or a person who hears of the others. */
export const strokes: fc.Arbitrary<readonly Stroke[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: written.map((stroke) => ({ kind: 'types' as const, ...stroke })) },
    { weight: 2, arbitrary: written.map((stroke) => ({ kind: 'deletes' as const, ...stroke })) },
    { weight: 1, arbitrary: written.map((stroke) => ({ kind: 'formats' as const, ...stroke })) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('hears' as const), who }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('waits' as const), milliseconds: fc.nat(40_000) }) },
  ),
  { minLength: 1, maxLength: 120 },
);

type Typist = { readonly doc: Y.Doc; readonly person: string; heard: number };

export class Typists {
  readonly rows: StoredUpdate[] = [];
  readonly #typists: readonly Typist[];
  #now = Date.UTC(2026, 2, 2, 10);

  constructor() {
    this.#typists = [0, 1, 2, 3].map((place) => {
      const doc = new Y.Doc();
      doc.clientID = 100 + place;
      const typist: Typist = { doc, person: `person-${place}`, heard: 0 };
      doc.on('update', (bytes: Uint8Array, origin: unknown) => {
        if (origin !== 'heard') this.#write(typist, bytes);
      });
      return typist;
    });
    const [first] = this.#typists;
    if (!first) throw new Error('four typists were made');
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText()]);
    fragmentOf(first.doc).insert(0, [paragraph]);
    for (const typist of this.#typists) this.#hear(typist);
  }

  play(all: readonly Stroke[]): this {
    for (const stroke of all) this.#play(stroke);
    return this;
  }

  /** Person number `place` types a sentence, letter by letter, at the end of what that person sees. */
  sentence(place: number, words: string): this {
    for (const letter of words) {
      const text = wordsOf(this.#typist(place).doc);
      text.insert(text.length, letter);
    }
    return this;
  }

  #play(stroke: Stroke): void {
    this.#now += 100;
    if (stroke.kind === 'waits') {
      this.#now += stroke.milliseconds;
      return;
    }
    const typist = this.#typist(stroke.who);
    if (stroke.kind === 'hears') {
      this.#hear(typist);
      return;
    }
    const text = wordsOf(typist.doc);
    const at = Math.min(stroke.where, text.length);
    const long = Math.min(stroke.long, text.length - at);
    if (stroke.kind === 'types') text.insert(at, 'accueil'.slice(0, stroke.long));
    else if (long > 0 && stroke.kind === 'deletes') text.delete(at, long);
    else if (long > 0) text.format(at, long, { bold: stroke.long % 2 ? {} : null });
  }

  #typist(place: number): Typist {
    const typist = this.#typists[place];
    if (!typist) throw new Error(`there is no typist ${place}`);
    return typist;
  }

  #write({ person }: Typist, bytes: Uint8Array): void {
    const connection = `connection of ${person}`;
    const at = new Date(this.#now).toISOString();
    this.rows.push({ seq: this.rows.length + 1, person, organisation: 'town', connection, at, bytes });
  }

  #hear(typist: Typist): void {
    for (const { bytes } of this.rows.slice(typist.heard)) Y.applyUpdate(typist.doc, bytes, 'heard');
    typist.heard = this.rows.length;
  }
}

export function fragmentOf(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment(textRoot('project'));
}

function wordsOf(doc: Y.Doc): Y.XmlText {
  const paragraph = fragmentOf(doc).get(0);
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new Error('the text begins with a paragraph');
  return text;
}

type Said = Pick<StoredUpdate, 'bytes' | 'person'>;

/** The document that updates lead to. Throws when one of them leans on what comes later. */
export function documentOf(updates: readonly Pick<StoredUpdate, 'bytes'>[]): Y.Doc {
  const doc = new Y.Doc();
  for (const { bytes } of updates) {
    Y.applyUpdate(doc, bytes);
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new Error('an update came too early');
  }
  return doc;
}

/** All that a document is, as one text: its words and formats, and what every client wrote and lost. */
export function essenceOf(doc: Y.Doc): string {
  return `${fragmentOf(doc).toString()} ${Buffer.from(Y.encodeStateAsUpdate(doc)).toString('hex')}`;
}

/** Who wrote each character, and who deleted each, as far as the updates say. */
export function authorshipOf(updates: readonly Said[]): { wrote: readonly string[]; deleted: readonly string[] } {
  const wrote = new Map<string, string>();
  const deleted = new Set<string>();
  for (const { bytes, person } of updates) {
    const { structs, ds } = Y.decodeUpdate(bytes);
    for (const { id, length } of structs) {
      for (let clock = id.clock; clock < id.clock + length; clock += 1) {
        const place = `${id.client}:${clock}`;
        if (!wrote.has(place)) wrote.set(place, person);
      }
    }
    for (const [client, ranges] of ds.clients) {
      for (const { clock, len } of ranges) {
        for (let each = clock; each < clock + len; each += 1) deleted.add(`${client}:${each} by ${person}`);
      }
    }
  }
  return { wrote: [...wrote].map(([place, person]) => `${place} by ${person}`).sort(), deleted: [...deleted].sort() };
}
