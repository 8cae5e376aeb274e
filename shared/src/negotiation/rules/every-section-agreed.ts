import { type AgreedPart, isSection } from '../../sections/parts.ts';
import { factsOfPart, type TextFacts } from '../../text/digest.ts';
import { partsOf } from '../closed-sections.ts';
import type { Reason } from '../reasons.ts';
import type { Negotiating, OrganisationId } from '../state.ts';

/** APP-1: every party agrees to every part of the text, as it now stands: all sections, and the cores that say something. One reason for each part that waits, with the parties it waits for. */
export function everySectionAgreed(state: Negotiating, facts: TextFacts): readonly Reason[] {
  const stated = partsOf(state).filter((part) => isSection(part) || !factsOfPart(facts, part).blank);
  return stated.flatMap((section): Reason[] => {
    const waiting = partiesWithoutAgreement(state, facts, section);
    return waiting.length > 0 ? [{ code: 'section-not-agreed', rule: 'APP-1', section, parties: waiting }] : [];
  });
}

function partiesWithoutAgreement(state: Negotiating, facts: TextFacts, section: AgreedPart): OrganisationId[] {
  const agreed = new Set(
    state.stances
      .filter((stance) => stance.section === section && stance.position === 'agree')
      .filter((stance) => stance.digest === factsOfPart(facts, section).digest)
      .map((stance) => stance.organisation),
  );
  return state.parties.map((party) => party.organisation).filter((organisation) => !agreed.has(organisation));
}
