/**
 * How an edit travels: it is admitted and applied at once, so that the next one is judged on the text with it; it goes
 * into the batch that fills while another is being committed; only once it is durable is it sent to the others and
 * acknowledged to its author. Nobody is ever sent what is not durable, a first synchronisation included.
 */
import type { Actor } from '@entente/shared/negotiation/commands';
import type { SectionId } from '@entente/shared/sections/sections';
import type { Admission, Admitted } from '@entente/shared/text/admission/admission';
import { admit } from '@entente/shared/text/admission/admit';
import * as Y from 'yjs';
import type { Clock } from '../clock.ts';
import type { Scheduler } from '../scheduler.ts';
import type { TextUpdate } from '../storage/convention-store.ts';
import { syncStep1Frame, updateFrame } from '../text/frames.ts';
import { LiveText } from '../text/live-text.ts';
import type { Member } from '../text/member.ts';
import { serverConnection } from '../text/server-client-id.ts';
import type { AuthorLedger } from './author-ledger.ts';
import type { ConventionRecord, Facts } from './convention-record.ts';
import { ConvergenceWatch } from './convergence-watch.ts';
import { editFacts } from './edit-facts.ts';
import { FirstAnswers } from './first-answers.ts';
import type { RoomGate } from './room-gate.ts';
import { TextBatch } from './text-batch.ts';
import { writingRights } from './writing-rights.ts';

export type FlowParts = {
  readonly record: ConventionRecord;
  readonly ledger: AuthorLedger;
  readonly gate: RoomGate;
  readonly clock: Clock;
  /** Bytes from which the text may not grow any more. */
  readonly largestText: number;
  readonly scheduler: Scheduler;
  readonly members: ReadonlySet<Member>;
  /** Facts were appended with an edit (stances reset). */
  readonly onFacts: (events: Facts['events']) => void;
  /** The room can't go on: what is in memory and what is durable may differ. */
  readonly onFailure: (error: unknown) => void;
  /** Admission stumbled over what a page sent, or Yjs did something else with it: the page's connection must end. */
  readonly onMisjudged: (error: unknown, member: Member) => void;
};

export class TextFlow {
  readonly #parts: FlowParts;
  #text: LiveText;
  #batch = new TextBatch();
  #committing: Promise<void> | undefined;
  #isTainted = false;
  #failure: unknown;
  readonly #answers: FirstAnswers;
  readonly #watch: ConvergenceWatch;

