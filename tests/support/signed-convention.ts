/**
 * A convention that was negotiated and signed by the rules: the product's own `decide` makes every fact, real keys make every
 * signature, and the journal is chained as the store chains it. What a forger would do differently, a test does afterwards.
 */
import { randomBytes } from 'node:crypto';
import { canonicalJson } from '@entente/shared/canonical-json';
import { type EvidenceEntry, type EvidenceFile, evidenceFormat } from '@entente/shared/evidence/evidence-file';
import type {
  Actor,
  Command,
  CommandInput,
  JournalHead,
  ServerCommandInput,
} from '@entente/shared/negotiation/commands';
import { decide } from '@entente/shared/negotiation/decide';
import type { Event } from '@entente/shared/negotiation/events';
import { evolve } from '@entente/shared/negotiation/evolve';
import { entryHash } from '@entente/shared/negotiation/journal';
import { isRefusal } from '@entente/shared/negotiation/reasons';
import type { Convention, Existing } from '@entente/shared/negotiation/state';
import { type AgreedPart, coreOf } from '@entente/shared/sections/parts';
import { sectionIds } from '@entente/shared/sections/sections';
import type { KeyAdded } from '@entente/shared/signing/key-added';
import { makeStatement, type WithFrozenText } from '@entente/shared/signing/make-statement';
import { evidenceDigest, isFromReset, type Proof, type SignatureEvidence } from '@entente/shared/signing/proof';
import { type Statement, statementDigest } from '@entente/shared/signing/statement';
import type { CanonicalNode } from '@entente/shared/text/canonical';
import { type CanonicalText, factsOfPart, factsOfText } from '@entente/shared/text/digest';
import { Authenticator, type Misdeeds } from './authenticator.ts';

export const origin = 'https://entente.example.org';
export const conventionId = '00000000-0000-4000-8000-00000000c000';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const member = (organisation: number, rank: Actor['rank'], person: number): Actor => ({
  person: id(organisation * 100 + person),
  organisation: id(organisation),
  rank,
});

/** An association, a commune that votes its conventions, a families' association. */
export const people = {
  relais: { director: member(1, 'director', 1), manager: member(1, 'manager', 2) },
  ville: { director: member(2, 'director', 1), manager: member(2, 'manager', 2) },
  familles: { director: member(3, 'director', 1), manager: member(3, 'manager', 2) },
};
const everybody = Object.values(people).flatMap(({ director, manager }) => [director, manager]);
const rankOf = Object.fromEntries(everybody.map(({ person, organisation, rank }) => [person, { organisation, rank }]));

const paragraph = (text: string): CanonicalNode => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const row = (attrs: Record<string, string | number | boolean>): CanonicalNode => ({ type: 'row', attrs });
const fields = (attrs: Record<string, string | number | boolean>): CanonicalNode => ({ type: 'fields', attrs });

/** A text that every hard rule finds complete. */
export function completeText(parties: readonly string[]): CanonicalText {
  const [first = ''] = parties;
  const criteria = ['effectiveness', 'efficiency', 'impact'];
  const particulars: Readonly<Record<string, readonly CanonicalNode[]>> = {
    project: [fields({ population: 'Les aidants', territory: 'Le canton' })],
    calendar: [fields({ start: '2026-04-01', end: '2026-12-31' })],
    roles: parties.map((party) =>
      row({ row: 'contribution', party, brings: 'Deux postes', expects: 'Du répit', population: 'Les aidants' }),
    ),
    risks: [row({ row: 'risk', risk: 'Un départ', fallback: 'Un remplaçant est formé' })],
    budget: [
      row({
        row: 'budgetLine',
        kind: 'hidden',
        label: 'Préparer',
        amount: 120_000,
        bearer: first,
        funder: 'Le Relais',
      }),
    ],
    regulation: [fields({ exitClause: 'Chacun peut partir.', noticeDays: 90 })],
    evaluation: [
      ...criteria.map((criterion) =>
        row({
          row: 'indicator',
          criterion,
          label: 'Un chiffre',
          planned: '12',
          source: 'Le registre',
          date: '2026-12-01',
        }),
      ),
      row({ row: 'review', date: '2026-09-01', label: 'Bilan' }),
    ],
  };
  const sections = sectionIds.map((section) => [
    section,
    [paragraph(`Les mots de « ${section} ».`), ...(particulars[section] ?? [])],
  ]);
  return { ...Object.fromEntries(sections), [coreOf(first)]: [paragraph('Le cœur du projet.')] } as CanonicalText;
}

