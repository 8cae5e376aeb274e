import { expect, test } from 'vitest';
import { Kills } from './support/kills.ts';

test('F-01 kill -9 at any moment: nothing called saved, and nothing that another received, is missing', async () => {
  const kills = await Kills.prepare({ between: [80, 500], rate: 500 });
  const sum = { saved: 0, received: 0 };
  try {
    for (let seed = 0; seed < 5; seed++) {
      const { saved = 0, received = 0 } = await kills.once(seed);
      sum.saved += saved;
      sum.received += received;
    }
  } finally {
    await kills.end();
  }
  // A machine under load types slowly, yet something must have been promised for the kills to mean anything.
  expect(sum.saved).toBeGreaterThan(20);
  expect(sum.received).toBeGreaterThan(5);
});
