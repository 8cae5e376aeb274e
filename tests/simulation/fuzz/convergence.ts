/**
 * Five people, three hundred edits, and a network that loses, doubles and swaps messages in both directions, while server and
 * pages are started again: in the end everybody reads the same. No engine around it, only what decides: admission, the live
 * text and Yjs.
 */
import { LiveText } from '@entente/server/text/live-text';
import { type SectionId, textRoot } from '@entente/shared/sections/sections';
import { admit } from '@entente/shared/text/admission/admit';
import * as Y from 'yjs';
import { Chance } from '../../support/chance.ts';
import { edits } from '../../support/random-edits.ts';
import { isOddUndo } from '../odd-undo.ts';
import { emptyReplica, readingOf } from '../reading.ts';
import { everythingOpen, firstRow, isSameInAnyOrder, ownerOf, type Row } from './fuzz-text.ts';

const sections = ['project', 'budget'] as const satisfies readonly SectionId[];
const deedWeights = { edit: 20, undo: 2, hear: 10, deliver: 14, reconnect: 0.6, reload: 0.3, restart: 0.3 } as const;
const editWeights = {
  ...{ type: 8, cut: 3, bold: 2, plain: 1, link: 1, paragraph: 1, line: 1, split: 2, erase: 1, heading: 1, level: 1 },
  ...{ list: 1, join: 1, table: 0.5, row: 0.5, dropRow: 0.5, dropColumn: 0.5, widen: 0.5 },
} as const satisfies Record<keyof typeof edits, number>;

/** Plays one seed. Throws, saying what, when somebody honest is refused or two read another text. */
export function converge(seed: number, edited = 300): { edits: number; updates: number; oddUndos: number } {
  return new Convergence(new Chance(seed)).play(edited);
}

type Way = { up: Uint8Array[]; down: Uint8Array[]; isBroken: boolean };

class Peer {
  doc = emptyReplica();
  undo: ReadonlyMap<SectionId, Y.UndoManager> = new Map();
  readonly way: Way = { up: [], down: [], isBroken: false };
  readonly #person: number;
  #pages = 0;

  constructor(person: number) {
    this.#person = person;
    this.opens(Uint8Array.of(0, 0));
  }

  /** A new page, with what the one before had. */
  opens(state: Uint8Array): void {
    this.doc.destroy();
    this.doc = emptyReplica();
    this.#pages += 1;
    this.doc.clientID = this.#person * 1_000 + this.#pages;
    Y.applyUpdate(this.doc, state, 'wire');
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'wire') this.way.up.push(update);
    });
    const managerOf = (section: SectionId) =>
      new Y.UndoManager(this.doc.getXmlFragment(textRoot(section)), {
        ...{ captureTimeout: 0, trackedOrigins: new Set(['mine']) },
      });
    this.undo = new Map(sections.map((section) => [section, managerOf(section)]));
  }
}

class Convergence {
  readonly #chance: Chance;
  readonly #log: Row[] = [firstRow];
  #text = LiveText.load({ snapshot: null, updates: [firstRow] });
  readonly #peers: readonly Peer[];
  #edits = 0;
  #oddUndos = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
    this.#peers = [1, 2, 3, 4, 5].map((person) => new Peer(person));
    for (const peer of this.#peers) this.#reconnect(peer);
  }

