import type { AgreedPart } from '../../sections/parts.ts';
import { voidedApprovals } from '../approval/voided-approvals.ts';
import type { CommandOf } from '../commands.ts';
import type { Fact } from '../events.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import type { Reason } from '../reasons.ts';
import { agreedSectionIsClosed } from '../rules/agreed-section-is-closed.ts';
import { hasAccess } from '../standing.ts';
import type { Negotiating } from '../state.ts';

/**
 * NEG-6: words of these sections have changed, so the stances on them are gone, and on them alone. The server gives this
 * command with the edit; `nothing-to-change` means that no stance hung on the words, any other refusal that the edit may not be.
 */
export function recordEdit(state: Negotiating, command: CommandOf<'recordEdit'>): Outcome {
  const sections = [...new Set(command.sections)];
  const reasons: Reason[] = [
    ...hasAccess(state, command.by, 'writes'),
    ...sections.flatMap((section) => agreedSectionIsClosed(state, section)),
  ];
  return unless(reasons, () => {
    const resets = sections
      .filter((section) => hasStances(state, section))
      .map((section): Fact => ({ type: 'StancesReset', section }));
    return accept(command, [...resets, ...voidedApprovals(state, 'text-edited')]);
  });
}

function hasStances(state: Negotiating, section: AgreedPart): boolean {
  return state.stances.some((stance) => stance.section === section);
}
