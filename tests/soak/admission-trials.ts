/** Admission, for as long as somebody likes: what the tests do for a few seeds. */
import { playForgerStory } from '../support/forger-story.ts';
import { independentTrial, type Trial } from './trial.ts';

const forgeries = independentTrial(
  {
    name: 'forgeries',
    title:
      'Honest people and a forger on one text: whatever is admitted, no lock opens, nobody honest is refused, all replicas are the same.',
    defaultCount: 10_000,
  },
  async (seed) => {
    const { wrong, admitted } = playForgerStory(seed);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return { 'forged updates admitted': admitted };
  },
);

export const admissionTrials: readonly Trial[] = [forgeries];
