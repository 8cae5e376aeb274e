/** One convention, open: its negotiation, its text, and the pages connected to it. */

import { closedSections } from '@entente/shared/negotiation/closed-sections';
import type { Actor } from '@entente/shared/negotiation/commands';
import type { Event } from '@entente/shared/negotiation/events';
import { accessOf, seatOf } from '@entente/shared/negotiation/permissions';
import type { Refusal } from '@entente/shared/negotiation/reasons';
import type { Convention, Existing, PersonId } from '@entente/shared/negotiation/state';
import type { SectionId } from '@entente/shared/sections/sections';
import type { Announcement, Presence } from '@entente/shared/wire/messages';
import { withoutData } from '../log.ts';
import { markThread, wordRange } from '../text/anchor-range.ts';
import { announcementFrame } from '../text/frames.ts';
import type { LiveText } from '../text/live-text.ts';
import type { CloseReason, Member } from '../text/member.ts';
import { PresenceBoard } from '../text/presence-board.ts';
import type { ConventionRecord } from './convention-record.ts';
import type { Accepted, Anchored } from './conventions.ts';
import type { EngineParts } from './engine-parts.ts';
import { executeCommand, type Order } from './execute-command.ts';
import { peopleNamed } from './people-named.ts';
import { presenceUser } from './presence-user.ts';
import { RoomGate } from './room-gate.ts';
import { TextFlow } from './text-flow.ts';
import type { AuthorLedger } from './writing-rights.ts';

export type Range = { readonly section: SectionId; readonly from: unknown; readonly to: unknown };

export class Room {
  readonly presence: PresenceBoard;
  readonly #parts: EngineParts;
  readonly #record: ConventionRecord;
  readonly #members = new Set<Member>();
  readonly #ledger = new Map<number, { person: PersonId; organisation: string }>();
  readonly #gate = new RoomGate(() => this.#settled());
  #flow: Promise<TextFlow> | undefined;
  #failure: unknown;

