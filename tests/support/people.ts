/** Who acts in the tests: roles in fictional organisations. */
import type { Actor } from '@entente/shared/negotiation/commands';
import { type Rank, ranks } from '@entente/shared/negotiation/state';

/** Fictional organisations, each with a person of every rank, and a second manager. */
export const organisations = ['relais', 'ville', 'familles', 'departement'] as const;
export type Organisation = (typeof organisations)[number];

const member = (organisation: string, rank: Rank, who: string = rank): Actor => ({
  person: `${organisation}/${who}`,
  organisation,
  rank,
});
export const director = (organisation: Organisation) => member(organisation, 'director');
export const manager = (organisation: Organisation) => member(organisation, 'manager');
export const secondManager = (organisation: Organisation) => member(organisation, 'manager', 'second-manager');
export const practitioner = (organisation: Organisation) => member(organisation, 'practitioner');

export const everybody = organisations.flatMap((organisation) => [
  ...ranks.map((rank) => member(organisation, rank)),
  secondManager(organisation),
]);

/** What the server would look up in the member lists. */
export const membersByPerson = Object.fromEntries(
  everybody.map(({ person, organisation, rank }) => [person, { organisation, rank }]),
);
