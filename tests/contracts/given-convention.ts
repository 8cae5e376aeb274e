/** One convention as a server would drive it: it remembers the heads that it was told, and appends on them. */
import { randomUUID } from 'node:crypto';
import type {
  AppendOutcome,
  ConventionStore,
  JournalAppend,
  KeptText,
  TextAppend,
  TextUpdate,
} from '@entente/server/storage/convention-store';
import { canonicalJson } from '@entente/shared/canonical-json';
import type { Event, Fact } from '@entente/shared/negotiation/events';
import { replay } from '@entente/shared/negotiation/evolve';
import type { Convention } from '@entente/shared/negotiation/state';
import { type SectionId, sectionIds } from '@entente/shared/sections/sections';
import type { CanonicalNode } from '@entente/shared/text/canonical';
import { type CanonicalText, factsOfText } from '@entente/shared/text/digest';

export const town = { organisation: 'town', person: 'director-of-the-town' };
export const association = { organisation: 'association', person: 'manager-of-the-association' };
export const funder = { organisation: 'funder', person: 'observer-of-the-funder' };

export function renamed(title: string): Fact {
  return { type: 'ConventionRenamed', title };
}

/** An update of the text; the store never looks into the bytes. */
export function update(text: string, by: { person: string; organisation: string } = town): TextUpdate {
  return { ...by, connection: 'connection-1', at: '2026-03-02T10:00:00.000Z', bytes: new TextEncoder().encode(text) };
}

export function textOf({ bytes }: { readonly bytes: Uint8Array }): string {
  return new TextDecoder().decode(bytes);
}

/** A whole text with one sentence in « Le projet ». */
export function keptText(sentence: string): KeptText {
  const content = (section: SectionId): readonly CanonicalNode[] =>
    section === 'project' ? [{ type: 'paragraph', content: [{ type: 'text', text: sentence }] }] : [];
  const text = Object.fromEntries(sectionIds.map((section) => [section, content(section)])) as CanonicalText;
  const facts = factsOfText(text);
  const sections = canonicalJson(text);
  return {
    id: randomUUID(),
    at: '2026-03-02T11:00:00.000Z',
    digest: facts.digest,
    sections,
    facts,
    state: Uint8Array.of(0, 255, 1, 254),
  };
}

export class GivenConvention {
  readonly id = randomUUID();
  readonly events: Event[] = [];
  textHead = 0;
  #minutes = 0;

  /** Opened by the town; nothing is written yet. */
  static async opened(store: ConventionStore): Promise<GivenConvention> {
    const convention = new GivenConvention();
    await convention.appends(store, convention.opening());
    return convention;
  }

  opening(): Fact[] {
    const facts: Fact[] = [
      { type: 'ConventionOpened', convention: this.id, title: 'Convention', language: 'fr', timeZone: 'Europe/Paris' },
      { type: 'PartyJoined', ...town, invitation: null, rank: 'director' },
    ];
    return facts;
  }

  get version(): number {
    return this.events.length;
  }

  /** The facts as events of the town's director, a minute apart. */
  asEvents(facts: readonly Fact[]): Event[] {
    return facts.map((fact) => {
      this.#minutes += 1;
      return { ...fact, at: new Date(Date.UTC(2026, 2, 2, 9, this.#minutes)).toISOString(), by: town.person };
    });
  }

  journalAppend(facts: readonly Fact[], also: Partial<JournalAppend> = {}): JournalAppend {
    const events = this.asEvents(facts);
    return {
      convention: this.id,
      expectedVersion: this.version,
      expectedTextHead: this.textHead,
      events,
      words: [],
      signatureEvidence: [],
      keptTexts: [],
      updates: [],
      after: stateAfter([...this.events, ...events]),
      ...also,
    };
  }

  /** Appends facts that must not conflict. */
  async appends(store: ConventionStore, facts: readonly Fact[], also: Partial<JournalAppend> = {}): Promise<void> {
    const append = this.journalAppend(facts, also);
    const outcome = await store.appendJournal(append);
    if (outcome.kind === 'conflict') throw new Error('the append conflicts');
    this.events.push(...append.events);
    this.textHead = outcome.textHead;
  }

  textAppend(updates: readonly TextUpdate[], also: Partial<TextAppend> = {}): TextAppend {
    return { convention: this.id, expectedTextHead: this.textHead, expectedVersion: this.version, updates, ...also };
  }

  /** Types a text that must not conflict. */
  types(store: ConventionStore, ...texts: readonly string[]): Promise<AppendOutcome> {
    return this.writes(
      store,
      texts.map((text) => update(text)),
    );
  }

  /** Appends updates that must not conflict. */
  async writes(store: ConventionStore, updates: readonly TextUpdate[]): Promise<AppendOutcome> {
    const outcome = await store.appendText(this.textAppend(updates));
    if (outcome.kind === 'conflict') throw new Error('the append conflicts');
    this.textHead = outcome.textHead;
    return outcome;
  }
}

function stateAfter(events: readonly Event[]): Convention {
  const state = replay(events);
  if (!state) throw new Error('no event, no state');
  return state;
}
