/** What the store holds of one convention, with its heads: the only place that appends. */

import type { Event } from '@entente/shared/negotiation/events';
import { evolve, replay } from '@entente/shared/negotiation/evolve';
import type { Convention, ConventionId, Existing } from '@entente/shared/negotiation/state';
import type {
  AppendOutcome,
  ConventionStore,
  JournalAppend,
  LoadedText,
  TextUpdate,
} from '../storage/convention-store.ts';
import { StorageFull } from '../storage/storage-errors.ts';

/** Somebody else appended meanwhile: what is known here is old, and nothing was written. */
export class RecordMovedOn extends Error {
  override readonly name = 'RecordMovedOn';
}

export type Facts = Pick<JournalAppend, 'events' | 'words' | 'keptTexts' | 'updates'> &
  Partial<Pick<JournalAppend, 'signatureEvidence'>>;

export class ConventionRecord {
  readonly id: ConventionId;
  readonly epoch: string;
  readonly #store: ConventionStore;
  #state: Convention;
  #version: number;
  #textHead: number;
  #hasFailed = false;

  private constructor(
    store: ConventionStore,
    loaded: { id: string; epoch: string; state: Existing; version: number; textHead: number },
  ) {
    this.#store = store;
    this.id = loaded.id;
    this.epoch = loaded.epoch;
    this.#state = loaded.state;
    this.#version = loaded.version;
    this.#textHead = loaded.textHead;
  }

  /** `undefined` for an identifier never given, and for a convention that was deleted. */
  static async load(store: ConventionStore, id: ConventionId): Promise<ConventionRecord | undefined> {
    const loaded = await store.load(id);
    if (!loaded || loaded.entries.at(-1)?.event.type === 'ConventionDeleted') return undefined;
    const state = replay(loaded.entries.map(({ event }) => event));
    if (!state || state.stage === 'deleted') throw new Error(`the journal of ${id} opens no convention`);
    return new ConventionRecord(store, {
      id,
      epoch: loaded.epoch,
      state,
      version: loaded.journalHead,
      textHead: loaded.textHead,
    });
  }

  get state(): Convention {
    return this.#state;
  }

  get version(): number {
    return this.#version;
  }

  /** True when an append failed: memory and store may differ, so nothing more may be done with this record. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** How many updates the text's log has. */
  get textHead(): number {
    return this.#textHead;
  }

  loadText(): Promise<LoadedText> {
    return this.#store.loadText(this.id);
  }

  /** Appends facts and what belongs to them, in one transaction. Durable when it resolves. Throws `RecordMovedOn`. */
  async append(facts: Facts): Promise<void> {
    const after = facts.events.reduce<Convention>((state, event) => evolve(state, event), this.#state);
    await this.#advance(
      this.#store.appendJournal({
        signatureEvidence: [],
        ...facts,
        convention: this.id,
        expectedVersion: this.#version,
        expectedTextHead: this.#textHead,
        after,
      }),
    );
    this.#state = after;
  }

  /** Appends updates of the text. Durable when it resolves. Throws `RecordMovedOn`. */
  async appendText(updates: readonly TextUpdate[], isMinutes = false): Promise<void> {
    await this.#advance(
      this.#store.appendText({
        convention: this.id,
        expectedTextHead: this.#textHead,
        expectedVersion: this.#version,
        updates,
        isMinutes,
      }),
    );
  }

  async #advance(append: Promise<AppendOutcome>): Promise<void> {
    const outcome = await append.catch((error: unknown) => {
      // On a full disk nothing was written, and nothing is different here either.
      this.#hasFailed = !(error instanceof StorageFull);
      throw error;
    });
    this.#hasFailed = outcome.kind === 'conflict';
    if (outcome.kind === 'conflict') throw new RecordMovedOn(`convention ${this.id} moved on past ${this.#version}`);
    this.#version = outcome.version;
    this.#textHead = outcome.textHead;
  }
}

/** Opens a convention: its first facts and its first text. */
export async function appendOpening(
  store: ConventionStore,
  id: ConventionId,
  { events, updates }: { events: readonly Event[]; updates: readonly TextUpdate[] },
): Promise<{ state: Existing; version: number }> {
  const state = replay(events);
  if (!state || state.stage === 'deleted') throw new Error(`the opening of ${id} leads to no convention`);
  const outcome = await store.appendJournal({
    convention: id,
    expectedVersion: 0,
    expectedTextHead: 0,
    events,
    words: [],
    signatureEvidence: [],
    keptTexts: [],
    updates,
    after: state,
  });
  if (outcome.kind === 'conflict') throw new RecordMovedOn(`convention ${id} exists already`);
  return { state, version: outcome.version };
}
