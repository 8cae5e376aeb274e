import { canonicalJson } from '@entente/shared/canonical-json';
import type { Event } from '@entente/shared/negotiation/events';
import * as Y from 'yjs';
import type { KeptText } from '../storage/convention-store.ts';
import type { LiveText } from '../text/live-text.ts';

/** The texts that these events promise to keep, as they stand: one for each identifier, however many events name it. */
export function keptTexts(events: readonly Event[], text: LiveText): readonly KeptText[] {
  const promises = events.filter((event) => event.type === 'VersionKept' || event.type === 'TextFrozen');
  const byId = new Map(promises.map(({ version, at }) => [version, at]));
  if (byId.size === 0) return [];
  const facts = text.facts();
  const sections = canonicalJson(text.parts());
  const state = Y.encodeStateAsUpdate(text.doc);
  return [...byId].map(([id, at]) => ({ id, at, digest: facts.digest, sections, facts, state }));
}
