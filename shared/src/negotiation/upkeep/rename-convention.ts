import { voidedApprovals } from '../approval/voided-approvals.ts';
import type { CommandOf } from '../commands.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import { actsForParty, hasAccess, ranksAsManager } from '../standing.ts';
import type { Negotiating } from '../state.ts';

/** A party's director or manager who writes changes the title. It is printed on the frozen text, so approvals of the old one fall. */
export function renameConvention(state: Negotiating, command: CommandOf<'renameConvention'>): Outcome {
  const { title, by } = command;
  const reasons = [...actsForParty(state, by), ...ranksAsManager(by), ...hasAccess(state, by, 'writes')];
  return unless(reasons, () =>
    accept(
      command,
      title === state.title ? [] : [{ type: 'ConventionRenamed', title }, ...voidedApprovals(state, 'text-edited')],
    ),
  );
}
