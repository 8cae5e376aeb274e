/**
 * Sees everything that becomes durable and every frame that leaves a server, and says what should never have been. It has a
 * replica of its own, made of the log's rows one by one, and shares no code with rooms and flow.
 */
import type { JournalAppend, TextAppend, TextUpdate } from '@entente/server/storage/convention-store';
import { closedSections } from '@entente/shared/negotiation/closed-sections';
import type { Event } from '@entente/shared/negotiation/events';
import { evolve, replay } from '@entente/shared/negotiation/evolve';
import { accessOf, seatOf } from '@entente/shared/negotiation/permissions';
import type { Convention } from '@entente/shared/negotiation/state';
import type { AgreedPart, PartId } from '@entente/shared/sections/parts';
import { textFactsOf } from '@entente/shared/text/digest';
import { partOfType } from '@entente/shared/text/root-type';
import { messageTypes, type Presence, type UpdateRefused } from '@entente/shared/wire/messages';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { lackingOf } from './held-update.ts';
import type { DiskWatch, MemoryDisk } from './memory-disk.ts';
import { isOddUndo } from './odd-undo.ts';
import { emptyReplica, watchedFactsOf } from './reading.ts';
import type { SimulatedWire } from './simulated-wire.ts';

/** What a page had of its own when it sent its update message number `n`: all of it is saved with that message. */
export type Claim = { readonly n: number; readonly clocks: ReadonlyMap<number, number> };

/** What the oracle must know of the page at the other end of a wire. */
export type WirePage = {
  readonly person: string;
  readonly isHonest: boolean;
  /** What was sent over this wire, in order. */
  readonly claims: readonly Claim[];
};

type Moment = { readonly since: number; readonly state: Convention };

/** A server may act on a state that is this old, in milliseconds: an answer of the store takes its time. */
const slack = 400;

export class Oracle implements DiskWatch {
  readonly doc = emptyReplica();
  readonly faults: string[] = [];
  /** How many updates were written. */
  rows: number;
  /** Honest undos that were refused, as Yjs would show them in two places (`shared/src/text/admission/neighbours.ts`). */
  oddUndos = 0;
  readonly #convention: string;
  readonly #disk: () => MemoryDisk;
  readonly #now: () => number;
  readonly #onFault: (fault: string) => void;
  readonly #pages = new Map<SimulatedWire, { page: WirePage; saved: number; read: number; updates: Uint8Array[] }>();
  readonly #moments: Moment[] = [];
  #version: number;
  /** Since when a process may know an older state than the disk, because another one wrote. */
  #staleSince: number | undefined;

  constructor(
    convention: string,
    { disk, now, onFault }: { disk: () => MemoryDisk; now: () => number; onFault: (fault: string) => void },
  ) {
    this.#convention = convention;
    this.#disk = disk;
    this.#now = now;
    this.#onFault = onFault;
    const entries = disk().load(convention)?.entries ?? [];
    this.#version = entries.length;
    const state = replay(entries.map(({ event }) => event));
    if (!state) throw new Error('there is no convention to look at');
    this.#moments.push({ since: 0, state });
    this.rows = disk().log(convention).length;
    for (const { bytes } of disk().log(convention)) this.#apply(bytes);
  }

