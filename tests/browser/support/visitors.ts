import { afterEach } from 'vitest';
import { keepWhatWasSeen } from './pictures.ts';
import type { Visitor } from './visitor.ts';

/**
 * The people of each test, to be added to as they come: what they saw is kept when the test fails, and they leave when it
 * ends. Asked for once in a file, after other `afterEach`: the last one runs first.
 */
export function visitorsOfEachTest(): Visitor[] {
  const visitors: Visitor[] = [];
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepWhatWasSeen(visitors, task.name);
    for (const { context } of visitors.splice(0)) await context.close();
  });
  return visitors;
}
