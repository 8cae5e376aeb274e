import type { TextFacts } from '../../text/digest.ts';
import { voidedApprovals } from '../approval/voided-approvals.ts';
import type { CommandOf } from '../commands.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import type { Reason } from '../reasons.ts';
import { agreedSectionIsClosed } from '../rules/agreed-section-is-closed.ts';
import { reasonIsGiven } from '../rules/reason-is-given.ts';
import { stanceBoundToText } from '../rules/stance-bound-to-text.ts';
import { speaksForItsParty } from '../standing.ts';
import type { Negotiating, Stance } from '../state.ts';
import { refOf } from '../words.ts';

/** NEG-6: a party's director or manager says what the party thinks of a section's exact words. Reserving and objecting are explained. */
export function takeStance(state: Negotiating, command: CommandOf<'takeStance'>, facts: TextFacts): Outcome {
  const { section, position, digest, by } = command;
  const reasons: Reason[] = [
    ...speaksForItsParty(state, by),
    ...agreedSectionIsClosed(state, section),
    ...stanceBoundToText(section, digest, facts),
    ...(position === 'agree' ? [] : reasonIsGiven('NEG-6', command.reason)),
  ];
  const reason = refOf(command, 'reason', command.reason);
  const current = stanceOf(state, command);
  const same = current?.position === position && current.digest === digest && !current.reason && !reason;
  return unless(reasons, () =>
    accept(
      command,
      same ? [] : [{ type: 'StanceTaken', organisation: by.organisation, section, position, reason, digest }],
    ),
  );
}

/** NEG-6: a party takes its word back, as long as the section isn't closed. */
export function withdrawStance(state: Negotiating, command: CommandOf<'withdrawStance'>): Outcome {
  const { section, by } = command;
  const reasons: Reason[] = [...speaksForItsParty(state, by), ...agreedSectionIsClosed(state, section)];
  if (!stanceOf(state, command)) reasons.push({ code: 'no-stance-to-withdraw', rule: 'NEG-6' });
  return unless(reasons, () => accept(command, [{ type: 'StanceWithdrawn', organisation: by.organisation, section }]));
}

/** NEG-6: any party reopens a closed section, with a reason. Every stance on it goes, and pending approvals fall. */
export function reopenSection(state: Negotiating, command: CommandOf<'reopenSection'>): Outcome {
  const { section } = command;
  const reasons: Reason[] = [...speaksForItsParty(state, command.by)];
  if (agreedSectionIsClosed(state, section).length === 0)
    reasons.push({ code: 'section-not-closed', rule: 'NEG-6', section });
  const reason = refOf(command, 'reason', command.reason);
  return unless([...reasons, ...reasonIsGiven('NEG-6', command.reason)], () => {
    if (!reason) throw new Error('a section was reopened without a reason');
    return accept(command, [
      { type: 'SectionReopened', section, reason },
      ...voidedApprovals(state, 'section-reopened'),
    ]);
  });
}

function stanceOf(state: Negotiating, { section, by }: CommandOf<'takeStance' | 'withdrawStance'>): Stance | undefined {
  return state.stances.find((stance) => stance.section === section && stance.organisation === by.organisation);
}
