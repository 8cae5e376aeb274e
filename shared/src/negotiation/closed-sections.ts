import { assertNever } from '../assert-never.ts';
import { type AgreedPart, coreOf } from '../sections/parts.ts';
import { sectionIds } from '../sections/sections.ts';
import type { Convention, Existing, Negotiating } from './state.ts';

/**
 * The sections and cores that nobody may edit now (NEG-6): on which every party, at least two of them, agrees to the same text.
 * It depends on who is a party: one more party, and a section that it has not agreed is open. A frozen text is closed throughout.
 */
export function closedSections(state: Convention): readonly AgreedPart[] {
  switch (state.stage) {
    case 'negotiating':
      return partsOf(state).filter((part) => agreedByAll(state, part));
    case 'frozen':
    case 'inForce':
      return partsOf(state);
    case 'deleted':
      return [];
    default:
      return assertNever(state);
  }
}

/** The same question of one part. */
export function isClosed(state: Existing, part: AgreedPart): boolean {
  return partsOf(state).includes(part) && (state.stage !== 'negotiating' || agreedByAll(state, part));
}

/** What is agreed to: every section, and every party's core. */
export function partsOf(state: Existing): readonly AgreedPart[] {
  return [...sectionIds, ...state.parties.map(({ organisation }) => coreOf(organisation))];
}

function agreedByAll(state: Negotiating, section: AgreedPart): boolean {
  const agreed = state.stances.filter((stance) => stance.section === section && stance.position === 'agree');
  const organisations = new Set(agreed.map((stance) => stance.organisation));
  return (
    state.parties.length >= 2 &&
    state.parties.every((party) => organisations.has(party.organisation)) &&
    new Set(agreed.map((stance) => stance.digest)).size === 1
  );
}
