/** A convention that was negotiated by the typed API until its text was frozen: two meetings on two days, by the rules. */
import { sectionIds } from '@entente/shared/sections/sections';
import { fillInAs } from './fill-in.ts';
import { openWith, type Person, type Team, type TestServer } from './server.ts';

export type CommandInput = Parameters<Person['api']['conventions']['command']>[0]['command'];

/** Opens the convention with its parties, and negotiates until all have approved. The clock ends on the next day. */
export async function frozenConvention(server: TestServer, [first, ...others]: readonly [Team, ...Team[]]) {
  const id = await openWith(first, others, { kind: 'template' });
  const teams = [first, ...others];
  await fillInAs(server, first.manager, { id, parties: teams.map(({ organisation }) => organisation) });
  await freeze(server, { id, teams });
  return id;
}

/** Holds a first meeting, agrees to every section, and approves at a second one on the next day. */
export async function freeze(server: TestServer, { id, teams }: { id: string; teams: readonly Team[] }): Promise<void> {
  const [first] = teams;
  if (!first) throw new Error('somebody negotiates');
  const command = commandTo(id);
  const earlier = await meet(server, { id, teams });
  await command(first.manager, { type: 'writeMinutes', meeting: earlier, minutes: 'Chacun s’est présenté.' });
  await command(first.manager, { type: 'closeMeeting', meeting: earlier });
  await agreeToAll({ id, teams });
  server.clock.advance({ days: 1 });
  const meeting = await meet(server, { id, teams });
  const { facts } = await first.manager.api.text.get({ id });
  for (const { director } of teams) {
    await command(director, { type: 'approveConvention', meeting, digest: facts.digest });
  }
}

/** Every party agrees to every section as it stands. */
export async function agreeToAll({ id, teams }: { id: string; teams: readonly Team[] }): Promise<void> {
  const command = commandTo(id);
  for (const { manager } of teams) {
    const { facts } = await manager.api.text.get({ id });
    for (const section of sectionIds) {
      const { digest } = facts.sections[section];
      await command(manager, { type: 'takeStance', section, position: 'agree', digest });
    }
  }
}

/** Plans and opens a meeting at which every party's director is. */
export async function meet(
  server: Pick<TestServer, 'clock'>,
  { id, teams }: { id: string; teams: readonly Team[] },
): Promise<string> {
  const [first] = teams;
  if (!first) throw new Error('somebody negotiates');
  const command = commandTo(id);
  const plannedFor = server.clock.now().toISOString();
  const expected = teams.map(({ organisation, director }) => ({ person: director.id, organisation }));
  const place = { kind: 'remote' } as const;
  const { state } = await command(first.manager, { type: 'planMeeting', plannedFor, place, expected });
  const meeting = state.meetings.at(-1)?.id ?? '';
  await command(first.manager, { type: 'openMeeting', meeting });
  for (const { director } of teams) {
    await command(director, { type: 'confirmAttendance', meeting, person: director.id });
  }
  return meeting;
}

export function commandTo(id: string) {
  return (person: Person, command: CommandInput) => person.api.conventions.command({ id, command });
}
