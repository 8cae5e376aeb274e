import { setTimeout as pause } from 'node:timers/promises';

/** Resolves when the condition holds; fails after the time (ms) with what it waited for. */
export async function eventually(condition: () => boolean | Promise<boolean>, within = 20_000): Promise<void> {
  const end = Date.now() + within;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`still not so after ${within} ms: ${condition}`);
    await pause(5);
  }
}
