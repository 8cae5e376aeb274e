/**
 * Who may connect to a convention's text, and as whom; and everybody who is connected. It knows no transport: whatever
 * carries the messages opens a `PageSocket` and hands it over. A refused page is opened as well, and then closed with a code
 * that says why: a stock provider retries for ever when the handshake itself fails.
 */
import type { IncomingMessage } from 'node:http';
import { accessOf, seatOf } from '@entente/shared/negotiation/permissions';
import type { ConventionId, PersonId } from '@entente/shared/negotiation/state';
import { schemaVersion } from '@entente/shared/text/schema';
import { closeCodes } from '@entente/shared/wire/messages';
import type { EngineParts } from '../conventions/engine-parts.ts';
import type { Room } from '../conventions/room.ts';
import type { Rooms } from '../conventions/rooms.ts';
import type { Cancel, Scheduler } from '../scheduler.ts';
import { callerAddress } from './caller-address.ts';
import { closeWhereSessionsEnded, type SessionCheck } from './close-where-sessions-ended.ts';
import { Connection } from './connection.ts';
import { Doorkeeper } from './doorkeeper.ts';
import { KeepAlive } from './keep-alive.ts';
import type { CloseReason } from './member.ts';
import { isOwnOrigin } from './own-origin.ts';
import type { PageSocket } from './page-socket.ts';
import { Purses } from './purse.ts';
import type { SyncAddress } from './sync-address.ts';
import { usualWireLimits, type WireLimits } from './wire-limits.ts';

/** Somebody who is signed in, and by which of this person's sessions. */
export type SignedIn = { readonly person: PersonId; readonly session: string };

export type ReceptionOptions = {
  /** Whose session the request carries, checked against the database; `undefined` when nobody is signed in. */
  readonly authenticate: (request: IncomingMessage) => Promise<SignedIn | undefined>;
  /** Origins of our own pages (`https://host`), besides the one that the request itself was sent to. */
  readonly allowedOrigins: readonly string[];
  /** How often every page hears something; a stock provider gives up after 30 s of silence. */
  readonly keepAliveMilliseconds?: number;
  /** Those that are not the usual ones. */
  readonly limits?: Partial<WireLimits>;
  /** How many reverse proxies stand in front: what they say of a request's address is believed. */
  readonly trustedProxies?: number;
  readonly sessionCheckMilliseconds?: number;
} & Omit<SessionCheck, 'log'>;

/** Somebody who wants to connect: what was asked, where to, and how the way to the page is opened. */
export type Caller = {
  readonly request: IncomingMessage;
  readonly address: SyncAddress;
  /** Completes the handshake and calls back with the socket, at once; never calls back when the page has gone meanwhile. */
  readonly open: (then: (socket: PageSocket) => void, signedIn?: SignedIn) => void;
};

/** Why a handshake isn't even completed. */
export type TurnedAway = 'stopping' | 'foreign-origin' | 'too-many';

/** How that is said in HTTP. */
export const handshakeStatuses = {
  stopping: 503,
  'foreign-origin': 403,
  'too-many': 429,
} as const satisfies Record<TurnedAway, number>;

export type ReceptionParts = Pick<EngineParts, 'scheduler' | 'identifiers' | 'clock' | 'log'>;

type Refusal = 'signedOut' | 'notFound' | 'stalePage' | 'accessChanged' | 'restarting' | 'tooManyPages';
type Guest = Omit<
  ConstructorParameters<typeof Connection>[0],
  'socket' | 'limits' | 'purse' | 'onGone' | keyof ReceptionParts
>;
/** Where a page that is connected belongs. */
type Place = { readonly convention: ConventionId; readonly session: string };
/** Somebody at the door. `before`: how often people had been sent away when the session was looked at. */
type Ringing = { readonly signedIn: SignedIn; readonly from: string; readonly before: number };
type Arrival = { readonly guest: Guest; readonly place: Place; readonly from: string };

const usualKeepAliveMilliseconds = 15_000;
const minute = 60_000;
/** Milliseconds after which a page that does not answer the closing is cut off. */
export const lastGoodbyeMilliseconds = 3_000;

export class Reception {
  readonly #parts: ReceptionParts;
  readonly #limits: WireLimits;
  readonly #rooms: Rooms;
  readonly #options: ReceptionOptions;
  readonly #doorkeeper: Doorkeeper;
  readonly #purses: Purses;
  readonly #connections = new Map<Connection, Place>();
  readonly #keepAlive: KeepAlive;
  readonly #regular: readonly Cancel[];
  #isAccepting = true;
  #disconnections = 0;

  constructor({ scheduler, identifiers, clock, log }: ReceptionParts, rooms: Rooms, options: ReceptionOptions) {
    this.#parts = { scheduler, identifiers, clock, log };
    this.#limits = { ...usualWireLimits, ...options.limits };
    this.#rooms = rooms;
    this.#options = options;
    this.#doorkeeper = new Doorkeeper(this.#limits);
    this.#purses = new Purses(this.#limits, clock);
    this.#keepAlive = new KeepAlive(scheduler, options.keepAliveMilliseconds ?? usualKeepAliveMilliseconds);
    this.#regular = [
      this.#keepAlive.stop,
      scheduler.every(options.sessionCheckMilliseconds ?? minute, () => {
        void closeWhereSessionsEnded(this.#connections, { ...options, log });
      }),
      scheduler.every(minute, () => {
        this.#doorkeeper.forgetStrangers();
        this.#purses.forgetTheRested();
      }),
    ];
  }

  /** How many pages are connected. */
  get size(): number {
    return this.#connections.size;
  }

