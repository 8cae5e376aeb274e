/** The wire of the conventions' texts on one HTTP server: a reception, and the transports that lead to it. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { ConventionId, PersonId } from '@entente/shared/negotiation/state';
import type { EngineParts } from '../conventions/engine-parts.ts';
import type { Rooms } from '../conventions/rooms.ts';
import { EventStreamTransport } from './event-stream-transport.ts';
import type { CloseReason } from './member.ts';
import { Reception, type ReceptionOptions } from './reception.ts';
import { WebSocketTransport } from './web-socket-transport.ts';

export type SyncOptions = ReceptionOptions & { readonly server: Server };

export class SyncEndpoint {
  readonly #reception: Reception;
  readonly #webSockets: WebSocketTransport;
  readonly #eventStreams: EventStreamTransport;

  constructor(parts: EngineParts, rooms: Rooms, options: SyncOptions) {
    this.#reception = new Reception(parts, rooms, options);
    this.#webSockets = new WebSocketTransport(this.#reception, { server: options.server, log: parts.log });
    this.#eventStreams = new EventStreamTransport(this.#reception, parts.log);
  }

  /** How many pages are connected. */
  get size(): number {
    return this.#reception.size;
  }

  /** Answers a request that is part of the wire, of a page without WebSockets; false when it is none. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    return this.#eventStreams.answer(request, response);
  }

  disconnect(person: PersonId, reason: CloseReason, convention?: ConventionId): void {
    this.#reception.disconnect(person, reason, convention);
  }

  stopAccepting(): void {
    this.#reception.stopAccepting();
  }

  /** Resolves when every socket is closed. */
  async close(): Promise<void> {
    this.#reception.close();
    await Promise.all([this.#webSockets.close(), this.#eventStreams.close()]);
  }
}
