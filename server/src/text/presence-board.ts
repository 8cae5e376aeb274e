/**
 * Who is in a convention's text now. One entry per page; each is the page's own, stamped with who its person is, so that
 * nobody bears another's name. Broadcasts are at most one every {@link gap} milliseconds.
 */

import type { Presence } from '@entente/shared/wire/messages';
import type { OwnPresence } from '@entente/shared/wire/own-presence';
import type { EngineParts } from '../conventions/engine-parts.ts';
import type { Cancel } from '../scheduler.ts';
import { type PresenceEntry, presenceFrame } from './frames.ts';

/** A page that sees the others. */
export type Onlooker = { readonly clientId: number; send(frame: Uint8Array): void };

/** When an entry was put up, and when it is time to tell. */
export type PresenceTime = Pick<EngineParts, 'clock' | 'scheduler'>;

const gap = 50;
const gone = 'null';

export class PresenceBoard {
  readonly #time: PresenceTime;
  readonly #onlookers: () => Iterable<Onlooker>;
  readonly #entries = new Map<number, PresenceEntry>();
  readonly #changed = new Set<number>();
  #cancel: Cancel | undefined;
  #lastClock = 0;

  constructor(time: PresenceTime, onlookers: () => Iterable<Onlooker>) {
    this.#time = time;
    this.#onlookers = onlookers;
  }

  show(clientId: number, user: Presence['user'], own: OwnPresence): void {
    const presence: Presence = { user, cursor: own.cursor ?? null, section: own.section ?? null };
    this.#put(clientId, JSON.stringify(presence));
  }

  /** The page has gone, or hides itself. */
  clear(clientId: number): void {
    const entry = this.#entries.get(clientId);
    if (entry && entry.state !== gone) this.#put(clientId, gone);
  }

  /** The page's person has another name now. */
  rename(clientId: number, user: Presence['user']): void {
    const entry = this.#entries.get(clientId);
    if (!entry || entry.state === gone) return;
    this.#put(clientId, JSON.stringify({ ...(JSON.parse(entry.state) as Presence), user }));
  }

  /** Everybody present but the page itself, as one frame. */
  frameFor(onlooker: Onlooker): Uint8Array {
    return presenceFrame(
      [...this.#entries.values()].filter(({ clientId, state }) => clientId !== onlooker.clientId && state !== gone),
    );
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /**
   * Clocks are the server's own and follow the time of day, so that a page which outlived a restart of the server, or
   * saw this page leave and come back, takes the new state for newer than what it knew.
   */
  #put(clientId: number, state: string): void {
    this.#lastClock = Math.max(this.#lastClock + 1, this.#time.clock().getTime());
    this.#entries.set(clientId, { clientId, clock: this.#lastClock, state });
    this.#changed.add(clientId);
    if (this.#cancel === undefined) this.#broadcast();
  }

  #broadcast(): void {
    const changed = [...this.#changed].flatMap((clientId) => this.#entries.get(clientId) ?? []);
    this.#changed.clear();
    for (const { clientId, state } of changed) if (state === gone) this.#entries.delete(clientId);
    this.#cancel = this.#time.scheduler.after(gap, () => {
      this.#cancel = undefined;
      if (this.#changed.size > 0) this.#broadcast();
    });
    const whole = presenceFrame(changed);
    const ids = new Set(changed.map(({ clientId }) => clientId));
    for (const onlooker of this.#onlookers()) {
      // A page that were told of itself would answer, and be answered, for ever.
      if (!ids.has(onlooker.clientId)) onlooker.send(whole);
      else if (changed.length > 1) {
        onlooker.send(presenceFrame(changed.filter(({ clientId }) => clientId !== onlooker.clientId)));
      }
    }
  }
}
