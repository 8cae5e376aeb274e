/** The usual cast: an association that opens a convention, and a public body that it invites. */
import { createOrganisation, openWith, type Team, type TestServer } from './server.ts';

/** Who opens, and who is invited. */
export type TwoTeams = readonly [host: Team, guest: Team];

/** A convention that two organisations negotiate. */
export type Negotiation = { readonly id: string; readonly teams: TwoTeams };

/** Two organisations, with a director and a manager in each. */
export async function twoTeams(server: TestServer): Promise<TwoTeams> {
  return [
    await createOrganisation(server, 'Les Tilleuls'),
    await createOrganisation(server, 'Commune de Valmer', 'public-body'),
  ];
}

/** The two organisations, and a convention between them made from the template. */
export async function negotiation(server: TestServer): Promise<Negotiation> {
  const teams = await twoTeams(server);
  return { id: await openWith(teams[0], [teams[1]], { kind: 'template' }), teams };
}
