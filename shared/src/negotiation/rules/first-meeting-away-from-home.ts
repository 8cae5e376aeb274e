import type { Existing, OrganisationId } from '../state.ts';

/** Where somebody means to meet. */
export type PlaceInMind =
  | { readonly kind: 'remote' }
  | { readonly kind: 'on-site'; readonly host: OrganisationId | null };

/**
 * NEG-4, « Si on ne souhaite pas être le porteur… ne pas organiser la première réunion à domicile »: the party at whose own place the first
 * meeting would be though it has said that it doesn't want the lead. It is told before anybody is invited, and never
 * blocks one who has acknowledged it.
 */
export function firstMeetingAwayFromHome(state: Existing, place: PlaceInMind): readonly OrganisationId[] {
  const isFirst = !state.meetings.some(({ status }) => status === 'open' || status === 'closed');
  if (!isFirst || place.kind === 'remote') return [];
  return state.parties
    .filter(({ organisation, wantsLead }) => organisation === place.host && wantsLead === false)
    .map(({ organisation }) => organisation);
}
