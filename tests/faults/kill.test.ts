import { expect, test } from 'vitest';
import { Kills } from './support/kills.ts';
import { type Stop, stopAtEach } from './support/stopping.ts';

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

test('F-02 killed between append, commit, broadcast and acknowledgement: no promise was made too early', async () => {
  const stops: Stop[] = [
    { point: 'before-append', nth: 3 },
    { point: 'before-commit', nth: 5 },
    { point: 'after-commit', nth: 6 },
    { point: 'before-broadcast', nth: 7 },
    { point: 'after-first-broadcast', nth: 8 },
    { point: 'before-saved', nth: 9 },
    { point: 'after-saved', nth: 30 },
  ];
  const saved = await stopAtEach(stops, { rate: 300, clerk: false });
  expect(saved.get('after-saved')).toBeGreaterThan(0);
});

test('F-08 killed while the log is sealed and compacted: neither what was sealed nor what was about to be is lost', async () => {
  const stops: Stop[] = [
    { point: 'before-sealing', nth: 1 },
    { point: 'after-sealing', nth: 4 },
    { point: 'before-sealing', nth: 9 },
    { point: 'after-sealing', nth: 14 },
    { point: 'before-sealing', nth: 23 },
  ];
  // Every entry of the journal seals the text that it was decided on: the clerk makes one after the other.
  const saved = await stopAtEach(stops, { rate: 600, clerk: true });
  expect([...saved.values()].reduce((sum, each) => sum + each, 0)).toBeGreaterThan(0);
});
