/** A negotiation played at random, with a witness that has seen it from its first event, and the faults that it found. */

import type { FilledIn } from '@entente/server/demo/fill-in';
import type { Actor } from '@entente/shared/negotiation/commands';
import { replay } from '@entente/shared/negotiation/evolve';
import { isRefusal, type Reason } from '@entente/shared/negotiation/reasons';
import { whatApprovalAwaits } from '@entente/shared/negotiation/what-approval-awaits';
import { wordsIn } from '@entente/shared/negotiation/words';
import { type AgreedPart, coreOf } from '@entente/shared/sections/parts';
import { type SectionId, sectionIds } from '@entente/shared/sections/sections';
import { completeParticulars } from './complete-particulars.ts';
import type { ConventionStory } from './convention-story.ts';
import { givenAgreedText, givenTwoParties } from './given.ts';
import { director, everybody, manager, type Organisation, organisations, practitioner } from './people.ts';
import { type Asked, askedAt, type Step } from './random-negotiations.ts';
import { tornParticulars } from './torn-particulars.ts';
import { Witness } from './witness.ts';

const auckland = { timeZone: 'Pacific/Auckland', at: '2026-06-01T09:00:00.000Z' };
const hour = 3_600_000;
const complete = completeParticulars(organisations);

/** Told once each; every negotiation goes on from a copy. */
const tellings: readonly (() => ConventionStory)[] = [
  () => givenTwoParties(auckland),
  () => givenAgreedText(auckland),
  () => givenAgreedText(auckland).joins(director('familles')),
  () => metOnce(givenAgreedText(auckland)),
  () => openedAgain(metOnce(givenAgreedText(auckland))),
  () => openedAgain(metOnce(givenAgreedText(auckland)).joins(director('familles')).agreesToAll(director('familles'))),
  () => openedAgain(metOnce(three(), director('familles')), director('familles')),
  () => openedAgain(metOnce(withAReader(), practitioner('familles')), director('familles')),
  () => frozen(openedAgain(metOnce(withATown(givenAgreedText(auckland))))),
  () => voted(frozen(openedAgain(metOnce(withATown(givenAgreedText(auckland)))))),
  () => frozen(openedAgain(metOnce(three(), director('familles')), director('familles'))).signs(director('ville')),
  () => aboutToMeet(),
];

/**
 * Nothing written; agreed; agreed, and a third one has just joined; met once; meeting again, with a newcomer, with three, with one
 * of whom only a reader had come; frozen with a public body, also with a vote that has no effect yet; frozen by three, of
 * which one has signed; met never, both unwilling to lead, and a meeting planned at the place of one of them.
 */
export const beginnings = tellings.length;

type Beginning = { readonly story: ConventionStory; readonly witness: Witness };
const begun = new Map<number, Beginning>();

function beginningOf(start: number): Beginning {
  const known = begun.get(start);
  if (known) return known;
  const story = (tellings[start % beginnings] as () => ConventionStory)();
  const witness = new Witness();
  for (const event of story.events) witness.sees(event, story.facts);
  const beginning = { story, witness };
  begun.set(start, beginning);
  return beginning;
}

function three(): ConventionStory {
  return givenAgreedText(auckland).joins(director('familles')).agreesToAll(director('familles'));
}

function metOnce(story: ConventionStory, ...others: Actor[]): ConventionStory {
  story.meets('2026-06-02T09:00:00.000Z', manager('relais'), manager('ville'), ...others);
  return story;
}

function openedAgain(story: ConventionStory, ...others: Actor[]): ConventionStory {
  story.at('2026-06-05T09:00:00.000Z').opens(manager('relais'), director('relais'), director('ville'), ...others);
  return story;
}

/** A third party, of which somebody only reads. */
function withAReader(): ConventionStory {
  return three().names(director('familles'), practitioner('familles'), 'reads');
}

function aboutToMeet(): ConventionStory {
  const story = givenTwoParties(auckland);
  for (const who of [manager('relais'), manager('ville')]) story.does(who, { type: 'stateLeadWish', wants: false });
  const place = { kind: 'on-site', address: '12 rue du Port', host: 'ville' } as const;
  const plan = { type: 'planMeeting', plannedFor: story.now, place, expected: [] } as const;
  return story.does(manager('relais'), { ...plan, expected: [], acknowledges: ['host-without-lead-wish'] });
}

function voted(story: ConventionStory): ConventionStory {
  const days = { date: '2026-06-04', enforceableOn: '2026-06-08' };
  return story.does(director('ville'), { type: 'recordDeliberation', number: '1', ...days });
}

function withATown(story: ConventionStory): ConventionStory {
  return story.does(director('ville'), { type: 'recordPartyKind', kind: 'public-body' });
}

function frozen(story: ConventionStory): ConventionStory {
  const meeting = story.existing.meetings.at(-1)?.id ?? '';
  for (const { organisation } of story.existing.parties)
    story.approves(director(organisation as Organisation), meeting);
  return story;
}

/** Names of the words that events refer to. */
const reference = /"id":"([^"]+:(?:reason|agenda|minutes|decision|label|address|link))"/g;

export class WatchedNegotiation {
  readonly witness: Witness;
  readonly faults: string[] = [];
  /** Codes of what was refused, and types of what happened, since the beginning. */
  readonly refusals: string[] = [];
  readonly happened: string[] = [];
  readonly story: ConventionStory;

