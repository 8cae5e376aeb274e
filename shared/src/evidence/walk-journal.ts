/** The journal as a verifier goes through it: entry by entry, keeping what things looked like when somebody approved or signed. */

import type { EventOf, EventType } from '../negotiation/events.ts';
import { evolve } from '../negotiation/evolve.ts';
import { entryHash } from '../negotiation/journal.ts';
import { seatOf } from '../negotiation/permissions.ts';
import type { Convention, Negotiating } from '../negotiation/state.ts';
import type { WithFrozenText } from '../signing/make-statement.ts';
import type { EvidenceEntry, EvidenceFile } from './evidence-file.ts';

type Entry<T extends 'ConventionApproved' | 'ConventionSigned' | 'TextFrozen'> = EvidenceEntry & {
  readonly event: EventOf<T>;
};

export type Approving = { readonly entry: Entry<'ConventionApproved'>; readonly before: Negotiating };
export type Signing = {
  readonly entry: Entry<'ConventionSigned'>;
  readonly before: WithFrozenText;
  /** The entry by which the text that is signed was frozen. */
  readonly frozenBy: Entry<'TextFrozen'>;
};

export type Walk = {
  /** After the last entry; `undefined` when the journal could not be replayed. */
  readonly state: Convention | undefined;
  /** The first entry that doesn't fit what came before. */
  readonly stuckAt: number | undefined;
  /** The first entry in which somebody speaks for an organisation that the journal gives them no seat in. */
  readonly foreignAt: number | undefined;
  /** Of the round that the journal ends in. */
  readonly approvals: readonly Approving[];
  /** Of the round that the journal ends in; `undefined` while nothing is frozen. */
  readonly frozenBy: Entry<'TextFrozen'> | undefined;
  /** Of every round. */
  readonly signings: readonly Signing[];
};

/** Replays the journal as far as it goes. Never throws: a damaged journal is stuck somewhere. */
export function walkJournal(journal: EvidenceFile['journal']): Walk {
  let state: Convention | undefined;
  let approvals: Approving[] = [];
  let frozenBy: Walk['frozenBy'];
  let foreignAt: number | undefined;
  const signings: Signing[] = [];
  for (const entry of journal) {
    const before = state;
    try {
      state = evolve(before, entry.event);
    } catch {
      return { state: undefined, stuckAt: entry.version, foreignAt, approvals, frozenBy, signings };
    }
    if (before && speaksForOthers(before, entry.event)) foreignAt ??= entry.version;
    if (isOf(entry, 'ApprovalsVoided') || isOf(entry, 'SigningRefused')) [approvals, frozenBy] = [[], undefined];
    if (isOf(entry, 'ConventionApproved') && before?.stage === 'negotiating') approvals.push({ entry, before });
    if (isOf(entry, 'TextFrozen')) frozenBy = entry;
    if (isOf(entry, 'ConventionSigned') && before?.stage === 'frozen' && frozenBy)
      signings.push({ entry, before, frozenBy });
  }
  return { state, stuckAt: undefined, foreignAt, approvals, frozenBy, signings };
}

const saidForAnOrganisation: ReadonlySet<EventType> = new Set<EventType>([
  'DelegationRecorded',
  'DelegationWithdrawn',
  'LeadWishStated',
  'DeliberationRecorded',
  'AttendanceRecorded',
  'StanceTaken',
  'StanceWithdrawn',
  'ReflectionDelayWished',
  'ConventionApproved',
  'ConventionSigned',
  'SigningRefused',
]);

/** What a meeting counts by (NEG-1): whoever does it takes part, for whichever organisation. */
const doneByAParticipant: ReadonlySet<EventType> = new Set<EventType>([
  'MeetingOpened',
  'MinutesWritten',
  'MeetingClosed',
]);

/** Whoever says such a thing takes part for that organisation, and so does whoever is said to have been there (NEG-1). */
function speaksForOthers(state: Convention, event: EvidenceEntry['event']): boolean {
  if (doneByAParticipant.has(event.type)) return seatOf(state, event.by) === undefined;
  if (!saidForAnOrganisation.has(event.type) || !('organisation' in event)) return false;
  const people = event.type === 'AttendanceRecorded' ? [event.by, event.person] : [event.by];
  return people.some((person) => seatOf(state, person)?.organisation.organisation !== event.organisation);
}

function isOf<T extends EvidenceEntry['event']['type']>(
  entry: EvidenceEntry,
  type: T,
): entry is EvidenceEntry & { readonly event: EventOf<T> } {
  return entry.event.type === type;
}

/** The first entry whose number or hash isn't what the ones before make it; `undefined` when the chain is whole. */
export function brokenLink({ convention, journal }: Pick<EvidenceFile, 'convention' | 'journal'>): number | undefined {
  let previousHash: string | null = null;
  for (const [index, { version, event, text, hash }] of journal.entries()) {
    if (version !== index + 1) return index + 1;
    if (entryHash(previousHash, { convention, version, event, text }) !== hash) return version;
    previousHash = hash;
  }
  return undefined;
}
