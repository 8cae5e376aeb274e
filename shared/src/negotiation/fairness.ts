/**
 * NEG-7, « Chaque partenaire doit s'y retrouver… gagnant gagnant »: what each party brings, expects, bears, funds, gives in
 * time and decides, side by side. It counts what is written and judges nothing.
 */
import { isSection } from '../sections/parts.ts';
import { factsOfPart, type TextFacts } from '../text/digest.ts';
import { type Row, rowsOf } from '../text/particulars.ts';
import { type CostKind, costKinds } from '../text/tables.ts';
import { partsOf } from './closed-sections.ts';
import { timeSpent } from './meetings/time.ts';
import type { Existing, Instant, OrganisationId, Party, PersonId, Position } from './state.ts';

/** Amounts in euro cents. */
export type Costs = { readonly byKind: Readonly<Record<CostKind, number>>; readonly total: number };

/** Minutes, of all the party's people together. */
export type Time = { readonly preparation: number; readonly meetings: number; readonly followUp: number };

export type PartyShare = {
  readonly organisation: OrganisationId;
  readonly brings: readonly string[];
  readonly expects: readonly string[];
  readonly populations: readonly string[];
  readonly bears: Costs;
  /** What it funds, of budget lines whose funder is written with its name. */
  readonly funds: number;
  readonly time: Time;
  /** Who may commit it: directors, and people with a delegation. */
  readonly mayCommit: readonly PersonId[];
  /** Meetings that it has chaired. */
  readonly chaired: number;
  readonly positions: Readonly<Record<Position | 'none', number>>;
};

export type Fairness = {
  readonly parties: readonly PartyShare[];
  /** All that the budget's lines come to; what no party bears is in it as well. */
  readonly total: number;
  readonly borneByNobody: number;
  /** Funders that are no party, as they are written, largest first. */
  readonly otherFunders: readonly { readonly name: string; readonly amount: number }[];
  readonly fundedByNobody: number;
};

type Line = Row<'budgetLine'>;

/** `nameOf`: under which names parties are written as funders; `at`: until when an open meeting counts. */
export function fairnessOf(
  state: Existing,
  facts: TextFacts,
  { nameOf, at }: { readonly nameOf: (organisation: OrganisationId) => string; readonly at: Instant },
): Fairness {
  const lines = rowsOf(facts, 'budgetLine');
  const isParty = (id: string | undefined) => state.parties.some(({ organisation }) => organisation === id);
  const partyNames = new Set(state.parties.map(({ organisation }) => plain(nameOf(organisation))));
  return {
    parties: state.parties.map((party) => shareOf(state, party, { facts, lines, nameOf, at })),
    total: sum(lines),
    borneByNobody: sum(lines.filter(({ bearer }) => !isParty(bearer))),
    otherFunders: fundersOf(lines.filter(({ funder }) => funder !== undefined && !partyNames.has(plain(funder)))),
    fundedByNobody: sum(lines.filter(({ funder }) => funder === undefined)),
  };
}

type Given = {
  readonly facts: TextFacts;
  readonly lines: readonly Line[];
  readonly nameOf: (organisation: OrganisationId) => string;
  readonly at: Instant;
};

function shareOf(state: Existing, party: Party, { facts, lines, nameOf, at }: Given): PartyShare {
  const { organisation } = party;
  const rows = rowsOf(facts, 'contribution').filter((row) => row.party === organisation);
  return {
    organisation,
    brings: rows.flatMap(({ brings }) => brings ?? []),
    expects: rows.flatMap(({ expects }) => expects ?? []),
    populations: rows.flatMap(({ population }) => population ?? []),
    bears: costsOf(lines.filter(({ bearer }) => bearer === organisation)),
    funds: sum(lines.filter(({ funder }) => funder !== undefined && plain(funder) === plain(nameOf(organisation)))),
    time: timeOf(state, organisation, at),
    mayCommit: mayCommit(party),
    chaired: chairedBy(state, party),
    positions: positionsOf(state, organisation, facts),
  };
}

function costsOf(lines: readonly Line[]): Costs {
  const byKind = Object.fromEntries(
    costKinds.map((kind) => [kind, sum(lines.filter((line) => line.kind === kind))]),
  ) as Record<CostKind, number>;
  return { byKind, total: sum(lines) };
}

function sum(lines: readonly Line[]): number {
  return lines.reduce((total, { amount }) => total + (amount ?? 0), 0);
}

/** People write a name in their own way: capitals and spaces don't make another funder. */
function plain(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/gu, ' ').toLocaleLowerCase('fr');
}

function fundersOf(lines: readonly Line[]): Fairness['otherFunders'] {
  const funders = new Map<string, { name: string; amount: number }>();
  for (const { funder = '', amount = 0 } of lines) {
    const known = funders.get(plain(funder));
    funders.set(plain(funder), { name: known?.name ?? funder.trim(), amount: (known?.amount ?? 0) + amount });
  }
  return [...funders.values()].sort((a, b) => b.amount - a.amount);
}

function timeOf(state: Existing, organisation: OrganisationId, at: Instant): Time {
  const spent = state.meetings
    .flatMap(({ id }) => timeSpent(state, id, at))
    .filter((one) => one.organisation === organisation);
  const all = (kind: 'preparation' | 'meeting' | 'followUp') => spent.reduce((minutes, one) => minutes + one[kind], 0);
  return { preparation: all('preparation'), meetings: all('meeting'), followUp: all('followUp') };
}

function mayCommit({ participants, delegations }: Party): readonly PersonId[] {
  return participants
    .filter(({ person, rank }) => rank === 'director' || delegations.some((one) => one.person === person))
    .map(({ person }) => person);
}

function chairedBy(state: Existing, { participants }: Party): number {
  const held = state.meetings.filter(({ status }) => status === 'open' || status === 'closed');
  return held.filter(({ chair }) => participants.some(({ person }) => person === chair)).length;
}

/** Of every section, and of the cores that say something; once the text is frozen, everybody agrees to all of it. */
function positionsOf(state: Existing, organisation: OrganisationId, facts: TextFacts): PartyShare['positions'] {
  const parts = partsOf(state).filter((part) => isSection(part) || !factsOfPart(facts, part).blank);
  const count = { agree: 0, reserve: 0, object: 0, none: 0 };
  const stances = state.stage === 'negotiating' ? state.stances : [];
  for (const part of parts) {
    const stance = stances.find((one) => one.organisation === organisation && one.section === part);
    count[state.stage === 'negotiating' ? (stance?.position ?? 'none') : 'agree'] += 1;
  }
  return count;
}
