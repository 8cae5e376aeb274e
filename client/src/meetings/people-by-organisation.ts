import type { Existing, OrganisationId, PersonId, Rank } from '@entente/shared/negotiation/state';

/** Somebody who may come to a meeting, with the rank that is known here. */
export type Invitable = { readonly person: PersonId; readonly rank: Rank };

export type OrganisationPeople = { readonly organisation: OrganisationId; readonly people: readonly Invitable[] };

/** Everyone named in the convention, by organisation, parties first; highest ranks first in each. */
export function peopleByOrganisation(state: Existing): readonly OrganisationPeople[] {
  const order: Record<Rank, number> = { director: 0, manager: 1, practitioner: 2 };
  return [...state.parties, ...state.observers].map(({ organisation, participants }) => ({
    organisation,
    people: [...participants].sort((a, b) => order[a.rank] - order[b.rank]),
  }));
}

/** The same, with people who are no longer named but appear in a meeting, so that history shows everybody. */
export function withPeople(
  groups: readonly OrganisationPeople[],
  extra: readonly (Invitable & { readonly organisation: OrganisationId })[],
): readonly OrganisationPeople[] {
  const known = new Set(groups.flatMap(({ people }) => people.map(({ person }) => person)));
  const missing = extra.filter(({ person }, place) => {
    const first = extra.findIndex((one) => one.person === person) === place;
    return first && !known.has(person);
  });
  const organisations = [...new Set([...groups, ...missing].map(({ organisation }) => organisation))];
  return organisations.map((organisation) => ({
    organisation,
    people: [
      ...(groups.find((group) => group.organisation === organisation)?.people ?? []),
      ...missing.filter((one) => one.organisation === organisation),
    ],
  }));
}
