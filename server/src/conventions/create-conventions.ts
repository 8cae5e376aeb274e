/** The engine behind {@link Conventions}: rooms, the store behind them, and the sockets of the pages. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ConventionText, JournalEntry, Page } from '@entente/shared/http/views';
import type { Actor } from '@entente/shared/negotiation/commands';
import { decide } from '@entente/shared/negotiation/decide';
import { accessOf } from '@entente/shared/negotiation/permissions';
import { isRefusal, type Refusal, refuse } from '@entente/shared/negotiation/reasons';
import type { ConventionId, PersonId } from '@entente/shared/negotiation/state';
import type { SignatureEvidence } from '@entente/shared/signing/proof';
import { schemaVersion } from '@entente/shared/text/schema';
import { machineIdentifiers } from '../identifiers.ts';
import { withoutData } from '../log.ts';
import { machineScheduler } from '../scheduler.ts';
import { firstText } from '../text/first-text.ts';
import { LiveText } from '../text/live-text.ts';
import { Reception, type ReceptionOptions } from '../text/reception.ts';
import { serverConnection } from '../text/server-connection.ts';
import { SyncEndpoint, type SyncOptions } from '../text/sync-endpoint.ts';
import { usualLargestText } from '../text/wire-limits.ts';
import { appendOpening, RecordMovedOn } from './convention-record.ts';
import type {
  Accepted,
  Anchored,
  Conventions,
  NewConvention,
  OrdinaryInput,
  ReplayedState,
  ToSign,
} from './conventions.ts';
import type { EngineParts } from './engine-parts.ts';
import { commandFrom } from './execute-command.ts';
import { RefusedTries } from './refused-tries.ts';
import type { Room } from './room.ts';
import { Rooms } from './rooms.ts';

/** Conventions with their sockets. */
export type ConventionsEngine = Conventions & {
  /**
   * Serves `/sync/<convention>` on an HTTP server; any other upgrade of it is refused with 404. Its plain requests go through
   * `answerSync`.
   */
  attachSync(options: SyncOptions): void;
  /** Receives pages that come without an HTTP server, by a wire of their own (the simulation's). */
  attachReception(options: ReceptionOptions): Reception;
  /** Answers a request that is part of the wire, of a page without WebSockets; false when it is none. */
  answerSync(request: IncomingMessage, response: ServerResponse): boolean;
  /** How many pages are connected. */
  connections(): number;
  /** Takes no more connections, makes everything durable, sends the pages away to come back later (1012). */
  close(): Promise<void>;
};

/** How often a command is decided anew when another process was quicker. */
const mostTries = 3;

type Usual = 'scheduler' | 'identifiers' | 'largestText';

/** What the engine is made of; whoever hands over no scheduler and no identifiers has the machine's. */
export type GivenParts = Omit<EngineParts, 'tries' | Usual> & Partial<Pick<EngineParts, Usual>>;

export function createConventions(given: GivenParts): ConventionsEngine {
  return new Engine({
    scheduler: machineScheduler,
    identifiers: machineIdentifiers,
    largestText: usualLargestText,
    ...given,
    tries: new RefusedTries(given.clock),
  });
}

