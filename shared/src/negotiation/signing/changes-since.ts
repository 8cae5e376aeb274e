import type { EventType } from '../events.ts';
import type { JournalEntry } from '../journal.ts';
import type { Reason } from '../reasons.ts';

/** What a statement rests on besides the text's digest: the text and its title, who is bound, and who may bind them. */
const unsettling: ReadonlySet<EventType> = new Set<EventType>([
  'ConventionRenamed',
  'StancesReset',
  'SectionReopened',
  'ApprovalsVoided',
  'TextFrozen',
  'SigningRefused',
  'PartyJoined',
  'PartyKindRecorded',
  'ParticipantNamed',
  'ParticipantRemoved',
  'DelegationRecorded',
  'DelegationWithdrawn',
  'DeliberationRecorded',
  'ConventionDeleted',
]);

/** APP-2: the entries after the journal's head that a statement names, by which text, parties or mandates changed since. */
export function changesSince(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  return entries.filter(({ event }) => unsettling.has(event.type));
}

/** APP-2: a statement made before such a change is made anew, and signed then. */
export function statementStillHolds(entries: readonly JournalEntry[]): readonly Reason[] {
  return changesSince(entries).length > 0 ? [{ code: 'journal-moved-on', rule: 'APP-2' }] : [];
}
