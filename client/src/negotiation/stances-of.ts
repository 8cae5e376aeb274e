import type { Existing, Party, Position, Stance } from '@entente/shared/negotiation/state';
import type { SectionId } from '@entente/shared/sections/sections';
import type { TextFacts } from '@entente/shared/text/digest';

export type PartyStance = {
  readonly party: Party;
  readonly stance: Stance | undefined;
  readonly position: Position | 'none';
};

/** Each party's word on a section, in the parties' order. A stance on another text than the present one counts for nothing (NEG-6). */
export function stancesOf(state: Existing, section: SectionId, facts: TextFacts): readonly PartyStance[] {
  const stances = state.stage === 'inForce' ? [] : state.stances;
  return state.parties.map((party) => {
    const stance = stances.find(
      (one) =>
        one.organisation === party.organisation &&
        one.section === section &&
        (state.stage !== 'negotiating' || one.digest === facts.sections[section].digest),
    );
    const agreed = state.stage === 'inForce' ? 'agree' : 'none';
    return { party, stance, position: stance?.position ?? agreed };
  });
}
