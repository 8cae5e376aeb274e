/**
 * A convention told as a story: who does what, when. Every step is the product's own `decide` and `evolve`; nothing is
 * pretended. `convention.does(…)` throws when the step is refused, `convention.refuses(…)` when it is accepted.
 */
import type { FilledIn } from '@entente/server/demo/fill-in';
import type { Actor, Command, CommandInput, ServerCommandInput } from '@entente/shared/negotiation/commands';
import { decide } from '@entente/shared/negotiation/decide';
import type { Event, EventType, Fact } from '@entente/shared/negotiation/events';
import { evolve } from '@entente/shared/negotiation/evolve';
import type { Outcome } from '@entente/shared/negotiation/outcome';
import { isRefusal, type Reason } from '@entente/shared/negotiation/reasons';
import type {
  Convention,
  Existing,
  Frozen,
  InForce,
  Instant,
  MeetingId,
  Negotiating,
} from '@entente/shared/negotiation/state';
import type { AgreedPart } from '@entente/shared/sections/parts';
import { requiredSections, type SectionId, sectionIds } from '@entente/shared/sections/sections';
import type { CanonicalNode } from '@entente/shared/text/canonical';
import { factsFromParts, partFacts, type SectionFacts, type TextFacts } from '@entente/shared/text/digest';
import { canonicalParticulars, completeParticulars } from './complete-particulars.ts';
import { membersByPerson, organisations } from './people.ts';

type Particulars = { readonly nodes: readonly CanonicalNode[]; readonly key: string };

export type Input = CommandInput | ServerCommandInput;

/** The codes of the reasons, in their order; empty when the outcome is not a refusal. */
export function codesOf(outcome: Outcome): string[] {
  return isRefusal(outcome) ? outcome.reasons.map((reason) => reason.code) : [];
}

/** A signature as the server asks for it, once it has checked the proof. */
export function signing(digest: string) {
  const proof = { kind: 'passkey', evidence: 'e'.repeat(64) } as const;
  const head = { version: 1, hash: 'b'.repeat(64) };
  return { type: 'signConvention', digest, statement: 'a'.repeat(64), head, proof } as const;
}

/** Facts of words and particulars that some story has had: they are the same in every story. */
const knownFacts = new Map<string, SectionFacts>();

const numbers = new Map<string, number>();

/** A short name for a long key. */
function numberOf(key: string): number {
  const number = numbers.get(key) ?? numbers.size;
  numbers.set(key, number);
  return number;
}

export class ConventionStory {
  readonly events: Event[] = [];
  state: Convention | undefined;
  #now: Instant;
  #text = new Map<AgreedPart, string>();
  #particulars = new Map<AgreedPart, Particulars>();
  #minutes: Record<MeetingId, string> = {};
  #whole: TextFacts | undefined;
  #identifiers = 0;

  constructor(at: Instant) {
    this.#now = at;
  }

