import { useSyncExternalStore } from 'react';
import type { PresentPerson, TextSession, TextStatus } from '../editor/text-session.ts';

/** What the page may say about saving, as it changes. */
export function useTextStatus(session: TextSession): TextStatus {
  return useSyncExternalStore(session.subscribe, session.status);
}

/** Everybody whose page is open, as they come and go. */
export function usePresentPeople(session: TextSession): readonly PresentPerson[] {
  return useSyncExternalStore(session.subscribe, session.people);
}
