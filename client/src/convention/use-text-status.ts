import { useSyncExternalStore } from 'react';
import type { PresentPerson, TextSession, TextStatus } from '../editor/text-session.ts';

/**
 * What the page may say about saving, as it changes. Only what is asked for is watched: the status changes with each
 * keystroke, and nothing should be drawn again for a count that it doesn't show.
 */
export function useTextStatus<T extends string | number | boolean | null>(
  session: TextSession,
  select: (status: TextStatus) => T,
): T {
  return useSyncExternalStore(session.subscribe, () => select(session.status()));
}

/** Everybody whose page is open, as they come and go and change sections. */
export function usePresentPeople(session: TextSession): readonly PresentPerson[] {
  return useSyncExternalStore(session.subscribe, session.people);
}
