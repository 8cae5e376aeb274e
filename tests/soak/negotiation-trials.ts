/** Random negotiations against the rules, for as long as somebody likes: what the tests do for twenty thousand. */
import fc from 'fast-check';
import { randomSteps } from '../support/random-negotiations.ts';
import { beginnings, WatchedNegotiation } from '../support/watched-negotiation.ts';
import { independentTrial, type Trial } from './trial.ts';

const negotiations = independentTrial(
  {
    name: 'negotiations',
    title:
      'Random commands: no approval at a first meeting or of a text that lacks something, no signature on other words, no edit after the freeze, no stance that outlives its text.',
    defaultCount: 1_000_000,
  },
  async (seed) => {
    const [steps = []] = fc.sample(randomSteps, { numRuns: 1, seed });
    const watched = new WatchedNegotiation(seed % beginnings).run(steps);
    const told = `${JSON.stringify(steps)} from beginning ${seed % beginnings}`;
    if (watched.faults.length > 0) throw new Error(`${watched.faults.join('; ')}: ${told}`);
    if (!watched.isToldByItsJournal) throw new Error(`the journal tells another state: ${told}`);
    const seen = (type: string) => watched.happened.filter((one) => one === type).length;
    return {
      approvals: seen('ConventionApproved'),
      freezes: seen('TextFrozen'),
      signatures: seen('ConventionSigned'),
      refusals: watched.refusals.length,
    };
  },
);

export const negotiationTrials: readonly Trial[] = [negotiations];
