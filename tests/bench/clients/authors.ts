/**
 * People who write one text together, made from a seed: everybody in sections of their own for a while, typing sentences,
 * mistyping and correcting, deleting a sentence, moving one to another section; then they change places, and work in what
 * others wrote. What they make are updates of Yjs, in the order in which they were made.
 */
import { sectionIds, textRoot } from '@entente/shared/sections/sections';
import * as Y from 'yjs';
import { chance } from './chance.ts';
import { Vocabulary } from './vocabulary.ts';

/** `key`: every letter is an edit, as editors send them; `word`: every word is one. */
export type Stroke = 'key' | 'word';
export type Edit = { readonly author: number; readonly update: Uint8Array };

type Place = { readonly text: Y.XmlText; at: number };
type Desk = { readonly author: number; readonly sections: readonly string[]; place: Place; pending: string[] };

export class Authors {
  readonly doc = new Y.Doc();
  readonly #clientIds: readonly number[];
  readonly #stroke: Stroke;
  readonly #chance: () => number;
  readonly #vocabulary: Vocabulary;
  #update: Uint8Array | undefined;

  constructor(clientIds: readonly number[], { seed, stroke }: { readonly seed: number; readonly stroke: Stroke }) {
    this.#clientIds = clientIds;
    this.#stroke = stroke;
    this.#chance = chance(seed);
    this.#vocabulary = new Vocabulary(this.#chance);
    this.doc.on('update', (update: Uint8Array) => {
      this.#update = update;
    });
  }

  /** What each author's clock has come to. */
  clocks(): readonly number[] {
    return this.#clientIds.map((clientId) => Y.getState(this.doc.store, clientId));
  }

  /**
   * Everybody takes other sections and makes so many edits, in turn. No edit of a round leans on another author's of the same
   * round, so that they may be sent on different sockets without waiting; an author's last one inserts.
   */
  round(each: number): readonly Edit[] {
    const edits: Edit[] = [];
    const desks = this.#seat(edits);
    for (let turn = 1; turn < each; turn += 1) {
      for (const desk of desks) edits.push(this.#edit(desk, turn === each - 1));
    }
    return edits;
  }

  #seat(edits: Edit[]): readonly Desk[] {
    const shuffled = [...sectionIds].map((id) => [this.#chance(), textRoot(id)] as const).sort(([a], [b]) => a - b);
    return this.#clientIds.map((_, author) => {
      const sections = shuffled.slice(2 * author, 2 * author + 2).map(([, root]) => root);
      const desk: Desk = { author, sections, place: { text: new Y.XmlText(), at: 0 }, pending: [] };
      edits.push(this.#settleDown(desk));
      return desk;
    });
  }

  /** Finds a place to write: a new paragraph, or in one that is there; an edit is made on the way. */
  #settleDown(desk: Desk): Edit {
    const paragraphs = this.#paragraphs(desk);
    const isNew = paragraphs.length === 0 || this.#chance() < 0.5;
    if (isNew) {
      const root = this.doc.getXmlFragment(desk.sections[0] ?? '');
      const text = new Y.XmlText();
      const paragraph = new Y.XmlElement('paragraph');
      desk.place = { text, at: 0 };
      return this.#make(desk, () => {
        paragraph.insert(0, [text]);
        root.insert(root.length, [paragraph]);
        text.insert(0, this.#next(desk));
        desk.place.at = text.length;
      });
    }
    const text = paragraphs[Math.floor(this.#chance() * paragraphs.length)] ?? new Y.XmlText();
    desk.place = { text, at: sentenceEnd(text, this.#chance()) };
    return this.#insert(desk);
  }

  #edit(desk: Desk, isLast: boolean): Edit {
    const dice = this.#chance();
    if (isLast || dice > 0.09) return this.#insert(desk);
    if (dice > 0.006) return this.#backspace(desk);
    return dice > 0.003 ? this.#deleteSentence(desk) : this.#move(desk);
  }

  #insert(desk: Desk): Edit {
    const { place } = desk;
    place.at = Math.min(place.at, place.text.length);
    return this.#make(desk, () => {
      const typed = this.#next(desk);
      place.text.insert(place.at, typed);
      place.at += typed.length;
    });
  }

  #backspace(desk: Desk): Edit {
    const { place } = desk;
    const length = this.#stroke === 'key' ? 1 : 4;
    if (place.at < length || place.at > place.text.length) return this.#insert(desk);
    place.at -= length;
    return this.#make(desk, () => place.text.delete(place.at, length));
  }

  #deleteSentence(desk: Desk): Edit {
    const { text } = desk.place;
    const end = sentenceEnd(text, this.#chance());
    const begin = text.toString().lastIndexOf('. ', end - 3) + 2;
    if (begin < 2 || end - begin < 5) return this.#insert(desk);
    desk.place.at = begin;
    return this.#make(desk, () => text.delete(begin, end - begin));
  }

  /** Cuts the end of a paragraph and puts it into another section, in one edit, as a drag does. */
  #move(desk: Desk): Edit {
    const { text } = desk.place;
    const [, elsewhere = ''] = desk.sections;
    const begin = text.toString().lastIndexOf('. ', text.length - 3) + 2;
    const moved = text.toString().slice(begin);
    if (begin < 2 || moved.length < 5) return this.#insert(desk);
    desk.place.at = begin;
    return this.#make(desk, () => {
      text.delete(begin, moved.length);
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(moved)]);
      const root = this.doc.getXmlFragment(elsewhere);
      root.insert(root.length, [paragraph]);
    });
  }

  /** What is typed next: a letter or a word of the sentence in mind. */
  #next(desk: Desk): string {
    if (desk.pending.length === 0) {
      const sentence = this.#vocabulary.sentence(6 + Math.floor(this.#chance() * 14));
      desk.pending = this.#stroke === 'key' ? [...sentence] : (sentence.match(/\S+ /g) ?? []);
    }
    return desk.pending.shift() ?? ' ';
  }

  #paragraphs({ sections }: Desk): readonly Y.XmlText[] {
    const [section = ''] = sections;
    return this.doc
      .getXmlFragment(section)
      .toArray()
      .flatMap((paragraph) => (paragraph instanceof Y.XmlElement ? paragraph.toArray() : []))
      .filter((text) => text instanceof Y.XmlText);
  }

  #make({ author }: Desk, change: () => void): Edit {
    this.#update = undefined;
    this.doc.clientID = this.#clientIds[author] ?? 0;
    this.doc.transact(change);
    if (!this.#update) throw new Error('an edit changed nothing');
    return { author, update: this.#update };
  }
}

/** Behind a full stop, a share of the way through the text. */
function sentenceEnd(text: Y.XmlText, share: number): number {
  const written = text.toString();
  const end = written.indexOf('. ', Math.floor(written.length * share));
  return end < 0 ? text.length : end + 2;
}
