/** One socket: reads what the page sends, hands it to the room, and keeps it from sending or holding back too much. */
import type { Access, OrganisationId, PersonId } from '@entente/shared/negotiation/state';
import { closeCodes, messageTypes, type Presence, type UpdateRefused } from '@entente/shared/wire/messages';
import * as decoding from 'lib0/decoding';
import type { RawData } from 'ws';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import type { EngineParts } from '../conventions/engine-parts.ts';
import type { Room } from '../conventions/room.ts';
import type { TextFlow } from '../conventions/text-flow.ts';
import { presenceFrame, refusedFrame, savedFrame } from './frames.ts';
import type { CloseReason, Member } from './member.ts';
import { ownPresenceEntry } from './own-presence-entry.ts';
import type { PageSocket } from './page-socket.ts';

export type ConnectionParts = {
  readonly socket: PageSocket;
  readonly room: Room;
  readonly flow: TextFlow;
  readonly clientId: number;
  readonly person: PersonId;
  readonly organisation: OrganisationId;
  readonly access: Access;
  readonly user: Presence['user'];
  readonly onGone: () => void;
} & Pick<EngineParts, 'scheduler' | 'identifiers'>;

/** A page that reads this much too slowly is cut off; it comes back and asks for what it lacks. */
const mostUnread = 8 * 1_048_576;
/** Messages that may wait for a command to be done before the page is made to wait itself. */
const mostWaiting = 256;
/** A page that does not answer the closing is cut off. */
const closingMilliseconds = 2_000;

/** 1011: not the page's fault; it comes back by itself. */
const codes = { ...closeCodes, failed: 1011 } as const satisfies Record<CloseReason, number>;

export class Connection implements Member {
  readonly connection: string;
  readonly clientId: number;
  readonly person: PersonId;
  readonly organisation: OrganisationId;
  readonly access: Access;
  user: Presence['user'];
  isSynced = false;
  readonly #parts: ConnectionParts;
  #isBarred = false;
  #isClosing = false;
  #isAlive = true;
  #received = 0;
  #saved = 0;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    this.connection = parts.identifiers.newId();
    this.clientId = parts.clientId;
    this.person = parts.person;
    this.organisation = parts.organisation;
    this.access = parts.access;
    this.user = parts.user;
  }

  get isBarred(): boolean {
    return this.#isBarred;
  }

  /** Joins the room and begins to talk: what does the page have, and who is here. */
  start(): void {
    const { socket, room, flow } = this.#parts;
    socket.on('message', (data, isBinary) => this.#onMessage(data, isBinary));
    socket.on('pong', () => {
      this.#isAlive = true;
    });
    socket.on('close', () => this.#gone());
    // The close event follows, and says all there is to know.
    socket.on('error', () => undefined);
    room.join(this);
    this.send(flow.question());
    this.send(room.gathering.presence.frameFor(this));
  }

  send(frame: Uint8Array): void {
    const { socket } = this.#parts;
    if (this.#isClosing || socket.readyState !== socket.OPEN) return;
    socket.send(frame);
    if (socket.bufferedAmount > mostUnread) socket.terminate();
  }

  acknowledge(n: number): void {
    this.#saved = n;
    this.send(savedFrame(this.#saved));
  }

  refuse(refused: UpdateRefused): void {
    if (this.#isBarred) return;
    this.#isBarred = true;
    this.send(refusedFrame(refused));
    this.#close(closeCodes.updateRefused, refused.code);
  }

  close(reason: CloseReason): void {
    this.#close(codes[reason], reason);
  }

  /** Called every few seconds: says something to the page, and cuts off one that no longer answers. */
  keepAlive(): void {
    const { socket } = this.#parts;
    if (!this.#isAlive) {
      socket.terminate();
      return;
    }
    this.#isAlive = false;
    socket.ping();
    this.send(presenceFrame([]));
  }

  terminate(): void {
    this.#parts.socket.terminate();
  }

  #close(code: number, reason: string): void {
    const { socket, scheduler } = this.#parts;
    if (this.#isClosing) return;
    this.#isClosing = true;
    socket.close(code, reason);
    scheduler.after(closingMilliseconds, () => socket.terminate());
    this.#gone();
  }

  #gone(): void {
    this.#isClosing = true;
    const { room, onGone } = this.#parts;
    room.gathering.leave(this);
    onGone();
  }

  #onMessage(data: RawData, isBinary: boolean): void {
    if (this.#isClosing) return;
    try {
      if (!isBinary) throw new TypeError('a text message');
      this.#read(decoding.createDecoder(bytesOf(data)));
    } catch {
      // Whatever the reader stumbled on, the bytes are not of this protocol.
      this.close('malformed');
    }
  }

  #read(decoder: decoding.Decoder): void {
    const type = decoding.readVarUint(decoder);
    switch (type) {
      case messageTypes.sync:
        this.#readSync(decoder);
        return;
      case messageTypes.awareness:
        this.#readPresence(decoding.readVarUint8Array(decoder));
        return;
      case messageTypes.queryAwareness:
        this.send(this.#parts.room.gathering.presence.frameFor(this));
        return;
      case messageTypes.diverged:
        this.#readDiverged(decoding.readVarString(decoder));
        return;
      default:
        throw new RangeError(`unknown message type ${type}`);
    }
  }

  #readSync(decoder: decoding.Decoder): void {
    const kind = decoding.readVarUint(decoder);
    const bytes = decoding.readVarUint8Array(decoder);
    switch (kind) {
      case messageYjsSyncStep1:
        Y.decodeStateVector(bytes);
        this.#parts.flow.answer(this, bytes);
        return;
      case messageYjsSyncStep2:
      case messageYjsUpdate:
        this.#receive(bytes);
        return;
      default:
        throw new RangeError(`unknown sync message ${kind}`);
    }
  }

  #receive(update: Uint8Array): void {
    this.#received += 1;
    const { socket, flow, room } = this.#parts;
    if (flow.receive(this, update, this.#received) < mostWaiting) return;
    socket.pause();
    const resume = () => socket.resume();
    room.settle().then(resume, resume);
  }

  /** The page has another text than was sent to it: it starts afresh, and the operator hears of it. */
  #readDiverged(digest: string): void {
    if (!/^[0-9a-f]{64}$/.test(digest)) throw new RangeError('a digest that is none');
    this.#parts.room.noteDiverged(this, digest);
    this.close('stalePage');
  }

  #readPresence(update: Uint8Array): void {
    const { room } = this.#parts;
    const entry = ownPresenceEntry(update, this.clientId);
    if (entry.kind === 'shown') room.gathering.presence.show(this.clientId, this.user, entry.presence);
    else if (entry.kind === 'gone') room.gathering.presence.clear(this.clientId);
  }
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
