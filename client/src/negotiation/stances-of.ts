import type { Existing, Party, Position, Stance } from '@entente/shared/negotiation/state';
import type { AgreedPart } from '@entente/shared/sections/parts';

export type PartyStance = {
  readonly party: Party;
  readonly stance: Stance | undefined;
  readonly position: Position | 'none';
};

/** Each party's word on a section or a core, in the parties' order. The server takes a word back by a fact as soon as the text changes (NEG-6), so each one here is about the present text. */
export function stancesOf(state: Existing, part: AgreedPart): readonly PartyStance[] {
  const stances = state.stage === 'inForce' ? [] : state.stances;
  return state.parties.map((party) => {
    const stance = stances.find((one) => one.organisation === party.organisation && one.section === part);
    return { party, stance, position: stance?.position ?? (state.stage === 'inForce' ? 'agree' : 'none') };
  });
}