export type SigningOptions = {
  readonly authenticator?: Authenticator;
  readonly misdeeds?: Misdeeds;
  /** Changes the statement before it is signed. */
  readonly statement?: (made: Statement) => Statement;
  /** Instead of a passkey. */
  readonly proof?: (statement: Statement) => Proof;
  /** How the passkey came to the account. */
  readonly added?: KeyAdded;
  /** Another head of the journal than today's. */
  readonly head?: JournalHead;
};

/** A negotiation with its journal; every step is decided by the rules, and a refused one throws. */
export class SignedConvention {
  readonly journal: EvidenceEntry[] = [];
  readonly signatures: SignatureEvidence[] = [];
  readonly text: CanonicalText;
  readonly authenticators = new Map<string, Authenticator>();
  state: Convention | undefined;
  #now: string;
  #identifiers = 900;

  constructor(text: CanonicalText, at = '2026-03-02T09:00:00.000Z') {
    this.text = text;
    this.#now = at;
  }

  at(instant: string): this {
    this.#now = instant;
    return this;
  }

  get head(): JournalHead {
    const last = this.journal.at(-1);
    return { version: last?.version ?? 0, hash: last?.hash ?? '' };
  }

  get facts() {
    return factsOfText(this.text);
  }

  get existing(): Existing {
    if (!this.state || this.state.stage === 'deleted') throw new Error('there is no such convention');
    return this.state;
  }

