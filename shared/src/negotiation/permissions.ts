/** Who may do what with a convention: pure questions, asked by the server before it acts and by the screens before they offer. */
import { type AgreedPart, meetingOfMinutes, minutesOf, type PartId } from '../sections/parts.ts';
import type { Actor } from './commands.ts';
import { meetingOf, openMeetingOf } from './meetings/meeting-of.ts';
import type { Reason } from './reasons.ts';
import { agreedSectionIsClosed } from './rules/agreed-section-is-closed.ts';
import { coreBelongsToItsParty } from './rules/core-belongs-to-its-party.ts';
import { frozenTextNeverChanges } from './rules/frozen-text-never-changes.ts';
import {
  type Access,
  accesses,
  type Convention,
  type Existing,
  type MeetingId,
  type Observer,
  type OrganisationId,
  type Participant,
  type Party,
  type PersonId,
  type Rank,
} from './state.ts';

/** A person's place in a convention: for which organisation, and whether that organisation is bound. */
export type Seat = { readonly participant: Participant } & (
  | { readonly kind: 'party'; readonly organisation: Party }
  | { readonly kind: 'observer'; readonly organisation: Observer }
);

/** The person's seat, or `undefined`: to that person the convention does not exist. */
export function seatOf(state: Convention, person: PersonId): Seat | undefined {
  if (state.stage === 'deleted') return undefined;
  for (const organisation of state.parties) {
    const participant = organisation.participants.find((one) => one.person === person);
    if (participant) return { kind: 'party', organisation, participant };
  }
  for (const organisation of state.observers) {
    const participant = organisation.participants.find((one) => one.person === person);
    if (participant) return { kind: 'observer', organisation, participant };
  }
  return undefined;
}

/** The person as named by its organisation, party or observer. */
export function participantOf(state: Convention, person: PersonId): Participant | undefined {
  return seatOf(state, person)?.participant;
}

/** The party for which the person takes part; `undefined` for an observer's people and for strangers. */
export function partyOf(state: Convention, person: PersonId): Party | undefined {
  const seat = seatOf(state, person);
  return seat?.kind === 'party' ? seat.organisation : undefined;
}

/** True when the organisation negotiates and will be bound. */
export function isParty(state: Convention, organisation: OrganisationId): boolean {
  return state.stage !== 'deleted' && state.parties.some((party) => party.organisation === organisation);
}

/** True when the organisation takes part, as a party or as an observer. */
export function takesPart(state: Convention, organisation: OrganisationId): boolean {
  return (
    isParty(state, organisation) ||
    (state.stage !== 'deleted' && state.observers.some((observer) => observer.organisation === organisation))
  );
}

/** What the person may do with the text: an observer's people never more than the observer itself. */
export function accessOf(state: Convention, person: PersonId): Access | undefined {
  const seat = seatOf(state, person);
  if (!seat) return undefined;
  const { access } = seat.participant;
  return seat.kind === 'party' || reaches(seat.organisation.access, access) ? access : seat.organisation.access;
}

/** True when `access` is at least as wide as `needed`. */
export function reaches(access: Access, needed: Access): boolean {
  return accesses.indexOf(access) <= accesses.indexOf(needed);
}

/** True for the ranks that speak for an organisation: directors and managers. */
export function speaksForOrganisation(rank: Rank): boolean {
  return rank !== 'practitioner';
}

/** True when the actor takes stances and runs meetings for a party: a director or manager who writes or comments. */
export function speaksForParty(state: Convention, actor: Actor): boolean {
  return (
    partyOf(state, actor.person)?.organisation === actor.organisation &&
    speaksForOrganisation(actor.rank) &&
    mayComment(state, actor.person)
  );
}

/** True when the person may open threads and answer in them. */
export function mayComment(state: Convention, person: PersonId): boolean {
  const access = accessOf(state, person);
  return access !== undefined && reaches(access, 'comments');
}

/**
 * Why the person may not change that part now; empty when nothing stands in the way: access, APP-2 and NEG-6, a core that
 * is another party's (DOC-7), minutes of a meeting that isn't open. `null` asks of no part in particular.
 */
export function whatEditingAwaits(state: Convention, person: PersonId, part: PartId | null): readonly Reason[] {
  const access = accessOf(state, person);
  if (access === undefined || state.stage === 'deleted') return [{ code: 'not-a-participant', rule: null }];
  const meeting = part && meetingOfMinutes(part);
  if (meeting) return whatWritingMinutesAwaits(state, person, meeting);
  // What is seen nowhere may have been typed and deleted in the minutes.
  if (part === null && keepsMinutes(state, person)) return [];
  if (!reaches(access, 'writes')) return [{ code: 'access-too-narrow', rule: null, needs: 'writes' }];
  const frozen = frozenTextNeverChanges(state);
  if (frozen.length > 0 || part === null) return frozen;
  const foreign = coreBelongsToItsParty(partyOf(state, person)?.organisation, part);
  return foreign.length > 0 ? foreign : agreedSectionIsClosed(state, part as AgreedPart);
}

/** True when the person may change anything of the document now: some of the text, or the minutes of the open meeting. */
export function writesSomething(state: Convention, person: PersonId): boolean {
  return accessOf(state, person) === 'writes' || keepsMinutes(state, person);
}

function keepsMinutes(state: Convention, person: PersonId): boolean {
  const open = state.stage === 'deleted' ? undefined : openMeetingOf(state);
  return open !== undefined && whatEditingAwaits(state, person, minutesOf(open.id)).length === 0;
}

/** Any participant of a party who writes or comments keeps the minutes, of any rank, while the meeting is open. */
function whatWritingMinutesAwaits(state: Existing, person: PersonId, meeting: MeetingId): readonly Reason[] {
  if (!partyOf(state, person)) return [{ code: 'not-a-party', rule: null }];
  if (!mayComment(state, person)) return [{ code: 'access-too-narrow', rule: null, needs: 'comments' }];
  return meetingOf(state, meeting)?.status === 'open' ? [] : [{ code: 'minutes-closed', rule: null, meeting }];
}