  get state(): Convention {
    return (this.#moments.at(-1) as Moment).state;
  }

  /** Another process wrote: until every process has noticed, what they believe may be old. */
  anotherWrote(): void {
    this.#staleSince ??= this.#now();
  }

  /** True while a process may believe what is old. */
  get isStale(): boolean {
    return this.#staleSince !== undefined;
  }

  everyoneKnows(): void {
    this.#staleSince = undefined;
  }

  welcomes(wire: SimulatedWire, page: WirePage): void {
    this.#pages.set(wire, { page, saved: 0, read: 0, updates: [] });
  }

  /** Nothing can be sent over it any more. */
  forgets(wire: SimulatedWire): void {
    this.#pages.delete(wire);
  }

  blames(fault: string): void {
    this.faults.push(fault);
    this.#onFault(fault);
  }

  journalAppended({ updates, events, keptTexts, expectedVersion }: JournalAppend): void {
    if (expectedVersion !== this.#version)
      this.blames(`decided on ${expectedVersion}, appended after ${this.#version}`);
    this.#version += events.length;
    for (const update of updates) this.#judge(update);
    for (const event of events) {
      this.#moments.push({ since: this.#now(), state: evolve(this.state, event) });
      if (event.type === 'TextFrozen') this.#judgeFreeze(event, keptTexts);
    }
  }

  textAppended({ updates, expectedVersion }: TextAppend): void {
    if (expectedVersion !== this.#version)
      this.blames(`admitted under ${expectedVersion}, appended after ${this.#version}`);
    for (const update of updates) this.#judge(update);
  }

  /** A frame leaves a server for a page. */
  sent(wire: SimulatedWire, frame: Uint8Array): void {
    const known = this.#pages.get(wire);
    if (!known) {
      this.blames('something was sent to nobody');
      return;
    }
    const decoder = decoding.createDecoder(frame);
    switch (decoding.readVarUint(decoder)) {
      case messageTypes.sync:
        if (decoding.readVarUint(decoder) !== 0) {
          this.#judgeReader(known.page);
          this.#judgeSent(decoding.readVarUint8Array(decoder));
        }
        return;
      case messageTypes.awareness:
        this.#judgePresence(decoding.readVarUint8Array(decoder));
        return;
      case messageTypes.saved:
        this.#judgeSaved(wire, decoding.readVarUint(decoder));
        return;
      case messageTypes.refused:
        this.#judgeRefusal(wire, JSON.parse(decoding.readVarString(decoder)) as UpdateRefused);
        return;
      case messageTypes.digest:
        this.#judgeDigest(decoding.readVarString(decoder));
        return;
    }
  }

  /** A new row of the log: written by who it says, where that was allowed, leaning on nothing that is missing. */
  #judge({ person, organisation, connection, bytes }: TextUpdate): void {
    this.rows += 1;
    const isServers = connection === 'server';
    const pages = this.#disk().pages(this.#convention);
    for (const { id, length } of Y.decodeUpdate(bytes).structs) {
      if (id.clock + length <= Y.getState(this.doc.store, id.client)) continue;
      const holder = pages.get(id.client)?.person;
      if (isServers ? id.client !== 0 : holder !== person) {
        this.blames(`${person} logged words of ${id.client}, which is ${holder ?? 'nobody'}'s`);
      }
    }
    const state = this.state;
    for (const section of this.#apply(bytes)) {
      if (section === undefined) this.blames(`${person} wrote outside the sections`);
      else if (state.stage !== 'negotiating') this.blames(`${person} wrote in ${section}, which is ${state.stage}`);
      else if (closedSections(state).some((closed) => closed === section))
        this.blames(`${person} wrote in ${section}, which is closed`);
      else if (!isServers && accessOf(state, person) !== 'writes') this.blames(`${person} wrote, and may not`);
      else if (!isServers && seatOf(state, person)?.organisation.organisation !== organisation)
        this.blames(`${person} wrote for ${organisation}`);
    }
    if (this.doc.store.pendingStructs || this.doc.store.pendingDs) this.blames('the log leans on what it lacks');
  }

  /** Applies as a load does, and says which sections changed. */
  #apply(bytes: Uint8Array): ReadonlySet<PartId | undefined> {
    const changed = new Set<PartId | undefined>();
    this.doc.transact((transaction) => {
      Y.applyUpdate(this.doc, bytes);
      for (const type of transaction.changed.keys()) changed.add(partOfType(type));
    });
    return changed;
  }

  #judgeFreeze({ digest, version }: Event & { type: 'TextFrozen' }, kept: JournalAppend['keptTexts']): void {
    const own = watchedFactsOf(this.doc).digest;
    if (digest !== own) this.blames(`F-38: frozen under ${digest}, while the log says ${own}`);
    const text = kept.find(({ id }) => id === version);
    if (!text) {
      this.blames('F-38: the frozen text was not kept');
      return;
    }
    const doc = new Y.Doc();
    Y.applyUpdate(doc, text.state);
    if (text.digest !== own || textFactsOf(doc).digest !== own) this.blames('F-38: another text was kept than frozen');
    doc.destroy();
  }

  /** Whoever takes no part any more is told nothing more of the text, a second later at most. */
  #judgeReader({ person }: WirePage): void {
    if (this.#staleSince !== undefined) return;
    const recent = this.#moments.filter(
      (_, index) => (this.#moments[index + 1]?.since ?? Infinity) >= this.#now() - 1_000,
    );
    if (recent.every(({ state }) => accessOf(state, person) === undefined))
      this.blames(`F-41: ${person} is sent the text, and takes no part`);
  }