  does(by: Actor, input: CommandInput | ServerCommandInput): this {
    this.#identifiers += 1;
    const command = { ...input, by, at: this.#now, newId: id(this.#identifiers), salt: 'c0ffee', rankOf } as Command;
    const outcome = decide(this.state, command, this.facts);
    if (isRefusal(outcome)) throw new Error(`${input.type} was refused: ${JSON.stringify(outcome.reasons)}`);
    return this.happens(...outcome);
  }

  /** Facts that no rule is asked about. */
  happens(...events: readonly Event[]): this {
    for (const event of events) {
      this.state = evolve(this.state, event);
      this.writes(event);
    }
    return this;
  }

  /** An entry of the journal, whatever it says. */
  writes(event: Event): this {
    const entry = { version: this.head.version + 1, event, text: null };
    const hash = entryHash(this.journal.at(-1)?.hash ?? null, { convention: conventionId, ...entry });
    this.journal.push({ ...entry, hash });
    return this;
  }

  /** A statement, a proof of it, and the fact that the convention was signed. */
  signs(by: Actor, options: SigningOptions = {}): this {
    const head = options.head ?? this.head;
    const made = makeStatement(this.existing as WithFrozenText, {
      ...{ by, head, origin, at: this.#now },
      nonce: randomBytes(24).toString('base64url'),
    });
    if (!made) throw new Error('no party of this convention');
    const statement = options.statement?.(made) ?? made;
    const authenticator = options.authenticator ?? this.authenticators.get(by.person) ?? new Authenticator();
    this.authenticators.set(by.person, authenticator);
    const { added = { at: '2026-03-02T08:00:00.000Z', passwordReset: null } } = options;
    const proof = options.proof?.(statement) ?? { ...authenticator.signs(statement, options.misdeeds), added };
    this.signatures.push({ statement, proof });
    const { text: digest } = this.existing as WithFrozenText;
    return this.does(by, {
      type: 'signConvention',
      digest: digest.digest,
      statement: statementDigest(statement),
      head,
      proof: {
        kind: proof.kind,
        evidence: evidenceDigest({ statement, proof }),
        ...(isFromReset(proof) ? { afterReset: true } : {}),
      },
    });
  }

  /** The evidence file as the server would write it, unsealed. */
  evidence(): EvidenceFile {
    return {
      format: evidenceFormat,
      convention: conventionId,
      text: this.text,
      digest: this.facts.digest,
      journal: [...this.journal],
      signatures: [...this.signatures],
      segment: null,
      names: {
        organisations: [
          { id: id(1), name: 'Le Relais des Tilleuls' },
          { id: id(2), name: 'Commune de Valmer' },
          { id: id(3), name: 'Familles en chemin' },
        ],
        people: everybody.map(({ person, rank }) => ({ id: person, name: rank })),
      },
      server: { origin, certificate: null },
      seal: null,
    };
  }
}

type Story = {
  /** Of the approving meeting, which is the second. */
  readonly approvedOn?: string;
  readonly firstMeetingOn?: string;
  /** Three, or the first two of them. */
  readonly parties?: 2 | 3;
};

/** The parties have met, met again, and approved; the commune's assembly has voted. */
export function givenFrozen(story: Story = {}): SignedConvention {
  const { firstMeetingOn = '2026-03-03', approvedOn = '2026-03-10', parties = 3 } = story;
  const { relais, ville, familles } = people;
  const teams = [relais, ville, familles].slice(0, parties);
  const convention = new SignedConvention(completeText(teams.map(({ director }) => director.organisation)));
  convention.does(relais.manager, {
    type: 'openConvention',
    ...{
      convention: conventionId,
      title: 'Convention de répit',
      language: 'fr',
      timeZone: 'Europe/Paris',
      kind: 'association',
    },
  });
  convention.does(relais.manager, { type: 'nameParticipant', person: relais.director.person, access: 'writes' });
  joins(convention, { ...ville, kind: 'public-body', invitation: id(801) });
  if (parties === 3) joins(convention, { ...familles, kind: 'association', invitation: id(802) });
  for (const { manager } of teams) {
    for (const section of sectionIds) agrees(convention, manager, section);
    agrees(convention, manager, coreOf(id(1)));
  }
  convention.at(`${firstMeetingOn}T09:00:00.000Z`);
  const first = opens(convention, relais.manager, ...teams.slice(1).map(({ manager }) => manager));
  convention.does(relais.manager, { type: 'writeMinutes', meeting: first, minutes: 'Nous avons parlé du projet.' });
  convention.does(relais.manager, { type: 'closeMeeting', meeting: first });
  convention.at(`${approvedOn}T09:00:00.000Z`);
  const directors = teams.map(({ director }) => director);
  const second = opens(convention, relais.director, ...directors.slice(1));
  for (const by of directors) {
    convention.does(by, { type: 'approveConvention', meeting: second, digest: convention.facts.digest });
  }
  return convention.does(ville.manager, {
    type: 'recordDeliberation',
    ...{ number: '2026-14', date: '2026-03-09', enforceableOn: '2026-03-10' },
  });
}

type Joining = {
  readonly manager: Actor;
  readonly director: Actor;
  readonly kind: 'public-body' | 'association';
  readonly invitation: string;
};

function joins(convention: SignedConvention, { manager, director, kind, invitation }: Joining): void {
  const expiresAt = '2099-01-01T00:00:00.000Z';
  convention.does(people.relais.manager, {
    type: 'inviteOrganisation',
    invitation,
    as: 'party',
    label: 'Un partenaire',
    expiresAt,
  });
  convention.does(manager, { type: 'acceptInvitation', invitation, kind });
  convention.does(manager, { type: 'nameParticipant', person: director.person, access: 'writes' });
}

function agrees(convention: SignedConvention, by: Actor, section: AgreedPart): void {
  const { digest } = factsOfPart(convention.facts, section);
  convention.does(by, { type: 'takeStance', section, position: 'agree', digest });
}

function opens(convention: SignedConvention, chair: Actor, ...others: readonly Actor[]): string {
  const plannedFor = convention.journal.at(-1)?.event.at ?? '';
  convention.does(chair, { type: 'planMeeting', plannedFor, place: { kind: 'remote' }, expected: [] });
  const meeting = convention.existing.meetings.at(-1)?.id ?? '';
  convention.does(chair, { type: 'openMeeting', meeting, acknowledges: ['outranked'] });
  for (const by of others) convention.does(by, { type: 'recordPresence', meeting });
  return meeting;
}

/** The same, signed by all directors, in force. */
export function givenSigned(story: Story = {}): SignedConvention {
  const { relais, ville, familles } = people;
  const convention = givenFrozen(story).at('2026-03-12T10:00:00.000Z');
  if (story.parties !== 2) convention.signs(familles.director);
  convention.at('2026-03-13T10:00:00.000Z').signs(relais.director);
  return convention.at('2026-03-14T10:00:00.000Z').signs(ville.director);
}

/** The same journal written anew from this place on, chained as the store chains it. */
export function rechained(file: EvidenceFile): EvidenceFile {
  let previous: string | null = null;
  const journal = file.journal.map(({ event, text }, index) => {
    const version = index + 1;
    const hash: string = entryHash(previous, { convention: file.convention, version, event, text });
    previous = hash;
    return { version, event, text, hash };
  });
  return { ...file, journal };
}

/** The value again, as somebody else would read it from the file. */
export function copied<T>(value: T): T {
  return JSON.parse(canonicalJson(value)) as T;
}