  private constructor(parts: FlowParts, text: LiveText) {
    this.#parts = parts;
    this.#text = text;
    this.#answers = new FirstAnswers({
      gate: parts.gate,
      isSettled: () => this.#committing === undefined && this.#batch.isEmpty,
      doc: () => this.#text.doc,
      head: () => parts.record.textHead,
    });
    this.#watch = new ConvergenceWatch({ ...parts, text: () => this.#text, head: () => parts.record.textHead });
  }

  static async load(parts: FlowParts): Promise<TextFlow> {
    return new TextFlow(parts, LiveText.load(await parts.record.loadText()));
  }

  /** The text with all that was admitted. Within `gate.alone` all of it is durable. */
  get text(): LiveText {
    return this.#text;
  }

  /** Update message number `n` of a member. Returns how many messages wait. */
  receive(member: Member, update: Uint8Array, n: number): number {
    return this.#parts.gate.pass(() => {
      if (!member.isBarred && this.#failure === undefined) this.#judge(member, update, n);
    });
  }

  /** The server's own first question: what does the page have that is missing here? */
  question(): Uint8Array {
    return syncStep1Frame(Y.encodeStateVector(this.#text.doc));
  }

  /** Answers sync step 1 with what the page lacks, once everything is durable. */
  answer(member: Member, stateVector: Uint8Array): void {
    this.#answers.answer(member, stateVector);
    this.#watch.due();
  }

  /** Resolves when everything admitted is durable. Throws when the room has failed. */
  async settle(): Promise<void> {
    while (this.#committing) await this.#committing;
    if (this.#failure !== undefined) throw this.#failure;
    if (!this.#isTainted) return;
    this.#text.destroy();
    this.#text = LiveText.load(await this.#parts.record.loadText());
    this.#isTainted = false;
  }

  /** Writes as the server, on somebody's behalf; within `gate.alone` only. Durable and sent when it resolves. */
  async write(by: Omit<Actor, 'rank'>, section: SectionId, change: () => void): Promise<void> {
    const { record, clock } = this.#parts;
    const bytes = this.#text.write(section, change);
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
    for (const member of this.#parts.members) if (member.isSynced) member.send(updateFrame(bytes));
    this.#watch.due();
  }

  destroy(): void {
    this.#watch.stop();
    this.#text.destroy();
  }

  #judge(member: Member, update: Uint8Array, n: number): void {
    if (this.#isTainted) {
      member.close('restarting');
      return;
    }
    const admission = this.#admission(member, update);
    if (admission === undefined) return;
    if (admission.kind === 'refused') {
      member.refuse({ code: admission.code, section: admission.section });
      return;
    }
    if (admission.kind === 'admitted' && !this.#take(member, admission)) return;
    this.#batch.acknowledge(member, n);
    this.#committing ??= this.#commitAll();
  }

  #admission(member: Member, update: Uint8Array): Admission | undefined {
    const { record, ledger, largestText, clock, onMisjudged } = this.#parts;
    const writer = { member, ledger, text: this.#text, largestText, clock };
    try {
      return admit(this.#text.doc, update, writingRights(record.state, writer));
    } catch (error) {
      // A defect here must cost the page that found it, not everybody's.
      onMisjudged(error, member);
      return undefined;
    }
  }

  #take(member: Member, admitted: Admitted): boolean {
    const { person, organisation, connection } = member;
    try {
      const { bytes, isTidied } = this.#text.apply(admitted);
      const at = this.#parts.clock().toISOString();
      this.#batch.add(member, { person, organisation, connection, at, bytes }, admitted.sections);
      if (isTidied) this.#batch.concernsAll();
      return true;
    } catch (error) {
      this.#isTainted = true;
      this.#parts.onMisjudged(error, member);
      this.#parts.gate.alone(async () => undefined).catch((failure: unknown) => this.#fail(failure));
      return false;
    }
  }

  async #commitAll(): Promise<void> {
    try {
      // Whatever else arrives in this turn of the loop goes into the same batch.
      await this.#parts.scheduler.nextTurn();
      while (!this.#batch.isEmpty) {
        const batch = this.#batch;
        this.#batch = new TextBatch();
        await this.#commit(batch);
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#committing = undefined;
    }
  }

  async #commit(batch: TextBatch): Promise<void> {
    const { record, clock, onFacts } = this.#parts;
    const events = editFacts(record.state, { batch, text: this.#text, at: clock().toISOString() });
    if (events.length > 0) await record.append({ events, words: [], keptTexts: [], updates: batch.updates });
    else if (batch.updates.length > 0) await record.appendText(batch.updates);
    this.#send(batch);
    batch.settled();
    if (events.length > 0) onFacts(events);
  }

  #send(batch: TextBatch): void {
    if (batch.updates.length === 0) return;
    this.#watch.due();
    const readers = [...this.#parts.members].filter((member) => member.isSynced && !batch.isNoNewsFor(member));
    if (readers.length === 0) return;
    const frame = updateFrame(merged(batch.updates));
    for (const reader of readers) reader.send(frame);
  }

  #fail(error: unknown): void {
    if (this.#failure !== undefined) return;
    this.#failure = error;
    this.#parts.onFailure(error);
  }
}

function merged(updates: readonly TextUpdate[]): Uint8Array {
  const [only, ...others] = updates;
  return only && others.length === 0 ? only.bytes : Y.mergeUpdates(updates.map(({ bytes }) => bytes));
}
