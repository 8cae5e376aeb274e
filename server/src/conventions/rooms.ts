/** The rooms that are open. A convention has one, loaded once however many ask for it at the same time. */
import type { ConventionId } from '@entente/shared/negotiation/state';
import type { Cancel } from '../scheduler.ts';
import { ConventionRecord } from './convention-record.ts';
import type { EngineParts } from './engine-parts.ts';
import { Room } from './room.ts';

type Entry = { readonly room: Promise<Room | undefined>; users: number; unloading: Cancel | undefined };

/** How long an empty room is kept: a page that reloads finds it open. */
const idleMilliseconds = 30_000;

export class Rooms {
  readonly #parts: EngineParts;
  readonly #entries = new Map<ConventionId, Entry>();

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  /** Runs with the convention's room, which stays open meanwhile; with `undefined` when there is no such convention. */
  async use<T>(id: ConventionId, task: (room: Room | undefined) => Promise<T>): Promise<T> {
    const entry = this.#entryOf(id);
    entry.users += 1;
    entry.unloading?.();
    try {
      const room = await entry.room;
      if (!room?.hasFailed) return await task(room?.isDeleted ? undefined : room);
      this.#forget(id, entry);
    } finally {
      entry.users -= 1;
      this.#restWhenIdle(id, entry);
    }
    return this.use(id, task);
  }

  /** Those that are open now, each as soon as it is loaded. */
  async all(): Promise<readonly Room[]> {
    const rooms = await Promise.allSettled([...this.#entries.values()].map(({ room }) => room));
    return rooms.flatMap((loaded) => (loaded.status === 'fulfilled' && loaded.value ? [loaded.value] : []));
  }

  /** Runs with the room if it is open, as soon as it is loaded; a room that nobody opened has nobody to tell. */
  ifOpen(id: ConventionId, act: (room: Room) => void): void {
    this.#entries.get(id)?.room.then(
      (room) => room && act(room),
      // Whoever asked for the room hears of the failure; here is nothing to do for it.
      () => undefined,
    );
  }

  /** A page left: the room may have become idle. */
  released(id: ConventionId): void {
    const entry = this.#entries.get(id);
    if (entry) this.#restWhenIdle(id, entry);
  }

  #entryOf(id: ConventionId): Entry {
    const known = this.#entries.get(id);
    if (known) return known;
    const entry: Entry = { room: this.#load(id), users: 0, unloading: undefined };
    this.#entries.set(id, entry);
    // What isn't there, or could not be loaded, is asked for again next time.
    const forget = () => this.#forget(id, entry);
    entry.room.then((room) => room ?? forget(), forget);
    return entry;
  }

  async #load(id: ConventionId): Promise<Room | undefined> {
    const record = await ConventionRecord.load(this.#parts.store, id);
    return record && new Room(this.#parts, record);
  }

  #restWhenIdle(id: ConventionId, entry: Entry): void {
    if (entry.users > 0 || this.#entries.get(id) !== entry) return;
    entry.unloading?.();
    entry.unloading = this.#parts.scheduler.after(idleMilliseconds, () => void this.#unloadWhenIdle(id, entry));
  }

  async #unloadWhenIdle(id: ConventionId, entry: Entry): Promise<void> {
    const room = await entry.room.catch(() => undefined);
    if (!room?.isEmpty || entry.users > 0) return;
    // What the last page sent may still be on its way to the disk.
    await room.settle().catch(() => undefined);
    if (!room.isEmpty || entry.users > 0 || this.#entries.get(id) !== entry) return;
    this.#entries.delete(id);
    await room.unload();
    await this.#parts.store.tidy(id);
  }

  #forget(id: ConventionId, entry: Entry): void {
    if (this.#entries.get(id) !== entry) return;
    entry.unloading?.();
    this.#entries.delete(id);
  }
}
