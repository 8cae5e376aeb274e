/** One convention, open: its negotiation, its text, and the pages connected to it. */

import type { Actor } from '@entente/shared/negotiation/commands';
import type { Event } from '@entente/shared/negotiation/events';
import { accessOf, seatOf } from '@entente/shared/negotiation/permissions';
import type { Refusal } from '@entente/shared/negotiation/reasons';
import type { Convention, PersonId } from '@entente/shared/negotiation/state';
import type { SignatureEvidence } from '@entente/shared/signing/proof';
import type { Digest } from '@entente/shared/text/digest';
import type { Presence } from '@entente/shared/wire/messages';
import { withoutData } from '../log.ts';
import { StorageFull } from '../storage/storage-errors.ts';
import type { LiveText } from '../text/live-text.ts';
import type { Member } from '../text/member.ts';
import { anchorThread, mayReopen, type Range } from './anchor-thread.ts';
import { AuthorLedger } from './author-ledger.ts';
import type { ConventionRecord } from './convention-record.ts';
import type { Accepted, Anchored, ToSign } from './conventions.ts';
import type { EngineParts } from './engine-parts.ts';
import { type Executed, executeCommand, type Order } from './execute-command.ts';
import { beginSigning, executeSignature, type SigningDesk } from './execute-signature.ts';
import { Gathering } from './gathering.ts';
import { peopleNamed } from './people-named.ts';
import { presenceUser } from './presence-user.ts';
import { openMeeting, presentActors } from './record-presence.ts';
import { RoomGate } from './room-gate.ts';
import { TextFlow } from './text-flow.ts';

export class Room {
  /** The pages connected to it. */
  readonly gathering: Gathering;
  readonly #parts: EngineParts;
  readonly #record: ConventionRecord;
  readonly #ledger: AuthorLedger;
  readonly #gate = new RoomGate(() => this.#settled());
  #flow: Promise<TextFlow> | undefined;
  #loaded: TextFlow | undefined;
  #users = { version: 0, known: new Map<PersonId, Promise<Presence['user'] | undefined>>() };
  #failure: unknown;

