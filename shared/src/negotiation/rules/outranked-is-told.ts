import { isParty } from '../permissions.ts';
import { type Existing, type OrganisationId, type Rank, ranks } from '../state.ts';

/** Somebody who will be there, or is: for whom, and with which rank. */
export type Attendee = { readonly organisation: OrganisationId; readonly rank: Rank };

/**
 * NEG-2, « Ne pas se retrouver avec des personnes qui nous sont supérieurement hiérarchiques »: the parties whose highest rank there is
 * below another party's highest. A party of which nobody is known to come is not outranked. It is told, and never blocks
 * one who has acknowledged it.
 */
export function outrankedIsTold(state: Existing, attendees: readonly Attendee[]): readonly OrganisationId[] {
  const highest = new Map<OrganisationId, number>();
  for (const { organisation, rank } of attendees) {
    if (!isParty(state, organisation)) continue;
    highest.set(organisation, Math.min(ranks.indexOf(rank), highest.get(organisation) ?? ranks.length));
  }
  const top = Math.min(...highest.values());
  return [...highest].filter(([, rank]) => rank > top).map(([organisation]) => organisation);
}
