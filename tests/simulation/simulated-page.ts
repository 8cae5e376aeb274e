/**
 * A page as the stock provider and the editors make it: a real `Y.Doc`, the y-websocket protocol, undo managers, and the
 * counting of what is saved. It does honest work only, and believes what the server tells it.
 */
import type { Actor } from '@entente/shared/negotiation/commands';
import { type SectionId, sectionIds, textRoot } from '@entente/shared/sections/sections';
import { closeCodes, messageTypes } from '@entente/shared/wire/messages';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { edits } from '../support/random-edits.ts';
import type { Claim, WirePage } from './oracle.ts';
import { emptyReplica, factsOfPart, watchedFactsOf } from './reading.ts';
import type { PageEnd, SimulatedWire } from './simulated-wire.ts';

/** What a page asks of whoever connects it. */
export type Surroundings = {
  /** Asks for a `clientID`; resolves to nothing for somebody who takes no part any more. */
  readonly openPage: (actor: Actor) => Promise<number | undefined>;
  /** Tries to connect; one of the ends of the page is called afterwards. */
  readonly connect: (page: SimulatedPage) => void;
  /** Acts after a while. */
  readonly later: (most: number, act: () => void) => void;
  readonly blames: (fault: string) => void;
  readonly note: (sentence: () => string) => void;
  readonly told: Told;
};

/** What the server says of a page's words: more of them are saved, or some are refused. */
export type Told = (page: SimulatedPage, news: 'saved' | 'refused') => void;

export type EditName = keyof typeof edits;

/** The origin of what came by the wire; anything else is sent. */
const fromWire = 'wire';
const mine = 'mine';

export class SimulatedPage implements PageEnd, WirePage {
  readonly name: string;
  readonly actor: Actor;
  readonly isHonest = true;
  doc = emptyReplica();
  /** 0 until the server has issued one. */
  clientId = 0;
  wire: SimulatedWire | undefined;
  isSynced = false;
  wantsToBeOnline = true;
  /** The convention is not there for this person (any more): the page is of no use. */
  isGone = false;
  claims: Claim[] = [];
  /** Update messages sent over this connection, and how many of them are saved. */
  sent = 0;
  saved = 0;
  isShown = false;
  /** Who else is here, as this page sees it. */
  readonly others = new Map<number, { readonly clock: number; readonly state: string }>();
  readonly #around: Surroundings;
  readonly #own = new Set<number>();
  #isRenewing = false;
  #hasAnswered = false;
  #undo = new Map<SectionId, Y.UndoManager>();

  constructor(name: string, actor: Actor, around: Surroundings) {
    this.name = name;
    this.actor = actor;
    this.#around = around;
    this.#begin();
  }

  get person(): string {
    return this.actor.person;
  }

  /** True when everything that it has is durable, as far as it was told. */
  get isAllSaved(): boolean {
    return this.isSynced && this.saved === this.sent;
  }

  /** True while the next document is on its way: what is written now would be in none. */
  get isRenewing(): boolean {
    return this.#isRenewing;
  }

  edit(what: EditName, section: SectionId, place: readonly [number, number]): void {
    this.write(() => edits[what](this.doc, section, place));
  }

  /** Changes the text as its editors do. */
  write(change: () => void): void {
    this.doc.transact(change, mine);
  }

  undo(what: 'undo' | 'redo', section: SectionId): void {
    this.#around.note(() => `${this.name} ${what} in ${section}`);
    this.#undo.get(section)?.[what]();
  }

  digestOf(section: SectionId): string {
    return factsOfPart(this.doc, section).digest;
  }

  show(section: SectionId): void {
    if (!this.wire) return;
    this.isShown = true;
    this.#sendPresence([[this.clientId, this.#presenceClock(), JSON.stringify({ section, cursor: null })]]);
  }

  goOnline(): void {
    this.wantsToBeOnline = true;
    if (!this.wire) this.comeBack();
  }

  goOffline(): void {
    this.wantsToBeOnline = false;
    const { wire } = this;
    this.#forgetWire();
    wire?.leave();
  }

