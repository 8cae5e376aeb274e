import { replay } from '@entente/shared/negotiation/evolve';
import { isRefusal, type Reason } from '@entente/shared/negotiation/reasons';
import { whatApprovalAwaits } from '@entente/shared/negotiation/what-approval-awaits';
import { wordsIn } from '@entente/shared/negotiation/words';
import { sectionIds } from '@entente/shared/sections/sections';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConventionStory } from '../support/convention-story.ts';
import { givenAgreedText, givenTwoParties } from '../support/given.ts';
import { director, everybody } from '../support/people.ts';
import { type Asked, askedAt, randomSteps, type Step } from '../support/random-negotiations.ts';
import { Witness } from '../support/witness.ts';

const auckland = { timeZone: 'Pacific/Auckland', at: '2026-06-01T09:00:00.000Z' };
const runs = 2_500;
/** The same negotiations every time; another number tries others. A failure prints the seed and the shortest story. */
const seed = Number(process.env.RULES_SEED ?? 20_260_302);

/** Two parties with nothing written, two that agree to all, or a third one that has just joined these. */
function begun(start: number): ConventionStory {
  if (start === 0) return givenTwoParties(auckland);
  const convention = givenAgreedText(auckland);
  return start === 1 ? convention : convention.joins(director('familles'));
}

/** A story, the witness that has seen it from its first event, and the faults that it found. */
class Watched {
  readonly witness = new Witness();
  readonly faults: string[] = [];
  readonly refusals: string[] = [];
  readonly story: ConventionStory;

  constructor(story: ConventionStory) {
    this.story = story;
    for (const event of story.events) this.witness.sees(event, story.facts);
  }

  run(steps: readonly Step[]): this {
    for (const step of steps) {
      if (this.story.state?.stage === 'deleted') return this;
      if (step.kind === 'wait') this.#wait(step);
      else if (step.kind === 'edit') this.#edit(step);
      else for (const asked of askedAt(this.story, this.story.existing, step)) this.#ask(asked);
    }
    return this;
  }

  /** Mostly forwards by hours or days; sometimes the clock is set back. */
  #wait({ chance }: Step): void {
    const hours = chance % 11 === 0 ? -(chance % 30) : chance % 40;
    this.story.at(new Date(Date.parse(this.story.now) + hours * 3_600_000).toISOString());
  }

  /** Few different words, so that old ones are often typed again. */
  #edit({ by, chance }: Step): void {
    const section = sectionIds[chance % sectionIds.length] ?? 'budget';
    const words = `Les mots de ${chance % 3}.`;
    const actor = everybody[by];
    if (!actor) return;
    const before = this.story.events.length;
    const old = this.story.digestOf(section);
    const outcome = this.story.asks(actor, { type: 'recordEdit', sections: [section] });
    if (isRefusal(outcome) && outcome.reasons[0].code !== 'nothing-to-change') return;
    this.story.writes(actor, section, words);
    if (this.story.digestOf(section) !== old) this.faults.push(...this.witness.seesEdit(section));
    this.#look(before);
  }

  #ask([by, input]: Asked): void {
    if (this.story.state?.stage === 'deleted') return;
    const command = this.story.command(by, input);
    const before = this.story.events.length;
    const awaited = whatApprovalAwaits(this.story.existing, this.story.now, this.story.facts);
    const outcome = this.story.decides(command);
    if (isRefusal(outcome)) {
      this.refusals.push(...outcome.reasons.map(({ code }) => code));
      if (input.type === 'approveConvention') this.#compareWithStrip(awaited, outcome.reasons);
      return;
    }
    if (outcome.length === 0) this.faults.push('accepted without an event');
    if (input.type === 'approveConvention' && awaited.length > 0) this.faults.push('approved though the strip said no');
    const told = JSON.stringify(outcome);
    const kept = wordsIn(command, this.story.facts).map(({ id }) => id);
    const named = [...told.matchAll(/"id":"([^"]+:(?:reason|agenda|minutes|decision|label|address|link))"/g)].map(
      (match) => match[1],
    );
    if (named.sort().join() !== kept.sort().join()) this.faults.push(`${input.type} keeps ${kept} and names ${named}`);
    this.story.accepts(outcome);
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
    for (const event of story.events.slice(from)) this.faults.push(...witness.sees(event, story.facts));
    const { state } = story;
    if (state?.stage === 'negotiating' || state?.stage === 'frozen') {
      this.faults.push(...witness.staleStances(story.facts, state.stances));
    }
  }
}

describe('random negotiations', () => {
  const seen = new Map<string, number>();
  const note = ({ witness, refusals }: Watched) => {
    const facts = Object.keys(witness.seen);
    const late = witness.parties.size > 2 ? facts.map((fact) => `${fact} among three`) : [];
    for (const each of new Set([...facts, ...refusals, ...late])) seen.set(each, (seen.get(each) ?? 0) + 1);
  };

  test('NEG-1: never reach a forbidden state, and the journal always tells the state', () => {
    fc.assert(
      fc.property(fc.nat(2), randomSteps, (start, steps) => {
        const watched = new Watched(begun(start)).run(steps);
        note(watched);
        expect(watched.faults).toEqual([]);
        expect(replay(watched.story.events)).toEqual(watched.story.state);
      }),
      { numRuns: runs, seed },
    );
  }, 120_000);

  /** Without these, the test above would have proved nothing: each came up two or three times as often. */
  test.each([
    ['ConventionApproved', 200],
    ['ApprovalsVoided', 30],
    ['TextFrozen', 100],
    ['ConventionSigned', 70],
    ['SigningRefused', 12],
    ['ConventionEnteredIntoForce', 25],
    ['StancesReset', 120],
    ['SectionReopened', 100],
    ['ReflectionDelayAgreed', 30],
    ['ConventionApproved among three', 90],
    ['TextFrozen among three', 30],
    ['no-earlier-meeting', 200],
    ['reflection-not-over', 90],
    ['text-frozen', 70],
    ['text-has-changed', 100],
    ['section-closed', 300],
    ['only-own-organisation', 150],
    ['may-not-commit', 200],
    ['already-signed', 30],
  ])('NEG-1: have met %s at least %i times', (what, times) => {
    expect(seen.get(what) ?? 0).toBeGreaterThanOrEqual(times);
  });
});
