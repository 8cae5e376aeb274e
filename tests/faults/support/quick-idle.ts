/**
 * Loaded before the server (`node --import`): a room that everybody has left is kept for milliseconds instead of half a
 * minute, so that leaving and coming back can race a thousand times.
 */
const idleMilliseconds = 30_000;
const quick = 3;

const real = globalThis.setTimeout;
globalThis.setTimeout = Object.assign(
  (act: (...values: unknown[]) => void, after?: number, ...values: unknown[]) =>
    real(act, after === idleMilliseconds ? quick : after, ...values),
  real,
) as typeof real;