  /** Another one that has gone the same way, and goes its own from here. */
  copy(): ConventionStory {
    const copy = new ConventionStory(this.#now);
    copy.events.push(...this.events);
    copy.state = this.state;
    copy.#text = new Map(this.#text);
    copy.#particulars = new Map(this.#particulars);
    copy.#minutes = this.#minutes;
    copy.#whole = this.#whole;
    copy.#identifiers = this.#identifiers;
    return copy;
  }

  /** Sets the server's clock, forwards or back. */
  at(instant: Instant): this {
    this.#now = new Date(instant).toISOString();
    return this;
  }

  get now(): Instant {
    return this.#now;
  }

  get facts(): TextFacts {
    const parts = new Set<AgreedPart>([...sectionIds, ...this.#text.keys()]);
    this.#whole ??= factsFromParts(
      [...parts].map((part) => [part, this.#factsOf(part)]),
      this.#minutes,
    );
    return this.#whole;
  }

  /** The command as the server would make it. */
  command(by: Actor, input: Input): Command {
    this.#identifiers += 1;
    const id = `id-${this.#identifiers}`;
    return { ...input, by, at: this.#now, newId: id, salt: `salt-${this.#identifiers}`, rankOf: membersByPerson };
  }

  /** What `decide` answers, without doing it. */
  asks(by: Actor, input: Input): Outcome {
    return this.decides(this.command(by, input));
  }

  decides(command: Command): Outcome {
    return decide(this.state, command, this.facts);
  }

  does(by: Actor, input: Input): this {
    const outcome = this.asks(by, input);
    if (isRefusal(outcome)) throw new Error(`${input.type} was refused: ${JSON.stringify(outcome.reasons)}`);
    this.accepts(outcome);
    return this;
  }

  refuses(by: Actor, input: Input): readonly Reason[] {
    const outcome = this.asks(by, input);
    if (!isRefusal(outcome)) throw new Error(`${input.type} was accepted: ${outcome.map((event) => event.type)}`);
    return outcome.reasons;
  }

  /** Something that `decide` would never let happen, to see that the rule holds without its help. */
  happens(by: Actor, fact: Fact): this {
    this.accepts([{ ...fact, at: this.#now, by: by.person }]);
    return this;
  }

  /** Types of the events, in their order, from the given place on. */
  types(from = 0): EventType[] {
    return this.events.slice(from).map((event) => event.type);
  }

  get existing(): Existing {
    if (!this.state || this.state.stage === 'deleted') throw new Error('there is no such convention');
    return this.state;
  }

  get negotiating(): Negotiating {
    if (this.existing.stage !== 'negotiating') throw new Error(`it is ${this.existing.stage}`);
    return this.existing as Negotiating;
  }

  get frozen(): Frozen {
    if (this.existing.stage !== 'frozen') throw new Error(`it is ${this.existing.stage}`);
    return this.existing as Frozen;
  }

  get inForce(): InForce {
    if (this.existing.stage !== 'inForce') throw new Error(`it is ${this.existing.stage}`);
    return this.existing as InForce;
  }

  /** An organisation joins by a fresh invitation, through that person. */
  joins(who: Actor, as: 'party' | 'observer-comments' | 'observer-reads' = 'party'): this {
    const host = this.existing.parties[0]?.participants[0];
    if (!host) throw new Error('nobody to invite');
    const inviter = { ...host, organisation: this.existing.parties[0]?.organisation ?? '' };
    const invitation = `invitation-of-${who.organisation}`;
    this.does(inviter, {
      type: 'inviteOrganisation',
      invitation,
      as,
      label: 'Une invitation',
      expiresAt: '2099-01-01T00:00:00.000Z',
    });
    return this.does(who, { type: 'acceptInvitation', invitation });
  }

  names(by: Actor, who: Actor, access: 'writes' | 'comments' | 'reads' = 'writes'): this {
    return this.does(by, { type: 'nameParticipant', person: who.person, access });
  }

  /** Plans a meeting without ceremony; gives its identifier. */
  plans(by: Actor): MeetingId {
    this.does(by, { type: 'planMeeting', plannedFor: this.#now, place: { kind: 'remote' }, expected: [] });
    return this.existing.meetings.at(-1)?.id ?? '';
  }

  /** Plans and opens a meeting now, chaired by the first person; the others are there by their own presence. */
  opens(chair: Actor, ...others: Actor[]): MeetingId {
    const meeting = this.plans(chair);
    this.does(chair, { type: 'openMeeting', meeting });
    for (const other of others) this.does(other, { type: 'recordPresence', meeting });
    return meeting;
  }

  closes(by: Actor, meeting: MeetingId): this {
    return this.does(by, { type: 'writeMinutes', meeting, minutes: 'Nous avons parlé du projet.' }).does(by, {
      type: 'closeMeeting',
      meeting,
    });
  }

  /** A whole meeting: opened and closed at that instant, with these people there. */
  meets(at: Instant, chair: Actor, ...others: Actor[]): MeetingId {
    this.at(at);
    const meeting = this.opens(chair, ...others);
    this.closes(chair, meeting);
    return meeting;
  }

  /** Somebody types: the words change as the server would let them. */
  writes(by: Actor, section: AgreedPart, words: string): this {
    return this.#edits(by, section, () => this.#text.set(section, words));
  }

  /** Changes the words behind the negotiation's back. */
  tampers(section: AgreedPart, words: string): this {
    this.#text.set(section, words);
    this.#whole = undefined;
    return this;
  }

  /** Words in every section that needs some, and fields and rows. */
  writesAll(by: Actor, filled: FilledIn = completeParticulars(organisations)): this {
    for (const section of requiredSections) this.writes(by, section, `Les mots de ${section}.`);
    return this.fillsIn(by, filled);
  }

  /** Somebody fills in the fields and rows of every section, instead of what was there. */
  fillsIn(by: Actor, filled: FilledIn): this {
    for (const section of this.changedBy(filled)) {
      const nodes = canonicalParticulars(filled, section);
      this.#edits(by, section, () => this.#particulars.set(section, { nodes, key: JSON.stringify(nodes) }));
    }
    return this;
  }

  /** The sections whose fields or rows would be others. */
  changedBy(filled: FilledIn): readonly SectionId[] {
    return sectionIds.filter((section) => {
      const key = JSON.stringify(canonicalParticulars(filled, section));
      return key !== (this.#particulars.get(section)?.key ?? '[]');
    });
  }

  /** Minutes that people write together in the convention's document. */
  writesMinutes(meeting: MeetingId, words: string): this {
    this.#minutes = { ...this.#minutes, [meeting]: words };
    this.#whole = undefined;
    return this;
  }

  agreesToAll(...people: Actor[]): this {
    for (const by of people) for (const section of sectionIds) this.agrees(by, section);
    return this;
  }

  agrees(by: Actor, section: AgreedPart): this {
    return this.does(by, { type: 'takeStance', section, position: 'agree', digest: this.digestOf(section) });
  }

  digestOf(section: AgreedPart): string {
    return this.#factsOf(section).digest;
  }

  approves(by: Actor, meeting: MeetingId): this {
    return this.does(by, { type: 'approveConvention', meeting, digest: this.facts.digest });
  }

  signs(by: Actor): this {
    return this.does(by, signing(this.facts.digest));
  }

  /** What has been decided happens. */
  accepts(events: readonly Event[]): void {
    for (const event of events) {
      this.events.push(event);
      this.state = evolve(this.state, event);
    }
  }

  #edits(by: Actor, section: AgreedPart, change: () => void): this {
    const outcome = this.asks(by, { type: 'recordEdit', sections: [section] });
    if (isRefusal(outcome) && outcome.reasons[0].code !== 'nothing-to-change') {
      throw new Error(`the edit was refused: ${JSON.stringify(outcome.reasons)}`);
    }
    change();
    this.#whole = undefined;
    if (!isRefusal(outcome)) this.accepts(outcome);
    return this;
  }

  #factsOf(section: AgreedPart): SectionFacts {
    const words = this.#text.get(section) ?? '';
    const particulars = this.#particulars.get(section);
    const key = `${section}\n${numberOf(particulars?.key ?? '')}\n${words}`;
    const known = knownFacts.get(key);
    if (known) return known;
    const content: CanonicalNode[] =
      words === '' ? [] : [{ type: 'paragraph', content: [{ type: 'text', text: words }] }];
    const facts = partFacts(section, [...content, ...(particulars?.nodes ?? [])]);
    knownFacts.set(key, facts);
    return facts;
  }
}