  #judgeSent(update: Uint8Array): void {
    const lack = lackingOf(this.doc, update);
    if (lack) this.blames(`sent before it was durable: ${lack.what} of ${lack.client} at ${lack.clock}`);
  }

  #judgeSaved(wire: SimulatedWire, n: number): void {
    const known = this.#pages.get(wire);
    if (!known) return;
    this.#readHeard(wire, known);
    if (n > known.updates.length) this.blames(`saved ${n} of ${known.updates.length} messages`);
    if (n < known.saved) this.blames(`saved ${n} after ${known.saved}`);
    for (let index = known.saved; index < Math.min(n, known.updates.length); index++) {
      const lack = lackingOf(this.doc, known.updates[index] as Uint8Array, isFormatting);
      if (lack) this.blames(`saved ${n}, but ${lack.what} of ${lack.client} at ${lack.clock} is not durable`);
    }
    for (const claim of known.page.claims) {
      if (claim.n > n || claim.n <= known.saved || !known.page.isHonest) continue;
      for (const [client, clock] of claim.clocks) {
        if (Y.getState(this.doc.store, client) < clock)
          this.blames(`saved ${n}, but earlier words of ${client} are not`);
      }
    }
    known.saved = Math.max(known.saved, n);
  }

  #readHeard(wire: SimulatedWire, known: { read: number; updates: Uint8Array[] }): void {
    for (; known.read < wire.heard.length; known.read++) {
      const update = updateIn(wire.heard[known.read] as Uint8Array);
      if (update) known.updates.push(update);
    }
  }

  #judgeRefusal(wire: SimulatedWire, { code, section }: UpdateRefused): void {
    const known = this.#pages.get(wire);
    if (!known?.page.isHonest) return;
    const { person } = known.page;
    this.#readHeard(wire, known);
    const unsaved = known.updates.slice(known.saved);
    if (code === 'malformed' && unsaved.some((update) => isOddUndo(this.doc, update))) {
      this.oddUndos += 1;
      return;
    }
    // What it was given by another process is durable, and foreign to one that has not read it yet.
    if (this.isStale && code === 'foreign-client-id' && unsaved.some((update) => this.#bringsDurable(person, update)))
      return;
    const from = Math.min(this.#now() - slack, this.#staleSince ?? Number.POSITIVE_INFINITY);
    const states = this.#moments.filter((_, index) => (this.#moments[index + 1]?.since ?? Infinity) >= from);
    const held = states.some(({ state }) => {
      if (code === 'text-frozen') return state.stage !== 'negotiating';
      if (code === 'no-right-to-write') return accessOf(state, person) !== 'writes';
      return code === 'section-closed' && closedSections(state).includes(section as AgreedPart);
    });
    if (!held) this.blames(`${person} was refused honest work: ${code} in ${section}`);
  }

  /** True when the update has words of others, and all of them are durable. */
  #bringsDurable(person: string, update: Uint8Array): boolean {
    const pages = this.#disk().pages(this.#convention);
    const foreign = Y.decodeUpdate(update).structs.filter(({ id }) => pages.get(id.client)?.person !== person);
    const isDurable = ({ id, length }: { id: Y.ID; length: number }) =>
      id.clock + length <= Y.getState(this.doc.store, id.client);
    return foreign.length > 0 && foreign.every(isDurable);
  }

  #judgeDigest(digest: string): void {
    const own = watchedFactsOf(this.doc).digest;
    if (digest !== own && this.#staleSince === undefined) this.blames('a digest was sent that is not the durable text');
  }

  #judgePresence(update: Uint8Array): void {
    const decoder = decoding.createDecoder(update);
    for (let count = decoding.readVarUint(decoder); count > 0; count--) {
      const clientId = decoding.readVarUint(decoder);
      decoding.readVarUint(decoder);
      const state = JSON.parse(decoding.readVarString(decoder)) as Presence | null;
      if (state === null) continue;
      const holder = this.#disk().pages(this.#convention).get(clientId);
      const isHere = [...this.#pages.keys()].some((wire) => wire.clientId === clientId && wire.isOpenForServer);
      if (!isHere) this.blames(`${clientId} is shown, and is not here`);
      if (state.user.id !== holder?.person) this.blames(`${state.user.id} is shown for ${holder?.person ?? 'nobody'}`);
    }
  }
}

/** What an honest page's update may lack in the log: formatting that says nothing any more is left out where it may not write. */
function isFormatting(item: Y.Item | Y.GC): boolean {
  return item instanceof Y.Item && item.content instanceof Y.ContentFormat;
}

/** The update in a frame of a page that is counted, or nothing. */
export function updateIn(frame: Uint8Array): Uint8Array | undefined {
  try {
    const decoder = decoding.createDecoder(frame);
    const isCounted = decoding.readVarUint(decoder) === messageTypes.sync && decoding.readVarUint(decoder) > 0;
    return isCounted ? decoding.readVarUint8Array(decoder) : undefined;
  } catch {
    // Not of this protocol: it is never counted.
    return undefined;
  }
}
