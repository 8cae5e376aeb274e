/** One process of the server: the real engine, on a store of its own over the common disk. It can end at any moment. */
import type { IncomingMessage } from 'node:http';
import { type ConventionsEngine, createConventions } from '@entente/server/conventions/create-conventions';
import { createLog } from '@entente/server/log';
import type { Reception } from '@entente/server/text/reception';
import type { Chance } from '../support/chance.ts';
import { membersByPerson } from '../support/people.ts';
import { type CommitFate, MemoryConventionStore } from './memory-convention-store.ts';
import type { MemoryDisk } from './memory-disk.ts';
import type { PendingThreads } from './pending-threads.ts';
import type { Life, Timeline } from './timeline.ts';

export type ProcessParts = {
  readonly timeline: Timeline;
  readonly chance: Chance;
  readonly disk: MemoryDisk;
  readonly threads: PendingThreads;
  /** How long a commit takes at most. */
  readonly slowest: number;
  readonly answersEarly: boolean;
  /** Its store has failed: the process has to end. */
  readonly onFatal: () => void;
  /** It wrote an error into its log. */
  readonly onError: (line: { readonly msg: string; readonly err?: { readonly message: string } }) => void;
};

export const personHeader = 'x-person';

export class ServerProcess {
  readonly life: Life = { isOver: false };
  readonly engine: ConventionsEngine;
  readonly reception: Reception;
  /** How its next commit ends. */
  nextFate: CommitFate = 'done';
  isStopping = false;
  /** Resolves when the process is no more. */
  readonly ended: Promise<void>;
  readonly #tellEnd: () => void;

  constructor(parts: ProcessParts) {
    const { timeline, chance } = parts;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.#tellEnd = resolve;
    this.engine = createConventions({
      store: this.#store(parts),
      clock: () => new Date(timeline.now),
      scheduler: timeline.schedulerOf(this.life),
      identifiers: { newId: () => chance.uuid(), newSalt: () => chance.hex(32) },
      ranksOf: async (named) => {
        await timeline.wait([0, 3], this.life);
        const known = named.flatMap(({ person }) =>
          membersByPerson[person] ? [[person, membersByPerson[person]]] : [],
        );
        return Object.fromEntries(known);
      },
      peopleOf: async (ids) => Object.fromEntries(ids.map((id) => [id, `name of ${id}`])),
      organisationsOf: async (ids) => Object.fromEntries(ids.map((id) => [id, `name of ${id}`])),
      anchors: parts.threads,
      log: createLog('error', { write: (line) => parts.onError(JSON.parse(line)) }),
    });
    this.reception = this.engine.attachReception({
      allowedOrigins: [],
      authenticate: async ({ headers }) => {
        await timeline.wait([0, 3], this.life);
        return { person: String(headers[personHeader]), session: `session of ${headers[personHeader]}` };
      },
    });
  }

  /** The request of somebody who is signed in. */
  static requestOf(person: string): IncomingMessage {
    return {
      headers: { [personHeader]: person },
      socket: { remoteAddress: '192.0.2.1' },
    } as unknown as IncomingMessage;
  }

  /** From now on nothing of it runs. */
  end(): void {
    this.life.isOver = true;
    this.#tellEnd();
  }

  #store({ timeline, chance, disk, slowest, answersEarly, onFatal }: ProcessParts): MemoryConventionStore {
    const most = { read: 5, gather: 1, commit: slowest, answer: 5 };
    return new MemoryConventionStore(disk, {
      later: (what, act) => void timeline.after([0, most[what]], act, this.life),
      newEpoch: () => chance.uuid(),
      newClientId: () => chance.between(1, 2 ** 32 - 1),
      fate: () => {
        const fate = this.nextFate;
        this.nextFate = 'done';
        return fate;
      },
      onFatal,
      snapshotAt: (updates) => (chance.happens(0.5) ? undefined : chance.between(1, Math.max(1, updates))),
      answersEarly,
    });
  }
}
