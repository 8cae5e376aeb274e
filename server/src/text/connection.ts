/** One socket: reads what the page sends, hands it to the room, and keeps it from sending or holding back too much. */

import { assertNever } from '@entente/shared/assert-never';
import type { Access, OrganisationId, PersonId } from '@entente/shared/negotiation/state';
import { closeCodes, type Presence, type UpdateRefused } from '@entente/shared/wire/messages';
import type { RawData } from 'ws';
import type { EngineParts } from '../conventions/engine-parts.ts';
import type { Room } from '../conventions/room.ts';
import type { TextFlow } from '../conventions/text-flow.ts';
import { withoutData } from '../log.ts';
import { isAnswer, refusedFrame, savedFrame } from './frames.ts';
import { Intake } from './intake.ts';
import type { CloseReason, Member } from './member.ts';
import type { OwnEntry } from './own-presence-entry.ts';
import { Packet } from './packet.ts';
import { type PageMessage, readPageMessage } from './page-message.ts';
import type { PageSocket } from './page-socket.ts';
import { nobodysPresence } from './presence-news.ts';
import type { Purse } from './purse.ts';
import type { WireLimits } from './wire-limits.ts';

export type ConnectionParts = {
  readonly socket: PageSocket;
  readonly room: Room;
  readonly flow: TextFlow;
  readonly clientId: number;
  readonly person: PersonId;
  readonly organisation: OrganisationId;
  readonly access: Access;
  readonly user: Presence['user'];
  readonly limits: WireLimits;
  readonly purse: Purse;
  readonly onGone: () => void;
} & Pick<EngineParts, 'scheduler' | 'identifiers' | 'clock' | 'log'>;

/** Messages that may wait for a command to be done before the page is made to wait itself. */
const mostWaiting = 256;
/** A page that does not answer the closing is cut off. */
const closingMilliseconds = 2_000;

