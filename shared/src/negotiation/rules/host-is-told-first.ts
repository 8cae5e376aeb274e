import { partyOf } from '../permissions.ts';
import type { Existing, Meeting, OrganisationId } from '../state.ts';
import { firstMeetingAwayFromHome, type PlaceInMind } from './first-meeting-away-from-home.ts';

/** A plan that somebody makes: where, and for which organisation they act. */
export type PlanBy = { readonly place: PlaceInMind; readonly organisation: OrganisationId };

/**
 * NEG-4, « Si on ne souhaite pas être le porteur… ne pas organiser la première réunion à domicile »: the host that must be told before the
 * invitation leaves, since others plan the first meeting at its place though it doesn't want the lead. Whoever plans was told
 * by planning. A host that knew of it before, by planning it, answering or having been told, is not told again.
 * `meeting`: the one that is changed; none when it is planned.
 */
export function hostIsToldFirst(
  state: Existing,
  { place, organisation }: PlanBy,
  meeting: Meeting | undefined,
): readonly OrganisationId[] {
  return firstMeetingAwayFromHome(state, place).filter(
    (host) => host !== organisation && !(meeting && knowsOf(state, meeting, host)),
  );
}

function knowsOf(state: Existing, meeting: Meeting, host: OrganisationId): boolean {
  const wasTold = meeting.invitation.status === 'sent' && meeting.invitation.told.includes(host);
  return wasTold || hasAcknowledged(state, meeting, host);
}

/** Somebody of that party itself has said that this advice was read. */
export function hasAcknowledged(state: Existing, { acknowledged }: Meeting, host: OrganisationId): boolean {
  return acknowledged.some(
    ({ advice, parties, by }) =>
      advice === 'host-without-lead-wish' && parties.includes(host) && partyOf(state, by)?.organisation === host,
  );
}
