import { assertNever } from '../assert-never.ts';
import { type SectionId, sectionIds } from '../sections/sections.ts';
import type { Convention, Negotiating } from './state.ts';

/**
 * The sections that nobody may edit now (NEG-6): on which every party, at least two of them, agrees to the same text.
 * It depends on who is a party: one more party, and a section that it has not agreed is open. A frozen text is closed throughout.
 */
export function closedSections(state: Convention): readonly SectionId[] {
  switch (state.stage) {
    case 'negotiating':
      return sectionIds.filter((section) => agreedByAll(state, section));
    case 'frozen':
    case 'inForce':
      return sectionIds;
    case 'deleted':
      return [];
    default:
      return assertNever(state);
  }
}

function agreedByAll(state: Negotiating, section: SectionId): boolean {
  const agreed = state.stances.filter((stance) => stance.section === section && stance.position === 'agree');
  const organisations = new Set(agreed.map((stance) => stance.organisation));
  return (
    state.parties.length >= 2 &&
    state.parties.every((party) => organisations.has(party.organisation)) &&
    new Set(agreed.map((stance) => stance.digest)).size === 1
  );
}
