import { seatOf } from '../permissions.ts';
import type { Reason } from '../reasons.ts';
import type { Existing, Meeting, OrganisationId, PersonId, Rank } from '../state.ts';

/**
 * NEG-3, « j'accepte de laisser ma place à mon supérieur »: the chair of a meeting passes within the party that holds it, to one of its
 * directors. While nobody was chosen, it is held by the party of the one who prepared the meeting, who stays credited.
 */
export function chairPassesToADirector(
  state: Existing,
  meeting: Meeting,
  passing: { readonly from: OrganisationId; readonly to: PersonId; readonly rank: Rank | undefined },
): readonly Reason[] {
  const holder = seatOf(state, meeting.chair ?? meeting.preparedBy)?.organisation.organisation;
  const reasons: Reason[] = [];
  // Whoever held it may have left the convention since: then the place is free.
  if (holder !== undefined && holder !== passing.from) {
    reasons.push({ code: 'chair-of-another-party', rule: 'NEG-3', meeting: meeting.id });
  }
  if (passing.rank !== 'director') reasons.push({ code: 'not-a-director', rule: 'NEG-3', person: passing.to });
  return reasons;
}