class Engine implements ConventionsEngine {
  readonly #parts: EngineParts;
  readonly #rooms: Rooms;
  readonly #endpoints: (SyncEndpoint | Reception)[] = [];

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#rooms = new Rooms(parts);
  }

  async open(by: Actor, { title, language, timeZone, kind, sections }: NewConvention): Promise<Accepted | Refusal> {
    const { store, identifiers } = this.#parts;
    const convention = identifiers.newId();
    const bytes = firstText(sections);
    const text = LiveText.load({ snapshot: null, updates: [{ bytes, connection: serverConnection }] });
    const input = { type: 'openConvention', convention, title, language, timeZone, ...(kind ? { kind } : {}) } as const;
    const command = commandFrom({ by, input, rankOf: {} }, this.#parts);
    const events = decide(undefined, command, text.facts());
    text.destroy();
    if (isRefusal(events)) return events;
    const { person, organisation } = by;
    const update = { person, organisation, connection: serverConnection, at: command.at, bytes };
    return { events, ...(await appendOpening(store, convention, { events, updates: [update] })) };
  }

  read(id: ConventionId): Promise<ReplayedState | undefined> {
    return this.#rooms.use(id, async (room) => room && { state: room.state, version: room.version });
  }

  execute(id: ConventionId, by: Actor, input: OrdinaryInput): Promise<Accepted | Refusal> {
    return this.#decided(id, (room) => room.execute(by, input));
  }

  beginSigning(id: ConventionId, by: Actor): Promise<ToSign | Refusal> {
    return this.#decided(id, (room) => room.beginSigning(by));
  }

  sign(id: ConventionId, by: Actor, evidence: SignatureEvidence): Promise<Accepted | Refusal> {
    return this.#decided(id, (room) => room.sign(by, evidence));
  }

  async #decided<T>(id: ConventionId, act: (room: Room) => Promise<T | Refusal>): Promise<T | Refusal> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#rooms.use(id, async (room) => (room ? act(room) : noSuchConvention()));
      } catch (error) {
        if (!(error instanceof RecordMovedOn) || attempt === mostTries) throw error;
      }
    }
  }

  text(id: ConventionId): Promise<ConventionText> {
    return this.#inRoom(id, (room) => room.read((text) => ({ facts: text.facts(), sections: text.parts() })));
  }

  async keptText(id: ConventionId, version: string): Promise<ConventionText | undefined> {
    const kept = await this.#parts.store.keptText(id, version);
    return kept && { facts: kept.facts, sections: JSON.parse(kept.sections) as ConventionText['sections'] };
  }

  async journal(id: ConventionId): Promise<readonly JournalEntry[]> {
    return (await this.#parts.store.load(id))?.entries ?? [];
  }

  openPage(id: ConventionId, by: Actor): Promise<Page> {
    return this.#inRoom(id, async (room) => {
      if (accessOf(room.state, by.person) === undefined)
        throw new Error('a page is opened for somebody who takes no part');
      return { clientId: await room.issueClientId(by), schemaVersion, epoch: room.epoch };
    });
  }

  anchorThread(...[id, by, thread, range]: Parameters<Conventions['anchorThread']>): Promise<Anchored | undefined> {
    return this.#inRoom(id, (room) => room.anchor(by, thread, range));
  }

  announce(id: ConventionId, what: 'threads' | 'people'): void {
    this.#rooms.ifOpen(id, (room) => {
      room.gathering.announce({ kind: what });
      if (what === 'people') this.#renewNames(room);
    });
  }

  words(id: ConventionId): Promise<Readonly<Record<string, string | null>>> {
    return this.#parts.store.words(id);
  }

  disconnect(person: PersonId, why: 'signed-out' | 'access-changed', convention?: ConventionId): void {
    const reason = why === 'signed-out' ? 'signedOut' : 'accessChanged';
    for (const endpoint of this.#endpoints) endpoint.disconnect(person, reason, convention);
  }

  attachSync(options: SyncOptions): void {
    this.#endpoints.push(new SyncEndpoint(this.#parts, this.#rooms, options));
  }

  attachReception(options: ReceptionOptions): Reception {
    const reception = new Reception(this.#parts, this.#rooms, options);
    this.#endpoints.push(reception);
    return reception;
  }

  answerSync(request: IncomingMessage, response: ServerResponse): boolean {
    return this.#endpoints.some((each) => each instanceof SyncEndpoint && each.answer(request, response));
  }

  connections(): number {
    return this.#endpoints.reduce((sum, endpoint) => sum + endpoint.size, 0);
  }

  async close(): Promise<void> {
    for (const endpoint of this.#endpoints) endpoint.stopAccepting();
    const rooms = await this.#rooms.all();
    await Promise.all(rooms.map(settled));
    await Promise.all(this.#endpoints.map((endpoint) => endpoint.close()));
    // What came in between is not acknowledged, yet it need not be typed again.
    await Promise.all(rooms.map(settled));
    await Promise.all(rooms.map((room) => room.unload()));
  }

  #renewNames(room: Room): void {
    room.renewNames().catch((error: unknown) => {
      this.#parts.log.error({ convention: room.id, err: withoutData(error) }, 'names could not be renewed');
    });
  }

  #inRoom<T>(id: ConventionId, task: (room: Room) => Promise<T>): Promise<T> {
    return this.#rooms.use(id, async (room) => {
      if (!room) throw new Error(`there is no convention ${id}`);
      return task(room);
    });
  }
}

/** A room that has failed has nothing left to make durable, and its pages were sent away already. */
function settled(room: Room): Promise<void> {
  return room.settle().catch(() => undefined);
}

function noSuchConvention(): Refusal {
  return refuse({ code: 'no-such-convention', rule: null });
}
