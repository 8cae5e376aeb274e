import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** One folder of tests: its name is the project's. Groups run one after the other, the quickest to tell first. */
function project(name: string, groupOrder: number, timeouts: { test: number; hook: number }) {
  return {
    extends: true as const,
    test: {
      name,
      include: [`${name}/**/*.test.ts`],
      sequence: { groupOrder },
      testTimeout: timeouts.test,
      hookTimeout: timeouts.hook,
      // Browsers on a small machine starve each other, and so do servers that are killed under load: one file at a time. Of
      // the others, one on each core: vitest by itself leaves a core free, which on a small machine is half of it.
      maxWorkers: name === 'browser' || name === 'faults' ? 1 : availableParallelism(),
    },
  };
}

export default defineConfig({
  test: {
    root: import.meta.dirname,
    // A focused test would silence the others; lint refuses it too.
    allowOnly: false,
    // What is waited for comes when it comes: only a wait without an end is a failure.
    expect: { poll: { timeout: 20_000 } },
    reporters: ['default', ['json', { outputFile: '../test-results/vitest.json' }]],
    projects: [
      project('rules', 1, { test: 60_000, hook: 30_000 }),
      project('contracts', 2, { test: 60_000, hook: 30_000 }),
      project('simulation', 3, { test: 120_000, hook: 30_000 }),
      project('server', 4, { test: 120_000, hook: 60_000 }),
      project('wire', 5, { test: 60_000, hook: 30_000 }),
      project('faults', 6, { test: 300_000, hook: 120_000 }),
      project('browser', 7, { test: 180_000, hook: 120_000 }),
    ],
  },
});