  /** `start`: which of the beginnings. */
  constructor(start: number) {
    const { story, witness } = beginningOf(start);
    this.story = story.copy();
    this.witness = witness.copy();
  }

  run(steps: readonly Step[]): this {
    for (const step of steps) {
      if (this.story.state?.stage === 'deleted') return this;
      this.#take(step);
    }
    return this;
  }

  /** What the journal tells, beside what was reached step by step. */
  get isToldByItsJournal(): boolean {
    return JSON.stringify(replay(this.story.events)) === JSON.stringify(this.story.state);
  }

  #take(step: Step): void {
    switch (step.kind) {
      case 'wait':
        this.#wait(step);
        break;
      case 'edit':
        this.#edit(step);
        break;
      case 'fillIn':
        this.#fillIn(step);
        break;
      case 'keepMinutes':
        this.#keepMinutes(step);
        break;
      default:
        for (const asked of askedAt(this.story, this.story.existing, step)) this.#ask(asked);
    }
  }

  /** Mostly forwards by hours or days; sometimes the clock is set back. */
  #wait({ chance }: Step): void {
    const hours = chance % 11 === 0 ? -(chance % 30) : chance % 40;
    this.story.at(new Date(Date.parse(this.story.now) + hours * hour).toISOString());
  }

  /** Few different words, so that old ones are often typed again; sometimes in a core. */
  #edit({ by, chance }: Step): void {
    const actor = everybody[by];
    if (!actor) return;
    const section =
      chance % 9 === 0 ? coreOf(actor.organisation) : (sectionIds[chance % sectionIds.length] ?? 'budget');
    const before = this.story.events.length;
    const old = this.story.digestOf(section);
    if (!this.#mayEdit(actor, section)) return;
    this.story.writes(actor, section, `Les mots de ${chance % 3}.`);
    if (this.story.digestOf(section) !== old) this.faults.push(...this.witness.seesEdit(section));
    this.#look(before);
  }

  /** Somebody fills everything in, or takes something out of it; mostly what is closed is reopened for it, and agreed to again. */
  #fillIn(step: Step): void {
    const { by, chance } = step;
    const actor = everybody[by];
    if (!actor) return;
    const filled = chance % 4 === 0 ? complete : tornParticulars(complete, chance);
    const changed = this.story.changedBy(filled);
    const isMeant = chance % 5 > 0;
    const reason = 'Il faut y revenir.';
    if (isMeant) for (const section of changed) this.#ask([actor, { type: 'reopenSection', section, reason }]);
    this.#fill(actor, filled, changed);
    if (isMeant) this.#take({ ...step, kind: 'allAgree' });
  }

  #fill(actor: Asked[0], filled: FilledIn, changed: readonly SectionId[]): void {
    if (!changed.every((section) => this.#mayEdit(actor, section))) return;
    const before = this.story.events.length;
    this.story.fillsIn(actor, filled);
    for (const section of changed) this.faults.push(...this.witness.seesEdit(section));
    this.#look(before);
  }

  #mayEdit(actor: Asked[0], section: AgreedPart): boolean {
    const outcome = this.story.asks(actor, { type: 'recordEdit', sections: [section] });
    return !isRefusal(outcome) || outcome.reasons[0].code === 'nothing-to-change';
  }

  #keepMinutes({ chance }: Step): void {
    const open = this.story.existing.meetings.find(({ status }) => status === 'open');
    if (open) this.story.writesMinutes(open.id, chance % 3 === 0 ? ' ' : 'Nous avons parlé.');
  }

  #ask([by, input]: Asked): void {
    const { story } = this;
    if (story.state?.stage === 'deleted') return;
    const command = story.command(by, input);
    const before = story.events.length;
    const isApproval = input.type === 'approveConvention';
    const awaited = isApproval ? whatApprovalAwaits(story.existing, story.now, story.facts) : [];
    const outcome = story.decides(command);
    if (isRefusal(outcome)) {
      this.refusals.push(...outcome.reasons.map(({ code }) => code));
      if (isApproval) this.#compareWithStrip(awaited, outcome.reasons);
      return;
    }
    if (outcome.length === 0) this.faults.push('accepted without an event');
    if (isApproval && awaited.length > 0) this.faults.push('approved though the strip said no');
    const kept = wordsIn(command, story.facts).map(({ id }) => id);
    const named = [...JSON.stringify(outcome).matchAll(reference)].map((match) => match[1]);
    if (named.sort().join() !== kept.sort().join()) this.faults.push(`${input.type} keeps ${kept} and names ${named}`);
    story.accepts(outcome);
    this.#look(before);
  }

  /** The strip's reasons come first and whole; only what concerns the person may follow, or stand alone. */
  #compareWithStrip(awaited: readonly Reason[], reasons: readonly Reason[]): void {
    if (reasons[0]?.code === 'not-a-participant') return;
    if (JSON.stringify(reasons.slice(0, awaited.length)) !== JSON.stringify(awaited)) {
      this.faults.push(`the strip says ${JSON.stringify(awaited)}, the refusal ${JSON.stringify(reasons)}`);
    }
  }

  #look(from: number): void {
    const { story, witness } = this;
    for (const event of story.events.slice(from)) {
      this.happened.push(event.type);
      this.faults.push(...witness.sees(event, story.facts));
    }
    const { state } = story;
    if (state?.stage === 'negotiating' || state?.stage === 'frozen') {
      this.faults.push(...witness.staleStances(story.facts, state.stances));
    }
  }
}
