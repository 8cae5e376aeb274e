import { partyOf } from '@entente/shared/negotiation/permissions';
import { useConvention } from '../convention/convention-context.ts';

export type OwnDirector = { readonly person: string; readonly name: string; readonly takesPart: boolean };

/** The directors of my own party, those who are not named in the convention included; none when I stand for no party. */
export function useOwnDirectors(): readonly OwnDirector[] {
  const { view } = useConvention();
  const party = partyOf(view.state, view.me.person);
  if (!party) return [];
  const seated = new Set(party.participants.map(({ person }) => person));
  const elsewhere = new Set(
    [...view.state.parties, ...view.state.observers]
      .filter(({ organisation }) => organisation !== party.organisation)
      .flatMap(({ participants }) => participants.map(({ person }) => person)),
  );
  return view.colleagues
    .filter(({ person, rank }) => rank === 'director' && !elsewhere.has(person))
    .map(({ person, name }) => ({ person, name, takesPart: seated.has(person) }));
}