  constructor(parts: EngineParts, record: ConventionRecord) {
    this.#parts = parts;
    this.#record = record;
    this.presence = new PresenceBoard(parts.clock, () => this.#members);
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

  get members(): ReadonlySet<Member> {
    return this.#members;
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
    return this.#members.size === 0;
  }

  /** Loads the text once, however many ask at the same time. */
  flow(): Promise<TextFlow> {
    this.#flow ??= this.#load();
    return this.#flow;
  }

  /** Decides and appends; everybody connected hears of it. */
  async execute(by: Actor, input: Order['input']): Promise<Accepted | Refusal> {
    const [flow, rankOf] = await Promise.all([this.flow(), this.#parts.ranksOf(peopleNamed(by, input))]);
    return this.#gate.alone(async () => {
      const desk = { ...this.#parts, record: this.#record, text: flow.text };
      const { events, refusal } = await this.#orFail(executeCommand(desk, { by, input, rankOf }));
      if (events.length > 0) this.#follow(events);
      return refusal ?? { events, state: this.state, version: this.version };
    });
  }

  /** Reads the text when everything admitted is durable. */
  async read<T>(reading: (text: LiveText) => T): Promise<T> {
    const flow = await this.flow();
    return this.#gate.alone(async () => reading(flow.text));
  }

  /** Puts a thread's mark over a range; where nothing may be written, says where the range is. */
  async anchor(by: Actor, thread: string, { section, from, to }: Range): Promise<Anchored | undefined> {
    const flow = await this.flow();
    return this.#gate.alone(async () => {
      const access = accessOf(this.state, by.person);
      if (access === undefined || access === 'reads') return undefined;
      const range = wordRange(flow.text.fragment(section), from, to);
      if (!range) return undefined;
      const { quote, anchor } = range;
      if (closedSections(this.state).includes(section)) return { quote, anchor };
      await flow.write(by, section, () => markThread(range, thread));
      return { quote, anchor: null };
    });
  }

  /** A `clientID` for a newly opened page. */
  async issueClientId(by: Actor): Promise<number> {
    const { person, organisation } = by;
    const at = this.#parts.clock().toISOString();
    const clientId = await this.#parts.store.issueClientId({ convention: this.id, person, organisation, at });
    this.#ledger.set(clientId, { person, organisation });
    return clientId;
  }

  /** True when the `clientID` was issued to this person here. */
  async isIssued(clientId: number, person: PersonId): Promise<boolean> {
    if (!this.#ledger.has(clientId)) await this.#readLedger();
    return this.#ledger.get(clientId)?.person === person;
  }

  /** A page connects. An older connection with the same `clientID` ends: there is one page for each. */
  join(member: Member): void {
    for (const other of this.#members) if (other.clientId === member.clientId) other.close('stalePage');
    this.#members.add(member);
    void this.#recordPresence([member]);
  }

  leave(member: Member): void {
    if (!this.#members.delete(member)) return;
    const isReplaced = [...this.#members].some(({ clientId }) => clientId === member.clientId);
    if (!isReplaced) this.presence.clear(member.clientId);
  }

  announce(announcement: Announcement): void {
    const frame = announcementFrame(announcement);
    for (const member of this.#members) member.send(frame);
  }

  /** How the others see a person's caret and name. */
  async userOf(person: PersonId): Promise<Presence['user'] | undefined> {
    return presenceUser(this.#parts, this.state, person);
  }

  /** Names have changed: everybody here is shown with the new ones. */
  async renewNames(): Promise<void> {
    for (const member of [...this.#members]) {
      const user = await this.userOf(member.person);
      if (!user || !this.#members.has(member)) continue;
      member.user = user;
      this.presence.rename(member.clientId, user);
    }
  }

  /** Ends the connections of one person, or of everybody. */
  disconnect(reason: CloseReason, person?: PersonId): void {
    for (const member of [...this.#members]) if (person === undefined || member.person === person) member.close(reason);
  }

  /** Waits until everything is durable. */
  settle(): Promise<void> {
    return this.#gate.alone(async () => undefined);
  }

  async unload(): Promise<void> {
    this.presence.stop();
    (await this.#flow)?.destroy();
  }

  async #load(): Promise<TextFlow> {
    await this.#readLedger();
    return TextFlow.load({
      record: this.#record,
      ledger: this.#ledger as AuthorLedger,
      gate: this.#gate,
      clock: this.#parts.clock,
      members: this.#members,
      onFacts: (events) => this.#follow(events),
      onFailure: (error) => this.#fail(error),
      onMisjudged: (error, member) => {
        this.#parts.log.error(
          { convention: this.id, person: member.person, err: withoutData(error) },
          'an update was misjudged',
        );
        member.close('malformed');
      },
    });
  }

  async #readLedger(): Promise<void> {
    for (const [clientId, author] of await this.#parts.store.clientIds(this.id)) this.#ledger.set(clientId, author);
  }

  /** Facts were appended: tells everybody, and ends the connections of those whose rights are not what they were. */
  #follow(events: readonly Event[]): void {
    this.announce({ kind: 'negotiation', version: this.version });
    for (const member of [...this.#members]) {
      const access = accessOf(this.state, member.person);
      const isSameSeat = seatOf(this.state, member.person)?.organisation.organisation === member.organisation;
      if (access === undefined) member.close('notFound');
      else if (access !== member.access || !isSameSeat) member.close('accessChanged');
    }
    if (events.some(({ type }) => type === 'MeetingOpened')) void this.#recordPresence([...this.#members]);
  }

  /** Whose page is open during a meeting is there (NEG-1). */
  async #recordPresence(members: readonly Member[]): Promise<void> {
    const meeting = openMeetingOf(this.state);
    if (!meeting) return;
    const people = [...new Map(members.map(({ person, organisation }) => [person, { person, organisation }])).values()];
    try {
      const ranks = await this.#parts.ranksOf(people);
      for (const { person, organisation } of people) {
        const rank = ranks[person]?.rank;
        if (rank) await this.execute({ person, organisation, rank }, { type: 'recordPresence', meeting });
      }
    } catch (error) {
      this.#parts.log.error(
        { convention: this.id, meeting, err: withoutData(error) },
        'presence could not be recorded',
      );
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
    this.disconnect('failed');
  }
}

function openMeetingOf(state: Convention): string | undefined {
  if (state.stage === 'deleted') return undefined;
  return (state satisfies Existing).meetings.find(({ status }) => status === 'open')?.id;
}
