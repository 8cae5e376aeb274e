import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runTrial } from '../soak/run-trial.ts';
import { independentTrial, type Trial } from '../soak/trial.ts';
import { trials } from '../soak/trials.ts';

test('a long trial goes on where it was stopped, and a seed that fails comes with the command that runs it again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'entente-soak-'));
  const ran: number[] = [];
  const wish = new AbortController();
  const trial: Trial = independentTrial({ name: 'F-00', title: 'a trial of trials', defaultCount: 6 }, async (seed) => {
    ran.push(seed);
    if (seed === 12) wish.abort();
    if (seed === 13) throw new Error('a fault');
    return { rounds: 2 };
  });
  const order = { from: 10, count: undefined, folder, say: () => undefined };
  try {
    const first = await runTrial(trial, { ...order, resume: false, stop: wish.signal });
    expect(first).toMatchObject({ outcome: 'stopped', settled: 3, count: 6, counts: { rounds: 6 }, failures: [] });
    const never = new AbortController().signal;
    const second = await runTrial(trial, { ...order, from: 0, resume: true, stop: never });
    expect(ran).toEqual([10, 11, 12, 13, 14, 15]);
    expect(second).toMatchObject({ outcome: 'failed', from: 10, settled: 6, counts: { rounds: 10 } });
    const replay = 'npm run soak -- F-00 --from 13 --count 1';
    expect(second.failures).toEqual([{ seed: 13, reason: 'a fault', replay }]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a trial whose seeds wait for nothing stops all the same when somebody says so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'entente-soak-'));
  const trial = independentTrial({ name: 'F-00', title: 'all in one go', defaultCount: 50_000_000 }, async () => ({}));
  try {
    const stop = AbortSignal.timeout(20);
    const order = { from: 0, count: undefined, resume: false, folder, stop, say: () => undefined };
    expect(await runTrial(trial, order)).toMatchObject({ outcome: 'stopped', failures: [] });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a trial that the machine can’t run is skipped with the reason, and every trial has a name of its own', async () => {
  const trial: Trial = {
    name: 'F-00',
    title: 'never run',
    defaultCount: 1,
    impediment: async () => 'the kernel refuses',
    run: () => Promise.reject(new Error('it was run')),
  };
  const stop = new AbortController().signal;
  const order = { from: 0, count: 1, resume: false, folder: tmpdir(), stop, say: () => undefined };
  expect(await runTrial(trial, order)).toMatchObject({ outcome: 'skipped', because: 'the kernel refuses' });
  const names = trials.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
