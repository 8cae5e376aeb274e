/** Every trial that `npm run soak` knows, in the order in which it runs them. */

import { simulationTrials } from '../simulation/fuzz/trials.ts';
import { admissionTrials } from './admission-trials.ts';
import { durabilityTrials } from './durability-trials.ts';
import { killTrials } from './kill-trials.ts';
import { loadTrials } from './load-trials.ts';
import { negotiationTrials } from './negotiation-trials.ts';
import { networkTrials } from './network-trials.ts';
import { tamperingTrials } from './tampering-trials.ts';
import type { Trial } from './trial.ts';

export const trials: readonly Trial[] = [
  ...killTrials,
  ...durabilityTrials,
  ...networkTrials,
  ...loadTrials,
  ...admissionTrials,
  ...negotiationTrials,
  ...tamperingTrials,
  ...simulationTrials,
];
