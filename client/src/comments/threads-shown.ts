import type { Thread } from '@entente/shared/comments/thread';
import { sectionIds } from '@entente/shared/sections/sections';
import type { AnchorTops } from './use-anchor-tops.ts';

export type ThreadFilter = Thread['status'];

export type ShownThreads = {
  /** Beside their words, in the order of the text. */
  readonly anchored: readonly Thread[];
  /** Their words are gone: listed with their quote. */
  readonly detached: readonly Thread[];
  readonly counts: Readonly<Record<ThreadFilter, number>>;
};

/** The threads to show: those of the filter, and the one in hand whatever its status. */
export function threadsShown(
  threads: readonly Thread[],
  { filter, active }: { filter: ThreadFilter; active: string | null },
  tops: AnchorTops,
): ShownThreads {
  const shown = threads.filter(({ id, status }) => status === filter || id === active);
  const anchored = shown.filter(({ id }) => tops.has(id)).sort((a, b) => (tops.get(a.id) ?? 0) - (tops.get(b.id) ?? 0));
  const detached = shown
    .filter(({ id }) => !tops.has(id))
    .sort((a, b) => sectionIds.indexOf(a.section) - sectionIds.indexOf(b.section));
  const resolved = threads.filter(({ status }) => status === 'resolved').length;
  return { anchored, detached, counts: { open: threads.length - resolved, resolved } };
}
