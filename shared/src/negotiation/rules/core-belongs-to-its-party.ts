import { type PartId, partyOfCore } from '../../sections/parts.ts';
import type { Reason } from '../reasons.ts';
import type { OrganisationId } from '../state.ts';

/** DOC-7, « sans que cela remette en cause le cœur du projet »: a party's core is changed by that party alone. */
export function coreBelongsToItsParty(organisation: OrganisationId | undefined, part: PartId): readonly Reason[] {
  const party = partyOfCore(part);
  return party === undefined || party === organisation ? [] : [{ code: 'core-of-another-party', rule: 'DOC-7', party }];
}
