/** Lets the demo's people act through the API's own routes, without HTTP: the ordinary commands, refused like anybody's. */
import { createRouterClient, type RouterClient } from '@orpc/server';
import { type Api, api } from '../http/api.ts';
import type { Made } from '../start-server.ts';
import type { DemoPerson, DemoTeam } from './people.ts';

export type Voice = { readonly id: string; readonly api: RouterClient<Api> };

export type Team = {
  readonly organisation: string;
  readonly name: string;
  readonly director: Voice;
  readonly manager: Voice;
};

/** Creates the account of a person and speaks for it from then on. */
async function voiceOf({ services, auth }: Made, { role, email, password }: DemoPerson): Promise<Voice> {
  const { user } = await auth.api.signUpEmail({ body: { name: role, email, password, language: 'fr' } as const });
  const me = { id: user.id, name: role, email, language: 'fr' } as const;
  return { id: user.id, api: createRouterClient(api, { context: { services, signedIn: async () => me } }) };
}

/** Creates an organisation with its director, and brings its manager in by an invitation. */
export async function createTeam(made: Made, { organisation: name, kind, director, manager }: DemoTeam): Promise<Team> {
  const first = await voiceOf(made, director);
  const { id } = await first.api.organisations.create({ name, kind });
  const { url } = await first.api.organisations.invite({ id, label: manager.role, rank: 'manager' });
  const second = await voiceOf(made, manager);
  await second.api.invitations.accept({ token: secretOf(url) });
  return { organisation: id, name, director: first, manager: second };
}

/** Invites a team to a convention; its director accepts and names its manager to write. */
export async function bringIn(inviting: Voice, team: Team, convention: string): Promise<void> {
  const { url } = await inviting.api.conventions.invite({ id: convention, as: 'party', label: team.name });
  await team.director.api.invitations.accept({ token: secretOf(url), organisation: team.organisation });
  await nameManager(team, convention);
}

export async function nameManager({ director, manager }: Team, convention: string): Promise<void> {
  const command = { type: 'nameParticipant', person: manager.id, access: 'writes' } as const;
  await director.api.conventions.command({ id: convention, command });
}

function secretOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