  constructor(parts: EngineParts, record: ConventionRecord) {
    this.#parts = parts;
    this.#record = record;
    this.#ledger = new AuthorLedger(parts.store, record.id);
    this.gathering = new Gathering(parts, () => this.#loaded?.isSendingSoon ?? false);
  }

  get id(): string {
    return this.#record.id;
  }

  get state(): Convention {
    return this.#record.state;
  }

  get version(): number {
    return this.#record.version;
  }

  get epoch(): string {
    return this.#record.epoch;
  }

  /** True when what is in memory can't be trusted any more: the room is to be forgotten, and opened anew. */
  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  /** True when its parties have deleted it: for everybody it never was. */
  get isDeleted(): boolean {
    return this.state.stage === 'deleted';
  }

  /** True when nobody is here. */
  get isEmpty(): boolean {
    return this.gathering.members.size === 0;
  }

  /** The way of edits, with the text open. Throws when it can't be opened; the room has then failed. */
  async flow(): Promise<TextFlow> {
    const flow = await this.entrance();
    // Asked for here, so that nobody finds out later.
    return flow.text && flow;
  }

  /** The way of edits for a page that comes: the text is read, once however many ask at the same time, and may not be open yet. */
  entrance(): Promise<TextFlow> {
    this.#flow ??= this.#load().catch((error: unknown) => {
      // Nothing was opened, so nothing is kept: the next one who asks has it tried again.
      this.#flow = undefined;
      throw error;
    });
    return this.#flow;
  }

  /** Decides and appends; everybody connected hears of it. */
  async execute(by: Actor, input: Order['input']): Promise<Accepted | Refusal> {
    const rankOf = await this.#parts.ranksOf(peopleNamed(by, input));
    return this.#atTheDesk((desk) => executeCommand(desk, { by, input, rankOf }));
  }

  /** What the person would sign now. A refused try is written down. */
  async beginSigning(by: Actor): Promise<ToSign | Refusal> {
    const flow = await this.flow();
    return this.#gate.alone(async () => {
      const begun = await this.#orFail(beginSigning(this.#desk(flow), by));
      if (begun.events.length > 0) this.#follow(begun.events);
      return 'toSign' in begun ? begun.toSign : begun.refusal;
    });
  }

  /** Signs with a statement and a proof that was found good. */
  sign(by: Actor, evidence: SignatureEvidence): Promise<Accepted | Refusal> {
    return this.#atTheDesk((desk) => executeSignature(desk, { by, evidence }));
  }

  async #atTheDesk(act: (desk: SigningDesk) => Promise<Executed>): Promise<Accepted | Refusal> {
    const flow = await this.flow();
    return this.#gate.alone(async () => {
      const { events, refusal } = await this.#orFail(act(this.#desk(flow)));
      if (events.length > 0) this.#follow(events);
      return refusal ?? { events, state: this.state, version: this.version };
    });
  }

  #desk({ text }: TextFlow): SigningDesk {
    return { ...this.#parts, record: this.#record, text };
  }

  /** Reads the text when everything admitted is durable. */
  async read<T>(reading: (text: LiveText) => T): Promise<T> {
    const flow = await this.flow();
    return this.#gate.alone(async () => reading(flow.text));
  }

  /** Puts a thread's mark over a range; where nothing may be written, says where the range is. */
  async anchor(by: Actor, thread: string, range: Range): Promise<Anchored | undefined> {
    const flow = await this.flow();
    return this.#gate.alone(async () => {
      const access = accessOf(this.state, by.person);
      if (access === undefined || access === 'reads') return undefined;
      return anchorThread(flow, this.state, { by, thread, range });
    });
  }

  /** A `clientID` for a newly opened page. */
  issueClientId(by: Actor): Promise<number> {
    return this.#ledger.issue(by, this.#parts.clock);
  }

  /** True when the `clientID` was issued to this person here. */
  isIssued(clientId: number, person: PersonId): Promise<boolean> {
    return this.#ledger.isIssued(clientId, person);
  }

  /** A page connects; during a meeting that counts as presence (NEG-1). */
  join(member: Member): void {
    this.gathering.join(member);
    void this.#recordPresence([member]);
  }

  /** How the others see a person's caret and name. Asked once for however many pages, until facts or names change. */
  userOf(person: PersonId): Promise<Presence['user'] | undefined> {
    if (this.#users.version !== this.version) this.#users = { version: this.version, known: new Map() };
    const { known } = this.#users;
    const asked = known.get(person) ?? presenceUser(this.#parts, this.state, person);
    known.set(person, asked);
    asked.catch(() => known.delete(person));
    return asked;
  }

  /** Names have changed. */
  renewNames(): Promise<void> {
    this.#users = { version: this.version, known: new Map() };
    return this.gathering.rename((person) => this.userOf(person));
  }

  /** A page found that its text is not this one. Each is a defect, a damaged copy or a lost message, and worth knowing of. */
  noteDiverged({ person, clientId }: Member, digest: Digest): void {
    this.#parts.log.error({ convention: this.id, person, clientId, digest }, 'a page had another text than the server');
  }

  /** Waits until everything is durable. */
  settle(): Promise<void> {
    return this.#gate.alone(async () => undefined);
  }

  async unload(): Promise<void> {
    this.gathering.presence.stop();
    // A text that could not be loaded was told to whoever asked for it; nothing of it is left to give back.
    (await this.#flow?.catch(() => undefined))?.destroy();
  }

  async #load(): Promise<TextFlow> {
    const flow = TextFlow.load({
      record: this.#record,
      ledger: this.#ledger,
      gate: this.#gate,
      clock: this.#parts.clock,
      largestText: this.#parts.largestText,
      isStorageFull: () => this.#parts.store.isFull?.() ?? false,
      scheduler: this.#parts.scheduler,
      gathering: this.gathering,
      onFacts: (events) => this.#follow(events),
      onFailure: (error) => this.#fail(error),
      onUntold: (error) => {
        this.#parts.log.error(
          { convention: this.id, err: withoutData(error) },
          'the digest of the text could not be said',
        );
      },
      onMisjudged: (error, member) => {
        this.#parts.log.error(
          { convention: this.id, person: member.person, err: withoutData(error) },
          'an update was misjudged',
        );
        member.close('malformed');
      },
    });
    [this.#loaded] = await Promise.all([flow, this.#ledger.load()]);
    return this.#loaded;
  }

  /** Facts were appended: tells everybody, and ends the connections of those whose rights are not what they were. */
  #follow(events: readonly Event[]): void {
    this.gathering.announce({ kind: 'negotiation', version: this.version });
    this.gathering.sendAwayTheChanged(this.state);
    if (events.some(({ type }) => type === 'MeetingOpened')) void this.#recordPresence([...this.gathering.members]);
    const reopening = events.find(mayReopen);
    if (reopening) void this.#markPending(reopening.by);
  }

  async #recordPresence(members: readonly Member[]): Promise<void> {
    const meeting = openMeeting(this.state);
    if (meeting === undefined) return;
    try {
      for (const by of await presentActors(members, this.#parts.ranksOf)) {
        await this.execute(by, { type: 'recordPresence', meeting });
      }
    } catch (error) {
      this.#parts.log.error(
        { convention: this.id, meeting, err: withoutData(error) },
        'presence could not be recorded',
      );
    }
  }

  /** Threads started where nothing could be written get their marks where something can. */
  async #markPending(person: PersonId): Promise<void> {
    const { anchors, log } = this.#parts;
    try {
      const [flow, pending] = await Promise.all([this.flow(), anchors.of(this.id)]);
      for (const { thread, ...range } of pending) {
        const organisation = seatOf(this.state, person)?.organisation.organisation ?? '';
        const order = { by: { person, organisation }, thread, range };
        const anchored = await this.#gate.alone(() => anchorThread(flow, this.state, order));
        if (anchored?.anchor === null) await anchors.marked(thread);
      }
      if (pending.length > 0) this.gathering.announce({ kind: 'threads' });
    } catch (error) {
      log.error({ convention: this.id, err: withoutData(error) }, 'waiting comment marks could not be written');
    }
  }

  async #settled(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    await (await this.#flow)?.settle();
  }

  async #orFail<T>(execution: Promise<T>): Promise<T> {
    try {
      return await execution;
    } catch (error) {
      if (this.#record.hasFailed) this.#fail(error);
      throw error;
    }
  }

  #fail(error: unknown): void {
    if (this.#failure !== undefined) return;
    this.#failure = error;
    this.#parts.log.error({ convention: this.id, err: withoutData(error) }, 'the room has failed and is opened anew');
    this.gathering.disconnect(error instanceof StorageFull ? 'storageFull' : 'failed');
  }
}
