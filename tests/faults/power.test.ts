import { afterAll, beforeAll, expect, test } from 'vitest';
import { Installation } from './support/installation.ts';
import type { Loss } from './support/power-loss.ts';
import { faultsServed } from './support/reading.ts';
import { RecordedLoad } from './support/recorded-load.ts';
import { tracingImpediment } from './support/strace.ts';

let installation: Installation | undefined;

beforeAll(async () => {
  installation = await Installation.make();
});
afterAll(() => installation?.remove());

test('F-03 power loss: whatever the disk forgets of what was not flushed, every promise made before is kept', async (context) => {
  const impediment = tracingImpediment();
  context.skip(impediment !== undefined, impediment);
  if (!installation) throw new Error('no installation');
  const load = await RecordedLoad.make(installation, { kind: 'killed', after: 900 }, { rate: 300 });
  try {
    expect(load.saved).toBeGreaterThan(10);
    const flushes = load.steps.filter(({ act }) => act.kind === 'flush').length;
    expect(flushes).toBeGreaterThan(5);
    const power = load.power();
    const cuts = 6;
    for (let cut = 1; cut <= cuts; cut++) {
      // Not on the same step of every commit.
      const count = Math.min(load.steps.length, Math.floor((load.steps.length * cut) / cuts) + (cut % 3) - 1);
      const loss: Loss = cut % 2 === 0 ? { kind: 'everything' } : { kind: 'chance', seed: cut };
      expect(await load.faultsAfter(power, count, loss)).toEqual([]);
    }
  } finally {
    await load.forget();
  }
});

test('F-04 a flush fails (EIO): no promise rests on it, the server ends with a clear last line, and recovers', async (context) => {
  const impediment = tracingImpediment();
  context.skip(impediment !== undefined, impediment);
  if (!installation) throw new Error('no installation');
  // From the fourteenth on, when everybody is there. Writes succeed: they can be read, and may be gone after a power loss.
  const inject = 'inject=fsync,fdatasync:error=EIO:when=14+';
  const load = await RecordedLoad.make(installation, { kind: 'failing', inject }, { rate: 200, clerk: false });
  try {
    expect(load.end.how).toBe(1);
    expect(load.end.said.trim().split('\n').at(-1)).toMatch(
      /^The database failed, and nothing more can be kept safe: ./,
    );
    expect(load.saved).toBeGreaterThan(0);
    // A failed flush made nothing durable: all that was promised must be there without it.
    const all = await load.faultsAfter(load.power(), load.steps.length, { kind: 'everything' });
    expect(all).toEqual([]);
    await installation.start();
    expect(await faultsServed(installation, load.convention, load.promises())).toEqual([]);
    await installation.stop();
  } finally {
    await load.forget();
  }
});