  /** Until there were so many edits, undos among them; what the network does in between is not counted. */
  play(edited: number): { edits: number; updates: number; oddUndos: number } {
    while (this.#edits < edited) this.#deed(this.#chance.pick(this.#peers));
    // Twice: what the first round brings may be tidied, and the second one brings that.
    for (let round = 0; round < 2; round++) for (const peer of this.#peers) this.#reconnect(peer);
    this.#compare();
    for (const { doc } of this.#peers) doc.destroy();
    this.#text.destroy();
    return { edits: this.#edits, updates: this.#log.length, oddUndos: this.#oddUndos };
  }

  #deed(peer: Peer): void {
    const chance = this.#chance;
    const section = chance.pick(sections);
    switch (chance.weighted(deedWeights)) {
      case 'edit': {
        this.#edits += 1;
        const edit = edits[chance.weighted(editWeights)];
        const place = [chance.share(), chance.share()] as const;
        peer.doc.transact(() => edit(peer.doc, section, place), 'mine');
        return;
      }
      case 'undo':
        this.#edits += 1;
        peer.undo.get(section)?.[chance.pick(['undo', 'undo', 'redo'] as const)]();
        return;
      case 'hear':
        this.#hear(peer);
        return;
      case 'deliver':
        this.#deliver(peer);
        return;
      case 'reconnect':
        this.#reconnect(peer);
        return;
      case 'reload':
        peer.opens(Y.encodeStateAsUpdate(peer.doc));
        this.#reconnect(peer);
        return;
      case 'restart':
        this.#restart();
    }
  }

  /** Takes a message out of the way, or doubles, swaps or loses it. */
  #pass(messages: Uint8Array[]): { message: Uint8Array | undefined; isSpoilt: boolean } {
    const chance = this.#chance;
    if (messages.length === 0) return { message: undefined, isSpoilt: false };
    if (chance.happens(0.02)) {
      messages.shift();
      return { message: undefined, isSpoilt: true };
    }
    if (chance.happens(0.04)) messages.unshift(messages[0] as Uint8Array);
    const isSwapped = messages.length > 1 && chance.happens(0.05);
    const [message] = messages.splice(isSwapped ? 1 : 0, 1);
    return { message, isSpoilt: isSwapped };
  }

  #hear(peer: Peer): void {
    for (let left = this.#chance.between(1, 6); left > 0; left--) {
      const { message } = this.#pass(peer.way.down);
      if (message) Y.applyUpdate(peer.doc, message, 'wire');
    }
  }

  #deliver(peer: Peer): void {
    for (let left = this.#chance.between(1, 4); left > 0; left--) {
      const { message, isSpoilt } = this.#pass(peer.way.up);
      if (isSpoilt) peer.way.isBroken = true;
      if (message) this.#take(peer, message);
    }
  }

  #take(peer: Peer, update: Uint8Array): void {
    const person = this.#peers.indexOf(peer) + 1;
    const isOwn = (clientId: number) => ownerOf(clientId) === person;
    const admission = admit(this.#text.doc, update, { ...everythingOpen, isOwn });
    if (admission.kind === 'nothing') return;
    if (admission.kind === 'refused') {
      this.#refused(peer, { ...admission, update });
      return;
    }
    const { bytes, isTidied } = this.#text.apply(admission);
    this.#log.push({ bytes, connection: String(person) });
    for (const other of this.#peers) if (other !== peer || isTidied) other.way.down.push(bytes);
  }

  /** Right only where the network lost or swapped what it leans on: the page then connects again. */
  #refused(peer: Peer, { code, section, update }: { code: string; section: string | null; update: Uint8Array }): void {
    if (code === 'missing-dependency' && peer.way.isBroken) {
      this.#reconnect(peer);
      return;
    }
    if (code !== 'malformed' || !isOddUndo(this.#text.doc, update))
      throw new Error(`honest work is refused: ${code} in ${section}`);
    this.#oddUndos += 1;
    peer.opens(Y.encodeStateAsUpdate(this.#text.doc));
    this.#reconnect(peer);
  }

  /** Everything that was under way is lost; both sides tell each other what they have. */
  #reconnect(peer: Peer): void {
    peer.way.up.length = 0;
    peer.way.down.length = 0;
    peer.way.isBroken = false;
    const answer = Y.encodeStateAsUpdate(peer.doc, Y.encodeStateVector(this.#text.doc));
    this.#take(peer, answer);
    Y.applyUpdate(peer.doc, Y.encodeStateAsUpdate(this.#text.doc, Y.encodeStateVector(peer.doc)), 'wire');
    for (const update of peer.way.up.splice(0)) this.#take(peer, update);
  }

  #restart(): void {
    const before = readingOf(this.#text.doc);
    this.#text.destroy();
    const at = this.#chance.below(this.#log.length + 1);
    const first = LiveText.load({ snapshot: null, updates: this.#log.slice(0, at) });
    const snapshot = at > 0 ? { state: Y.encodeStateAsUpdate(first.doc), threads: [] } : null;
    first.destroy();
    this.#text = LiveText.load({ snapshot, updates: this.#log.slice(snapshot ? at : 0) });
    if (readingOf(this.#text.doc) !== before) throw new Error('after a restart the text is another one');
    for (const peer of this.#peers) this.#reconnect(peer);
  }

  #compare(): void {
    const expected = readingOf(this.#text.doc);
    for (const [index, { doc }] of this.#peers.entries())
      if (readingOf(doc) !== expected) throw new Error(`person ${index + 1} reads another text`);
    if (!isSameInAnyOrder(this.#log, this.#chance, expected))
      throw new Error('the log in another order is another text');
  }
}
