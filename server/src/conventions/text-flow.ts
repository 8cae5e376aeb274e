/**
 * How an edit travels: it waits with whatever else arrives until the batch before it is durable; then it is judged and
 * applied, so that the next one is judged on the text with it; the batch is committed; only then is it sent to the others
 * and acknowledged to its author. Nobody is ever sent what is not durable, a first synchronisation included.
 */
import type { Actor } from '@entente/shared/negotiation/commands';
import type { SectionId } from '@entente/shared/sections/sections';
import * as Y from 'yjs';
import type { Scheduler } from '../scheduler.ts';
import type { LoadedText, TextUpdate } from '../storage/convention-store.ts';
import { syncStep1Frame } from '../text/frames.ts';
import type { LiveText } from '../text/live-text.ts';
import type { Member } from '../text/member.ts';
import { deliver } from '../text/outbox.ts';
import { serverConnection } from '../text/server-connection.ts';
import type { Facts } from './convention-record.ts';
import { ConvergenceWatch } from './convergence-watch.ts';
import { editFacts } from './edit-facts.ts';
import { FirstAnswers } from './first-answers.ts';
import type { Gathering } from './gathering.ts';
import { Judge, type JudgeParts } from './judge.ts';
import { Pace } from './pace.ts';
import type { RoomGate } from './room-gate.ts';
import { TextBatch } from './text-batch.ts';
import { type Arrival, type Incoming, TextInbox } from './text-inbox.ts';
import { TextOpening } from './text-opening.ts';

export type FlowParts = JudgeParts & {
  readonly gate: RoomGate;
  readonly scheduler: Scheduler;
  readonly gathering: Gathering;
  /** Facts were appended with an edit (stances reset). */
  readonly onFacts: (events: Facts['events']) => void;
  /** What the text is could not be said to the pages that compare themselves with it. */
  readonly onUntold: (error: unknown) => void;
  /** The room can't go on: what is in memory and what is durable may differ. */
  readonly onFailure: (error: unknown) => void;
};

/** Updates judged in one go; the rest waits for the next batch, so that the server stays at hand for everybody else. */
const largestBatch = 200;

export class TextFlow {
  readonly #parts: FlowParts;
  readonly #judge: Judge;
  readonly #inbox = new TextInbox();
  readonly #answers: FirstAnswers;
  readonly #pace: Pace;
  readonly #watch: ConvergenceWatch;
  readonly #opening: TextOpening;
  #committing: Promise<void> | undefined;
  #failure: unknown;

