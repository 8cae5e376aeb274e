import { isTimeZone } from '../calendar-day.ts';
import type { CommandOf } from '../commands.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import { refuse } from '../reasons.ts';
import { ranksAsManager } from '../standing.ts';
import type { Convention } from '../state.ts';

/** A director or manager opens a convention, and is the first to write in it for the first party. */
export function openConvention(state: Convention | undefined, command: CommandOf<'openConvention'>): Outcome {
  if (state) return refuse({ code: 'nothing-to-change', rule: null });
  if (!isTimeZone(command.timeZone)) throw new Error(`unknown time zone: ${command.timeZone}`);
  const { convention, title, language, timeZone, kind } = command;
  const { person, organisation, rank } = command.by;
  return unless(ranksAsManager(command.by), () =>
    accept(command, [
      { type: 'ConventionOpened', convention, title, language, timeZone },
      { type: 'PartyJoined', organisation, invitation: null, person, rank, ...(kind ? { kind } : {}) },
    ]),
  );
}