  /** Asked before anything else of a request is looked at; `undefined` lets it in. */
  turnsAway(request: IncomingMessage): TurnedAway | undefined {
    if (!this.#isAccepting) return 'stopping';
    if (this.isForeign(request)) return 'foreign-origin';
    return this.#doorkeeper.isTooMuch(this.#addressOf(request)) ? 'too-many' : undefined;
  }

  /** True for a request that the page of another site made. */
  isForeign(request: IncomingMessage): boolean {
    return !isOwnOrigin(request, this.#options.allowedOrigins);
  }

  /** Whose session a request carries. */
  signedIn(request: IncomingMessage): Promise<SignedIn | undefined> {
    return this.#options.authenticate(request);
  }

  disconnect(person: PersonId, reason: CloseReason, convention?: ConventionId): void {
    this.#disconnections += 1;
    for (const [connection, place] of [...this.#connections]) {
      const isThere = convention === undefined || convention === place.convention;
      if (connection.person === person && isThere) connection.close(reason);
    }
  }

  stopAccepting(): void {
    this.#isAccepting = false;
  }

  /** Sends everybody away to come back later; the transports wait until their sockets are closed. */
  close(): void {
    for (const cancel of this.#regular) cancel();
    for (const connection of [...this.#connections.keys()]) connection.close('restarting');
  }

  /** Connects a page, or tells it why not. Throws when something failed and nothing was opened. */
  async receive(caller: Caller): Promise<void> {
    const from = this.#addressOf(caller.request);
    const settled = this.#doorkeeper.rings(from);
    try {
      const before = this.#disconnections;
      const signedIn = await this.signedIn(caller.request);
      // A stranger opens no room.
      if (signedIn) await this.#lead(caller, { signedIn, from, before });
      else {
        this.#doorkeeper.wasStranger(from);
        caller.open((socket) => dismiss(socket, 'signedOut', this.#parts.scheduler));
      }
    } finally {
      settled();
    }
  }

  #addressOf(request: IncomingMessage): string {
    return callerAddress(request, this.#options.trustedProxies ?? 0);
  }

  async #lead(caller: Caller, ringing: Ringing): Promise<void> {
    const { convention } = caller.address;
    const { signedIn, from } = ringing;
    await this.#rooms.use(convention, async (room) => {
      const { guest: asked, seen } = await this.#guest(caller, ringing, room);
      caller.open((socket) => {
        const guest = typeof asked === 'string' ? asked : (this.#whyNotNow(asked, seen) ?? asked);
        if (typeof guest === 'string') dismiss(socket, guest, this.#parts.scheduler);
        else this.#welcome(socket, { guest, place: { convention, session: signedIn.session }, from });
      }, signedIn);
    });
  }

  /** Looked at when nothing is awaited any more: a room can fail, and rights end, at any moment before. */
  #whyNotNow({ room, person, access, organisation }: Guest, seen: number): Refusal | undefined {
    if (!this.#isAccepting || room.hasFailed) return 'restarting';
    if (this.#doorkeeper.hasAllPages(person)) return 'tooManyPages';
    const isAsItWas =
      accessOf(room.state, person) === access && seatOf(room.state, person)?.organisation.organisation === organisation;
    return isAsItWas && seen === this.#disconnections ? undefined : 'accessChanged';
  }

  #welcome(socket: PageSocket, { guest, place, from }: Arrival): void {
    const leaves = this.#doorkeeper.enters(guest.person, from);
    const { purse, leaves: closesPurse } = this.#purses.opens(guest.person);
    const connection: Connection = new Connection({
      ...guest,
      ...this.#parts,
      limits: this.#limits,
      purse,
      socket,
      onGone: () => {
        if (!this.#connections.delete(connection)) return;
        rests();
        leaves();
        closesPurse();
        this.#rooms.released(place.convention);
      },
    });
    this.#connections.set(connection, place);
    const rests = this.#keepAlive.join(connection);
    connection.start();
  }

  /**
   * Who comes, or why not. Asked again, the session included, when somebody was sent away meanwhile: it may have been this
   * person. (Whatever ends a session sends its person's pages away.)
   */
  async #guest(
    caller: Caller,
    { signedIn, before }: Ringing,
    room: Room | undefined,
  ): Promise<{ guest: Guest | Refusal; seen: number }> {
    let [session, seen]: [SignedIn | undefined, number] = [signedIn, before];
    for (;;) {
      const guest = session ? await this.#admitted(session, caller.address, room) : 'signedOut';
      if (seen === this.#disconnections) return { guest, seen };
      seen = this.#disconnections;
      session = await this.signedIn(caller.request);
    }
  }

  async #admitted({ person }: SignedIn, address: SyncAddress, room: Room | undefined): Promise<Guest | Refusal> {
    if (!room || accessOf(room.state, person) === undefined) return 'notFound';
    const { clientId, epoch, schema } = address;
    const isCurrent = epoch === room.epoch && schema === schemaVersion && (await room.isIssued(clientId, person));
    if (!isCurrent) return 'stalePage';
    const [flow, user] = await Promise.all([room.entrance(), room.userOf(person)]);
    // Read last: rights may have changed meanwhile.
    const access = accessOf(room.state, person);
    const organisation = seatOf(room.state, person)?.organisation.organisation;
    if (!user || access === undefined || organisation === undefined) return 'notFound';
    return { room, flow, clientId, person, organisation, access, user };
  }
}

function dismiss(socket: PageSocket, refusal: Refusal, scheduler: Scheduler): void {
  socket.on('error', () => undefined);
  socket.close(closeCodes[refusal], refusal);
  scheduler.after(lastGoodbyeMilliseconds, () => socket.terminate());
}
