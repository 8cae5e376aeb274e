import type { Scheduler } from '../scheduler.ts';

/** Rooms with at most so many pages wait for nothing. */
const smallRoom = 300;
/** Milliseconds, in a room of a thousand pages or more. */
const longest = 8;

/**
 * Waits a moment in a large room, so that more of what is typed goes out in one write to each of its pages: a write to
 * hundreds of pages takes milliseconds, whatever is in it.
 */
export async function gatheringTime(pages: number, scheduler: Scheduler): Promise<void> {
  if (pages <= smallRoom) return;
  const milliseconds = Math.round(Math.min(1, (pages - smallRoom) / (1_000 - smallRoom)) * longest);
  await new Promise<void>((resolve) => void scheduler.after(milliseconds, resolve));
}