  /** Tries to connect, after a moment, when it should be connected and is not. */
  comeBack(): void {
    this.#around.later(300, () => {
      if (this.awaits(this.clientId)) this.#around.connect(this);
    });
  }

  awaits(clientId: number): boolean {
    const isReady = !this.wire && !this.isGone && !this.#isRenewing;
    return isReady && this.wantsToBeOnline && this.clientId === clientId;
  }

  opened(): void {
    if (!this.wire) return;
    const vector = Y.encodeStateVector(this.doc);
    this.#sendSync(0, vector);
  }

  received(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    const type = decoding.readVarUint(decoder);
    switch (type) {
      case messageTypes.sync:
        this.#onSync(decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder));
        return;
      case messageTypes.awareness:
        this.#onPresence(decoding.readVarUint8Array(decoder));
        return;
      case messageTypes.saved:
        this.saved = decoding.readVarUint(decoder);
        this.#around.told(this, 'saved');
        return;
      case messageTypes.digest:
        this.#onDigest(decoding.readVarString(decoder));
        return;
    }
  }

  closed(code: number): void {
    this.#around.note(() => `${this.name} is closed with ${code}`);
    this.#forgetWire();
    switch (code) {
      case closeCodes.notFound:
      case closeCodes.signedOut:
        this.isGone = true;
        return;
      case closeCodes.malformed:
        this.#around.blames(`${this.name} was told that it does not speak the protocol`);
        return void this.renew(false);
      case closeCodes.updateRefused:
        this.#around.told(this, 'refused');
        return void this.renew(false);
      case closeCodes.accessChanged:
      case closeCodes.stalePage:
        return void this.renew(true);
      default:
        this.comeBack();
    }
  }

  /** A new `clientID` and a new document, with the words of the one before or without. */
  async renew(keepsWords: boolean): Promise<void> {
    this.#isRenewing = true;
    const clientId = await this.#around.openPage(this.actor);
    this.#isRenewing = false;
    if (clientId === undefined) {
      this.isGone = true;
      return;
    }
    const before = this.doc;
    this.doc = emptyReplica();
    this.clientId = clientId;
    this.#own.add(clientId);
    this.#begin();
    if (keepsWords) Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(before), fromWire);
    before.destroy();
    this.comeBack();
  }

  #begin(): void {
    this.doc.clientID = this.clientId;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== fromWire && this.wire) this.#sendSync(2, update);
    });
    this.#undo = new Map(
      sectionIds.map((section) => [
        section,
        new Y.UndoManager(this.doc.getXmlFragment(textRoot(section)), {
          captureTimeout: 0,
          trackedOrigins: new Set([mine]),
        }),
      ]),
    );
  }

  #forgetWire(): void {
    this.wire = undefined;
    this.isSynced = false;
    this.isShown = false;
    this.#hasAnswered = false;
    this.sent = 0;
    this.saved = 0;
    this.claims = [];
    this.others.clear();
  }

  #onSync(kind: number, bytes: Uint8Array): void {
    if (kind === 0) {
      this.#sendSync(1, Y.encodeStateAsUpdate(this.doc, bytes));
      return;
    }
    Y.applyUpdate(this.doc, bytes, fromWire);
    if (kind === 1) this.isSynced = true;
    // What became durable since the answer was encoded comes before it, and waits for it.
    if (this.isSynced && (this.doc.store.pendingStructs || this.doc.store.pendingDs))
      this.#around.blames(`${this.name} was sent what leans on something it lacks`);
  }

  #sendSync(kind: 0 | 1 | 2, bytes: Uint8Array): void {
    if (!this.wire) return;
    if (kind !== 0) {
      this.sent += 1;
      // Before the answer, words typed without network are on no message yet.
      if (kind === 1) this.#hasAnswered = true;
      const own = this.#hasAnswered ? [...this.#own] : [];
      this.claims.push({
        n: this.sent,
        clocks: new Map(own.map((client) => [client, Y.getState(this.doc.store, client)])),
      });
    }
    this.wire.send(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, messageTypes.sync);
        encoding.writeVarUint(encoder, kind);
        encoding.writeVarUint8Array(encoder, bytes);
      }),
    );
  }

  /** A stock provider sends again whatever it hears of the others. */
  #onPresence(update: Uint8Array): void {
    const decoder = decoding.createDecoder(update);
    const heard: [number, number, string][] = [];
    for (let count = decoding.readVarUint(decoder); count > 0; count--) {
      const [client, clock] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder)];
      const state = decoding.readVarString(decoder);
      const known = this.others.get(client);
      if (known && (known.clock > clock || (known.clock === clock && state !== 'null'))) continue;
      if (client === this.clientId) this.#around.blames(`${this.name} was told of itself`);
      if (state === 'null') this.others.delete(client);
      else this.others.set(client, { clock, state });
      heard.push([client, clock, state]);
    }
    if (heard.length > 0) this.#sendPresence(heard);
  }

  #presenceClock(): number {
    return this.sent + 1;
  }

  #sendPresence(entries: readonly (readonly [number, number, string])[]): void {
    const update = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, entries.length);
      for (const [client, clock, state] of entries) {
        encoding.writeVarUint(encoder, client);
        encoding.writeVarUint(encoder, clock);
        encoding.writeVarString(encoder, state);
      }
    });
    this.wire?.send(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, messageTypes.awareness);
        encoding.writeVarUint8Array(encoder, update);
      }),
    );
  }

  /** Said while the text rests: with nothing unsaved here, the two are the same. */
  #onDigest(digest: string): void {
    if (!this.isAllSaved) return;
    if (watchedFactsOf(this.doc).digest !== digest)
      this.#around.blames(`${this.name} reads another text than the server`);
  }
}
