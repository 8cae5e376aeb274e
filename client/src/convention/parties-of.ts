import type { ConventionView } from '@entente/shared/http/views';
import { colourOfMark, letterOfMark, observerColour } from '@entente/shared/organisations/marks';
import type { Presence } from '@entente/shared/wire/messages';

/** Colour, letter and name of an organisation across the whole convention; an observer has no letter. */
export type OrganisationLook = { readonly name: string; readonly colour: string; readonly letter: string | null };

/** How an organisation looks in this convention. */
export function lookOf(view: ConventionView, organisation: string): OrganisationLook {
  const name = view.organisations.find(({ id }) => id === organisation)?.name ?? '';
  const party = view.state.parties.find((one) => one.organisation === organisation);
  if (!party) return { name, colour: observerColour, letter: null };
  return { name, colour: colourOfMark(party.mark), letter: letterOfMark(party.mark) };
}

/** The name of a person of this convention; null once the account was deleted. */
export function nameOf(view: ConventionView, person: string): string | null {
  return view.people.find(({ id }) => id === person)?.name ?? null;
}

/** The organisation for which a person acts here; null when that is no longer known. */
export function organisationOf(view: ConventionView, person: string): string | null {
  return view.people.find(({ id }) => id === person)?.organisation ?? null;
}

/** How I appear to the others. The server stamps the same on what this page sends. */
export function myPresence(view: ConventionView): Presence['user'] {
  const { person, organisation } = view.me;
  const look = lookOf(view, organisation);
  return {
    id: person,
    name: nameOf(view, person) ?? '',
    organisation,
    organisationName: look.name,
    color: look.colour,
  };
}
