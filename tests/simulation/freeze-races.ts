/**
 * F-38: people type while others agree, approve and so freeze the text; then a party refuses to sign, and it begins again. Of
 * every edit the author is told, and what is told is true of the text that was frozen.
 */
import type { OrdinaryInput } from '@entente/server/conventions/conventions';
import { canonicalJson } from '@entente/shared/canonical-json';
import { closedSections, partsOf } from '@entente/shared/negotiation/closed-sections';
import type { Actor } from '@entente/shared/negotiation/commands';
import type { Existing } from '@entente/shared/negotiation/state';
import { type AgreedPart, isSection } from '@entente/shared/sections/parts';
import { type SectionId, sectionIds } from '@entente/shared/sections/sections';
import { canonicalPart } from '@entente/shared/text/canonical';
import { factsOfPart } from '@entente/shared/text/digest';
import type { SectionWithRows } from '@entente/shared/text/tables';
import * as Y from 'yjs';
import { director, manager, secondManager } from '../support/people.ts';
import { lastOpenSection } from './base-images.ts';
import { EditLedger, type RowToFill } from './edit-ledger.ts';
import { watchedFactsOf } from './reading.ts';
import type { SimulatedPage } from './simulated-page.ts';
import { type Flaw, Simulation } from './simulation.ts';

export type RaceCounts = {
  readonly races: number;
  readonly frozen: number;
  readonly edits: number;
  readonly kept: number;
  readonly refused: number;
};

export type Raced = {
  readonly faults: readonly string[];
  readonly counts: RaceCounts;
  readonly story: readonly string[];
};

const parties = ['relais', 'ville'] as const;
type Party = (typeof parties)[number];

/** Each a freeze of the same convention, after which it is negotiated again. */
export const racesOfASeed = 20;
/** Rows that keep every rule met, but for the column in which the mark stands. */
const rowsToFill: Readonly<Record<SectionWithRows, Omit<RowToFill, 'anew'>>> = {
  roles: {
    cells: { row: 'contribution', party: 'relais', expects: 'Du répit', population: 'Les aidants' },
    label: 'brings',
  },
  risks: { cells: { row: 'risk', fallback: 'Un remplaçant' }, label: 'risk' },
  budget: {
    cells: { row: 'budgetLine', kind: 'known', amount: 100, bearer: 'relais', funder: 'Le canton' },
    label: 'label',
  },
  evaluation: { cells: { row: 'review', date: '2026-12-01' }, label: 'label' },
};

/** Milliseconds in which a race's edits, agreements and approvals begin. */
const longest = 80;
const mostTasks = 60_000;

export async function raceTheFreeze(settings: {
  readonly seed: number;
  readonly flaw?: Flaw;
  readonly isTold?: boolean;
}): Promise<Raced> {
  const ledger = new EditLedger();
  const simulation = await Simulation.begin({
    ...settings,
    beginning: 'about-to-freeze',
    onTold: (page, news) => ledger.told(page, news),
  });
  const races = new FreezeRaces(simulation, ledger);
  await races.gather();
  for (let nth = 1; nth <= racesOfASeed && simulation.oracle.faults.length === 0; nth++) await races.race(nth);
  simulation.server?.end();
  for (const { doc } of simulation.pages) doc.destroy();
  return { faults: simulation.oracle.faults, counts: races.counts, story: simulation.story };
}

class FreezeRaces {
  readonly #simulation: Simulation;
  readonly #ledger: EditLedger;
  readonly counts = { races: 0, frozen: 0, edits: 0, kept: 0, refused: 0 };

  constructor(simulation: Simulation, ledger: EditLedger) {
    this.#simulation = simulation;
    this.#ledger = ledger;
  }

  /** Everybody who types opens a page. */
  async gather(): Promise<void> {
    for (const person of [manager('relais'), manager('ville'), secondManager('ville')]) this.#simulation.opens(person);
    await this.#rests();
  }

  /** One freeze, after the one before was refused, with edits around every step towards it; in the end all is told, and true. */
  async race(nth: number): Promise<void> {
    const { chance, timeline } = this.#simulation;
    this.counts.races += 1;
    this.#simulation.note(() => `· race ${nth}`);
    await this.#beginsAgain();
    for (let left = chance.between(1, 5); left > 0; left--) this.#soon(longest, () => this.#edit());
    if (chance.happens(0.05)) this.#soon(longest, () => this.#loseSomebody());
    if (chance.happens(0.02)) this.#soon(longest, () => this.#simulation.crash('it happens'));
    for (let round = 0; round < 4 && this.#state.stage === 'negotiating'; round++) {
      for (const party of parties) this.#soon(longest / 2, () => this.#agrees(party));
      for (const party of parties) this.#soon(longest, () => this.#approves(party));
      if (round > 0 && chance.happens(0.3)) this.#soon(longest, () => this.#edit());
      await timeline.pass(chance.between(longest, 2 * longest));
    }
    await this.#rests();
    this.#judge();
  }

