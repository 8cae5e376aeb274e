import { type SectionId, sectionIds } from '../../sections/sections.ts';
import type { TextFacts } from '../../text/digest.ts';
import type { Reason } from '../reasons.ts';
import type { Negotiating, OrganisationId } from '../state.ts';

/** APP-1: every party agrees to every part of the text, as it now stands. One reason for each part that waits, with the parties it waits for. */
export function everySectionAgreed(state: Negotiating, facts: TextFacts): readonly Reason[] {
  return sectionIds.flatMap((section): Reason[] => {
    const waiting = partiesWithoutAgreement(state, facts, section);
    return waiting.length > 0 ? [{ code: 'section-not-agreed', rule: 'APP-1', section, parties: waiting }] : [];
  });
}

function partiesWithoutAgreement(state: Negotiating, facts: TextFacts, section: SectionId): OrganisationId[] {
  const agreed = new Set(
    state.stances
      .filter((stance) => stance.section === section && stance.position === 'agree')
      .filter((stance) => stance.digest === facts.sections[section].digest)
      .map((stance) => stance.organisation),
  );
  return state.parties.map((party) => party.organisation).filter((organisation) => !agreed.has(organisation));
}
