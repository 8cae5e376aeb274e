import { closeCodes } from '@entente/shared/wire/messages';

/** Milliseconds. */
const shortest = 200;
const longest = 15_000;
/** What the first wait is drawn from, where the server had no reason to send the page away. */
const usualSpread = 1_000;
/** The same where it had: thousands of pages are cut off together by a restart, one that was too quick must slow down, and a full server takes pages back only to send them away again. */
const spreads: Readonly<Record<number, number>> = {
  [closeCodes.restarting]: 5_000,
  [closeCodes.tooFast]: 5_000,
  [closeCodes.storageFull]: 5_000,
  [closeCodes.tooManyPages]: 10_000,
};

export type Disconnection = {
  /** The close code; `null` when this page ended the connection. */
  readonly code: number | null;
  /** Connections that ended since the last one that synchronised: from 1. */
  readonly failures: number;
};

/**
 * Milliseconds to wait before connecting again: anything up to a limit that doubles with each failure ("full jitter"), so that
 * pages cut off together don't come back together. `chance` is from 0 to 1.
 */
export function reconnectDelay({ code, failures }: Disconnection, chance: number): number {
  const spread = (code === null ? undefined : spreads[code]) ?? usualSpread;
  const limit = Math.min(longest, spread * 2 ** Math.min(failures - 1, 10));
  return Math.round(shortest + chance * (limit - shortest));
}