const nothingElse = new Packet([]);
const signOfLife = new Packet([nobodysPresence]);

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
  readonly #socket: PageSocket;
  #isBarred = false;
  #isClosing = false;
  #isAlive = true;
  #received = 0;
  readonly #intake: Intake;
  readonly #overdrafts: number;
  /** Bytes of the largest answer to sync step 1 that may not have been read yet. */
  #answer = 0;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    this.#socket = parts.socket;
    this.#intake = new Intake(parts);
    this.#overdrafts = parts.purse.overdrafts;
    this.connection = parts.identifiers.newId();
    this.clientId = parts.clientId;
    this.person = parts.person;
    this.organisation = parts.organisation;
    this.access = parts.access;
    this.user = parts.user;
  }

  get isBarred(): boolean {
    return this.#isBarred || this.#isOverdrawn;
  }

  /** On whichever of its pages a person was too quick: what waits on the others is not judged either. */
  get #isOverdrawn(): boolean {
    return this.#parts.purse.overdrafts !== this.#overdrafts;
  }

  /** Joins the room and begins to talk: what does the page have, and who is here. */
  start(): void {
    const { room, flow } = this.#parts;
    const socket = this.#socket;
    socket.on('message', (data, isBinary) => this.#onMessage(data, isBinary));
    socket.on('pong', () => {
      this.#isAlive = true;
      this.#mayGoOn(0);
    });
    // Answered by the socket itself, whether anybody reads the answer or not.
    socket.on('ping', () => this.#mayGoOn(0));
    socket.on('close', () => this.#gone());
    // The close event follows, and says all there is to know.
    socket.on('error', () => undefined);
    room.join(this);
    flow.ask(this);
    this.send(room.gathering.presence.frameFor(this));
  }

  send(frame: Uint8Array): void {
    if (!this.#keepsUp()) return;
    this.#socket.send(frame);
    if (isAnswer(frame)) this.#answered(frame.byteLength);
  }

  deliver(packet: Packet): void {
    if (this.#isClosing) return;
    // Hundreds of pages are sent the same at once: how much each has not read is asked only where a write had to wait.
    const isRead = this.#write(packet);
    if (packet.answerLength > 0) this.#answered(packet.answerLength);
    if (isRead) this.#answer = 0;
    else this.#keepsUp();
  }

  acknowledge(n: number, packet = nothingElse): void {
    this.deliver(packet.and(savedFrame(n)));
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
    const socket = this.#socket;
    if (this.#isOverdrawn) {
      this.close('tooFast');
      return;
    }
    // A page that is made to wait can't be heard answering.
    if (!this.#isAlive && !this.#intake.isHeld) {
      socket.terminate();
      return;
    }
    this.#isAlive = false;
    socket.ping();
    this.deliver(signOfLife);
  }

  #close(code: number, reason: string): void {
    const { scheduler } = this.#parts;
    const socket = this.#socket;
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#intake.end();
    socket.close(code, reason);
    scheduler.after(closingMilliseconds, () => socket.terminate());
    this.#gone();
  }

  #gone(): void {
    this.#isClosing = true;
    this.#intake.end();
    const { room, onGone } = this.#parts;
    room.gathering.leave(this);
    onGone();
  }

  /** False when much of what the page was sent may not have been read yet. */
  #write(packet: Packet): boolean {
    const socket = this.#socket;
    if (socket.sendFramed) return socket.sendFramed(packet.framed);
    for (const message of packet.messages) socket.send(message);
    return false;
  }

  /** A page that reads too slowly is sent away: it comes back, and asks for what it lacks. */
  #keepsUp(): boolean {
    const { limits } = this.#parts;
    const socket = this.#socket;
    if (this.#isClosing || socket.readyState !== socket.OPEN) return false;
    const unread = socket.bufferedAmount;
    if (unread === 0) this.#answer = 0;
    if (unread <= limits.unreadBytes + this.#answer) return true;
    this.close('fellBehind');
    return false;
  }

  paysFor(steps: number): void {
    if (!this.#isClosing && !this.#intake.takeJudging(steps)) this.close('tooFast');
  }

  /** A whole text may be longer than what else may wait, and asking for it costs as much as sending it would. */
  #answered(bytes: number): void {
    this.#answer = Math.max(this.#answer, bytes);
    this.#paysForAnswer(bytes);
  }

  /** What a page is sent because it asked for it. */
  #paysForAnswer(bytes: number): void {
    if (!this.#intake.takeAnswer(bytes)) this.close('tooFast');
  }

  #onMessage(data: RawData, isBinary: boolean): void {
    const bytes = bytesOf(data);
    if (!this.#mayGoOn(bytes.byteLength)) return;
    const message = isBinary ? readPageMessage(bytes, this.clientId) : undefined;
    if (message) this.#hear(message);
    else this.close('malformed');
  }

  /** Takes the price of what the page sent; false when it is on its way out. */
  #mayGoOn(bytes: number): boolean {
    if (this.#isClosing) return false;
    if (!this.#isOverdrawn && this.#intake.takeMessage(bytes)) return true;
    this.close('tooFast');
    return false;
  }

  #hear(message: PageMessage): void {
    try {
      this.#act(message);
    } catch (error) {
      // A defect here must cost the page that found it, not everybody's.
      const { log, room } = this.#parts;
      log.error({ convention: room.id, person: this.person, err: withoutData(error) }, 'a message could not be heard');
      this.close('failed');
    }
  }

  #act(message: PageMessage): void {
    const { room, flow } = this.#parts;
    switch (message.kind) {
      case 'question':
        flow.answer(this, message.stateVector);
        return;
      case 'update':
        this.#receive(message);
        return;
      case 'presence':
        this.#show(message.own);
        return;
      case 'who-is-here':
        this.#sayWhoIsHere();
        return;
      case 'diverged':
        // It starts afresh, and the operator hears of it.
        room.noteDiverged(this, message.digest);
        this.close('stalePage');
        return;
      default:
        assertNever(message);
    }
  }

  #receive({ update, isAnswer }: PageMessage & { kind: 'update' }): void {
    this.#received += 1;
    const { flow, room } = this.#parts;
    if (flow.receive({ member: this, update, n: this.#received, isAnswer }) < mostWaiting || this.#intake.isHeld)
      return;
    const release = this.#intake.hold();
    room.settle().then(release, release);
  }

  #sayWhoIsHere(): void {
    const frame = this.#parts.room.gathering.presence.frameFor(this);
    this.send(frame);
    this.#paysForAnswer(frame.byteLength);
  }

  #show(own: OwnEntry): void {
    const { presence } = this.#parts.room.gathering;
    if (own.kind === 'shown') presence.show(this.clientId, this.user, own.presence);
    else if (own.kind === 'gone') presence.clear(this.clientId);
  }
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
