/** Milliseconds. A server that restarts meets thousands of pages: each comes back at a moment of its own. */
const shortest = 200;
const longest = 15_000;
/** What the first wait is drawn from, by why the connection ended. */
const restartSpread = 5_000;
const usualSpread = 1_000;

const restarting = 1012;
const tryAgainLater = 1013;

export type Disconnection = {
  /** The close code; `null` when this page ended the connection. */
  readonly code: number | null;
  /** Connections since the last one that synchronised, this one included: from 1. */
  readonly failures: number;
};

/**
 * Milliseconds to wait before connecting again: anything up to a limit that doubles with each failure ("full jitter"), so that
 * pages cut off together don't come back together. `chance` is from 0 to 1.
 */
export function reconnectDelay({ code, failures }: Disconnection, chance: number): number {
  const spread = code === restarting || code === tryAgainLater ? restartSpread : usualSpread;
  const limit = Math.min(longest, spread * 2 ** Math.min(failures - 1, 10));
  return Math.round(shortest + chance * (limit - shortest));
}
