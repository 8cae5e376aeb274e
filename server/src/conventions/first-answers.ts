/**
 * Answers to sync step 1: what a page lacks, all of it durable. Pages that ask while something is being committed wait
 * together until that is done; nothing has to stop for them. What many ask for (everything, or what was missed since the
 * same moment) is encoded once.
 */
import * as Y from 'yjs';
import type { Cancel, Scheduler } from '../scheduler.ts';
import type { LoadedText } from '../storage/convention-store.ts';
import { joinUpdates } from '../storage/text-log/join-updates.ts';
import { syncStep2Frame, updateFrame } from '../text/frames.ts';
import type { Member } from '../text/member.ts';
import { Packet } from '../text/packet.ts';
import type { RoomGate } from './room-gate.ts';

type Question = { readonly member: Member; readonly stateVector: Uint8Array };

/** What was answered to a state vector, and what became durable since. */
type Answer = {
  readonly stateVector: Uint8Array;
  readonly frame: Uint8Array;
  readonly since: Uint8Array[];
  sinceBytes: number;
  /** All of it, for everybody who asks until something more becomes durable. */
  packet: Packet | undefined;
};

export type DurableText = {
  readonly gate: RoomGate;
  readonly scheduler: Scheduler;
  /** True while edits are on their way to the disk; {@link FirstAnswers.send} is called when they are there. */
  readonly isCommitting: () => boolean;
  readonly doc: () => Y.Doc;
};

/** An answer is kept for so many milliseconds after it was made: joiners come in storms. */
const keptMilliseconds = 10_000;
/** Encoding again is cheaper than merging more than this. */
const mostSince = 100;
/** Opening a text is cheaper than joining more updates that no snapshot holds yet. */
const mostUnheld = 2_000;
const emptyStateVector = Uint8Array.of(0);
const emptyUpdate = Uint8Array.of(0, 0);
/** Bytes that are kept in memory for joiners who may never come. */
const mostSinceBytes = 262_144;

export class FirstAnswers {
  readonly #text: DurableText;
  #waiting: Question[] = [];
  #answer: Answer | undefined;
  #forget: Cancel | undefined;

  constructor(text: DurableText) {
    this.#text = text;
  }

  /** The text has just been read: for a while, that is what pages are sent that come with nothing. */
  offer({ snapshot, updates }: LoadedText): void {
    if (updates.length > mostUnheld) return;
    const unheld = updates.length > 0 ? joinUpdates(updates.map(({ bytes }) => bytes)) : undefined;
    const frame = syncStep2Frame(snapshot?.state ?? unheld ?? emptyUpdate);
    this.#keep({ stateVector: emptyStateVector, frame, since: snapshot && unheld ? [unheld] : [] });
  }

  answer(member: Member, stateVector: Uint8Array): void {
    const { gate, isCommitting } = this.#text;
    this.#waiting.push({ member, stateVector });
    if (isCommitting()) return;
    if (gate.isFree) this.send();
    // A settling that fails has closed every socket already: nobody is left to answer.
    else if (this.#waiting.length === 1) gate.alone(async () => this.send()).catch(() => undefined);
  }

  /** Answers everybody who waits; to be called when all of the text is durable. */
  send(): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    for (const { member, stateVector } of waiting) {
      member.deliver(this.#packetFor(stateVector));
      member.isSynced = true;
    }
  }

  /** An update of the text became durable. */
  became(update: Uint8Array): void {
    if (!this.#answer) return;
    this.#answer.sinceBytes += update.byteLength;
    this.#answer.packet = undefined;
    if (this.#answer.since.length === mostSince || this.#answer.sinceBytes > mostSinceBytes) this.forget();
    else this.#answer.since.push(update);
  }

  forget(): void {
    this.#forget?.();
    this.#answer = undefined;
  }

  #packetFor(stateVector: Uint8Array): Packet {
    const answer = this.#answerTo(stateVector);
    answer.packet ??= packetOf(answer);
    return answer.packet;
  }

  #answerTo(stateVector: Uint8Array): Answer {
    if (this.#answer && Buffer.compare(this.#answer.stateVector, stateVector) === 0) return this.#answer;
    const frame = syncStep2Frame(Y.encodeStateAsUpdate(this.#text.doc(), stateVector));
    return this.#keep({ stateVector, frame, since: [] });
  }

  #keep(made: Pick<Answer, 'stateVector' | 'frame' | 'since'>): Answer {
    this.forget();
    const sinceBytes = made.since.reduce((sum, { byteLength }) => sum + byteLength, 0);
    const answer: Answer = { ...made, sinceBytes, packet: undefined };
    this.#answer = answer;
    this.#forget = this.#text.scheduler.after(keptMilliseconds, () => {
      this.#answer = undefined;
    });
    return answer;
  }
}

/**
 * What became durable since goes first, and waits at the page for what it leans on: a page calls itself synchronised when
 * it has read the answer, and must then have everything.
 */
function packetOf({ frame, since }: Answer): Packet {
  if (since.length === 0) return new Packet([frame]);
  const update = Y.mergeUpdates(since);
  since.splice(0, since.length, update);
  return new Packet([updateFrame(update), frame]);
}