  private constructor(parts: FlowParts, read: LoadedText) {
    const { gate, scheduler, gathering, record } = parts;
    this.#parts = parts;
    this.#judge = new Judge(parts);
    this.#pace = new Pace(scheduler);
    this.#opening = new TextOpening({ scheduler, onFailure: (error) => this.#fail(error) }, read);
    this.#answers = new FirstAnswers({
      gate,
      scheduler,
      isCommitting: () => this.isSendingSoon,
      doc: () => this.text.doc,
    });
    this.#answers.offer(read);
    this.#watch = new ConvergenceWatch({
      gate,
      scheduler,
      members: gathering.members,
      text: () => this.text,
      head: () => record.textHead,
      onFailure: (error) => {
        // A room that has failed has sent its pages away, and said why: nobody is left to be told.
        if (this.#failure === undefined) parts.onUntold(error);
      },
    });
  }

  /** Reads the text from the store; it becomes a document later, or when {@link text} is asked for. */
  static async load(parts: FlowParts): Promise<TextFlow> {
    return new TextFlow(parts, await parts.record.loadText());
  }

  /** The text with all that was admitted. Within `gate.alone` all of it is durable. Throws when it can't be opened. */
  get text(): LiveText {
    return this.#opening.live;
  }

  /** True while edits are on their way to the disk, and from there to the pages. */
  get isSendingSoon(): boolean {
    return this.#committing !== undefined;
  }

  /** An update message of a member. Returns how many messages wait. */
  receive(message: Incoming): number {
    let waiting = 0;
    const held = this.#parts.gate.pass(() => {
      waiting = this.#accept(message);
    });
    return Math.max(held, waiting);
  }

  /** The server's own first question, as soon as it can be put: what does the page have that is missing here? */
  ask(member: Member): void {
    this.#opening.came(member, () => member.send(syncStep1Frame(Y.encodeStateVector(this.text.doc))));
  }

  /** Answers sync step 1 with what the page lacks, once everything is durable; without the document, when it lacks all. */
  answer(member: Member, stateVector: Uint8Array): void {
    this.#answers.answer(member, stateVector);
    this.#opening.answered(member);
    this.#watch.due();
  }

  /** Resolves when everything that arrived is judged and durable. Throws when the room has failed. */
  async settle(): Promise<void> {
    while (this.#committing) await this.#committing;
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Writes as the server, on somebody's behalf; within `gate.alone` only. Durable and sent when it resolves. */
  async write(by: Omit<Actor, 'rank'>, section: SectionId, change: () => void): Promise<void> {
    const { record, clock } = this.#parts;
    const bytes = this.text.write(section, change);
    if (!bytes) return;
    const { person, organisation } = by;
    try {
      await record.appendText([
        { person, organisation, connection: serverConnection, at: clock().toISOString(), bytes },
      ]);
    } catch (error) {
      this.#fail(error);
      throw error;
    }
    this.#send({ text: bytes });
  }

  destroy(): void {
    this.#watch.stop();
    this.#answers.forget();
    this.#opening.destroy();
  }

  #accept(message: Incoming): number {
    if (message.member.isBarred || this.#failure !== undefined) return 0;
    const waiting = this.#inbox.add(message);
    this.#committing ??= this.#commitAll();
    return waiting;
  }

  async #commitAll(): Promise<void> {
    const { scheduler, gathering } = this.#parts;
    try {
      // Whatever else arrives in this turn of the loop goes into the same batch.
      await scheduler.nextTurn();
      while (!this.#inbox.isEmpty) {
        await this.#pace.rested();
        await this.#commitNext();
        this.#answers.send();
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#committing = undefined;
    }
    gathering.presence.tell();
  }

  async #commitNext(): Promise<void> {
    const batch = new TextBatch();
    const arrivals = this.#inbox.take(largestBatch);
    const { judged, misjudged } = this.#judgeSome(arrivals, batch);
    if (!misjudged) {
      this.#inbox.putBack(arrivals.slice(judged));
      await this.#commit(batch);
      // What was refused is committed by nobody, and would let nothing else of the server through.
      if (batch.isLaborious) await this.#parts.scheduler.nextTurn();
      return;
    }
    // The text in memory can't be trusted any more. Nothing of the batch was stored: it is judged again, without the culprit.
    this.#inbox.putBack(arrivals.filter(({ member }) => member !== misjudged.member));
    this.#opening.replace(await this.#parts.record.loadText());
    this.#answers.forget();
  }

  /** Judges until one is misjudged, or until it has taken long enough. */
  #judgeSome(arrivals: readonly Arrival[], batch: TextBatch): { judged: number; misjudged?: Arrival } {
    let judged = 0;
    for (const arrival of arrivals) {
      if (batch.isLaborious) break;
      judged += 1;
      if (this.#judge.judge(arrival, this.text, batch) === 'misjudged') return { judged, misjudged: arrival };
    }
    return { judged };
  }

  async #commit(batch: TextBatch): Promise<void> {
    const { record, clock, onFacts } = this.#parts;
    const { updates, acknowledgements } = batch;
    const events = editFacts(record.state, { batch, text: this.text, at: clock().toISOString() });
    if (events.length > 0) await record.append({ events, words: [], keptTexts: [], updates });
    else if (updates.length > 0) await record.appendText(updates, batch.isMinutes);
    this.#send({ text: merged(updates), textIsFrom: batch.onlyAuthor, saved: acknowledgements });
    if (events.length > 0) onFacts(events);
  }

  #send(turn: { text: Uint8Array | undefined; textIsFrom?: Member | undefined; saved?: ReadonlyMap<Member, number> }) {
    const { members, presence } = this.#parts.gathering;
    if (turn.text) {
      this.#answers.became(turn.text);
      this.#pace.sends(members.size);
      this.#watch.due();
    }
    deliver({ ...turn, members, presence: presence.takeNews() });
  }

  #fail(error: unknown): void {
    if (this.#failure !== undefined) return;
    this.#failure = error;
    this.#parts.onFailure(error);
  }
}

/** In one update, for everybody; `undefined` when there is nothing. */
function merged(updates: readonly TextUpdate[]): Uint8Array | undefined {
  const [first, ...others] = updates;
  return others.length === 0 ? first?.bytes : Y.mergeUpdates(updates.map(({ bytes }) => bytes));
}