  get #state(): Existing {
    const { state } = this.#simulation.oracle;
    if (state.stage === 'deleted') throw new Error('nobody deletes it here');
    return state;
  }

  #soon(most: number, act: () => void): void {
    this.#simulation.timeline.after([0, most], act);
  }

  async #rests(): Promise<void> {
    const { timeline } = this.#simulation;
    if (!(await timeline.run(() => timeline.isDry, mostTasks))) this.#simulation.blames('it never comes to rest');
  }

  /** Somebody writes where that was still allowed as far as the page knows, and sometimes all the same. */
  #edit(): void {
    const { chance, pages } = this.#simulation;
    const page = chance.pick(pages);
    if (page.isRenewing || page.isGone || page.clientId === 0) return;
    const open = sectionIds.filter((one) => this.#simulation.mayWrite(page.person, one));
    const section = open.length > 0 ? chance.pick(open.slice(0, 3)) : lastOpenSection;
    const row = chance.happens(0.3) && hasRows(section) ? rowsToFill[section] : undefined;
    if (row && hasRows(section)) this.#ledger.fillsIn(page, section, { ...row, anew: chance.happens(0.5) });
    else if (!this.#types(page, section)) return;
    this.counts.edits += 1;
    this.#simulation.note(() => `${page.name} ${row ? 'fills in' : 'edits'} ${section}`);
  }

  #types(page: SimulatedPage, section: SectionId): boolean {
    const { chance } = this.#simulation;
    const marks = this.#ledger.marksIn(section);
    const taken = marks.length > 0 && chance.happens(0.4) ? chance.pick(marks) : undefined;
    return this.#ledger.edits(page, section, { at: chance.share(), taken });
  }

  #loseSomebody(): void {
    const { wire } = this.#simulation.chance.pick(this.#simulation.pages);
    if (wire) this.#simulation.cut(wire);
  }

  /** To every part that the party does not agree to yet, as it reads on the party's own page. */
  #agrees(party: Party): void {
    const state = this.#state;
    if (state.stage !== 'negotiating') return;
    const facts = watchedFactsOf(this.#pageOf(party).doc);
    const closed = closedSections(state);
    for (const section of partsOf(state).filter((part) => isSection(part) && !closed.includes(part))) {
      const { digest } = factsOfPart(facts, section);
      if (this.#hasAgreed(party, section, digest)) continue;
      this.#asks(manager(party), { type: 'takeStance', section, position: 'agree', digest });
    }
  }

  #hasAgreed(party: Party, section: AgreedPart, digest: string): boolean {
    const state = this.#state;
    const stances = state.stage === 'negotiating' ? state.stances : [];
    return stances.some(
      (one) =>
        one.organisation === party && one.section === section && one.position === 'agree' && one.digest === digest,
    );
  }

  #approves(party: Party): void {
    const state = this.#state;
    const meeting = state.meetings.find(({ status }) => status === 'open')?.id;
    if (state.stage !== 'negotiating' || meeting === undefined) return;
    const { digest } = watchedFactsOf(this.#pageOf(party).doc);
    this.#asks(director(party), { type: 'approveConvention', meeting, digest });
  }

  #asks(by: Actor, input: OrdinaryInput): void {
    void this.#simulation.command(by, input);
  }

  #pageOf(party: Party): SimulatedPage {
    const page = this.#simulation.pages.find(({ person }) => person === manager(party).person);
    if (!page) throw new Error(`${party} has no page`);
    return page;
  }

  /** What was told is compared with the frozen text as it was kept; where nothing was frozen, with the log. */
  #judge(): void {
    const { oracle, disk, convention } = this.#simulation;
    const state = this.#state;
    const kept = state.stage === 'negotiating' ? undefined : disk.keptText(convention, state.text.version);
    if (state.stage !== 'negotiating') this.counts.frozen += 1;
    const { faults, kept: inText, refused } = this.#ledger.settle(kept ? wordsOf(kept.state) : wordsIn(oracle.doc));
    this.counts.kept += inText;
    this.counts.refused += refused;
    for (const fault of faults) this.#simulation.blames(`F-38: ${fault}`);
    const { digest } = watchedFactsOf(oracle.doc);
    for (const page of this.#simulation.pages) {
      if (!page.isAllSaved) this.#simulation.blames(`${page.name} waits for ever`);
      else if (watchedFactsOf(page.doc).digest !== digest) this.#simulation.blames(`${page.name} reads another text`);
    }
  }

  /** A party refuses to sign while people begin to type again, some too early. */
  async #beginsAgain(): Promise<void> {
    const { chance, timeline } = this.#simulation;
    if (this.#state.stage !== 'frozen') return;
    if (chance.happens(0.3)) this.#soon(20, () => this.#edit());
    this.#asks(director(chance.pick(parties)), { type: 'refuseToSign', reason: 'Pas encore.' });
    const isOpen = () => this.#state.stage === 'negotiating';
    await timeline.run(() => isOpen() || timeline.isDry, mostTasks);
    if (!isOpen()) this.#simulation.blames('the negotiation did not begin again');
  }
}

function wordsOf(state: Uint8Array): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const words = wordsIn(doc);
  doc.destroy();
  return words;
}

/** Of every section, rows included. */
function wordsIn(doc: Y.Doc): string {
  return sectionIds.map((section) => canonicalJson(canonicalPart(doc, section))).join('\n');
}

function hasRows(section: SectionId): section is SectionWithRows {
  return Object.hasOwn(rowsToFill, section);
}
