/** Conventions that are under way when a test begins: told by the API, so that the page is met where it matters. */

import type { SectionId } from '@entente/shared/sections/sections';
import { sectionIds } from '@entente/shared/sections/sections';
import type { Browser } from 'playwright-core';
import { expect } from 'vitest';
import { refusalOf } from '../../support/answers.ts';
import type { Person, Team, TestServer } from '../../support/server.ts';
import type { Negotiation } from '../../support/two-parties.ts';
import { newVisitor, type Visitor, type VisitorOptions } from './visitor.ts';

type CommandInput = Parameters<Person['api']['conventions']['command']>[0]['command'];

export function command({ id }: Negotiation, person: Person, input: CommandInput) {
  return person.api.conventions.command({ id, command: input });
}

/** Both organisations agree on these sections, by their managers. */
export async function agreeByApi(
  told: Negotiation,
  teams: readonly Team[],
  sections = sectionIds as readonly SectionId[],
) {
  for (const { manager } of teams) {
    const { facts } = await manager.api.text.get({ id: told.id });
    for (const section of sections) {
      const { digest } = facts.sections[section];
      await command(told, manager, { type: 'takeStance', section, position: 'agree', digest });
    }
  }
}

/** A meeting opened now, at which all four are; resolves to its identifier. */
export async function meetByApi(told: Negotiation, server: TestServer): Promise<string> {
  const [first, second] = told.teams;
  const planned = await command(told, first.manager, {
    type: 'planMeeting',
    plannedFor: server.clock.now().toISOString(),
    place: { kind: 'remote' },
    agenda: 'Se connaître',
    expected: [],
  });
  const meeting = planned.state.meetings.at(-1)?.id ?? '';
  await command(told, first.manager, { type: 'openMeeting', meeting });
  for (const person of [first.director, second.director, second.manager]) {
    await comeByApi(told, person, meeting);
  }
  return meeting;
}

/** A page of that person may still be open from before: then the server has seen it, and there is nothing to confirm. */
async function comeByApi(told: Negotiation, person: Person, meeting: string): Promise<void> {
  const coming = command(told, person, { type: 'confirmAttendance', meeting, person: person.id });
  const isThere = await coming.then(
    () => true,
    () => false,
  );
  if (!isThere) expect(await refusalOf(coming)).toEqual(['nothing-to-change']);
}

export async function closeByApi(told: Negotiation, meeting: string): Promise<void> {
  const [{ manager }] = told.teams;
  await command(told, manager, { type: 'writeMinutes', meeting, minutes: 'Chacun s’est présenté.' });
  await command(told, manager, { type: 'closeMeeting', meeting });
}

/** Somebody who is signed in already, at a browser of their own. */
export async function atBrowser(
  browser: Browser,
  server: TestServer,
  { person, ...options }: Omit<VisitorOptions, 'name'> & { readonly person: Person },
): Promise<Visitor> {
  const visitor = await newVisitor(browser, server, { ...options, name: person.name });
  await visitor.context.addCookies(
    person.cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: server.url };
    }),
  );
  return { ...visitor, email: person.email, password: person.password };
}
