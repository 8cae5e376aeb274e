/**
 * The chain of a convention's journal: each entry's hash covers the one before, so that removing, changing or moving an
 * entry breaks every later one.
 */
import { canonicalJson } from '../canonical-json.ts';
import { sha256Hex } from '../sha256.ts';
import type { Digest } from '../text/digest.ts';
import type { Event } from './events.ts';
import type { ConventionId } from './state.ts';

/** One entry. `version` counts a convention's entries from 1. */
export type JournalEntry = {
  readonly convention: ConventionId;
  readonly version: number;
  readonly event: Event;
  /** The hash of the last segment of the text's log at that moment; none before the first. */
  readonly text?: Digest | null;
};

/** The hash of an entry, from the hash of the one before (`null` for a convention's first). */
export function entryHash(previousHash: Digest | null, { convention, version, event, text }: JournalEntry): Digest {
  return sha256Hex(canonicalJson({ previousHash, convention, version, event, ...(text ? { text } : {}) }));
}
