import { partDigests, type TextFacts } from '../../text/digest.ts';
import type { CommandOf } from '../commands.ts';
import type { Fact } from '../events.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import type { Reason } from '../reasons.ts';
import { approvalAndSignatureNameTheText } from '../rules/approval-and-signature-name-the-text.ts';
import { entitledToCommit } from '../rules/entitled-to-commit.ts';
import { oneApprovalPerParty } from '../rules/one-approval-per-party.ts';
import { openMeetingWithApproverPresent } from '../rules/open-meeting-with-approver-present.ts';
import { rulesVersion } from '../rules-version.ts';
import type { Negotiating } from '../state.ts';
import { whatApprovalAwaits } from '../what-approval-awaits.ts';

/** APP-1: one entitled person per party approves in the open meeting; the last party's approval freezes the text (APP-2). */
export function approveConvention(
  state: Negotiating,
  command: CommandOf<'approveConvention'>,
  facts: TextFacts,
): Outcome {
  const { meeting, digest, by } = command;
  const reasons: Reason[] = [
    ...whatApprovalAwaits(state, command.at, facts),
    ...approverRefusals(state, command),
    ...approvalAndSignatureNameTheText(digest, facts.digest),
    ...oneApprovalPerParty(state, by.organisation),
  ];
  const approved: Fact = {
    type: 'ConventionApproved',
    organisation: by.organisation,
    meeting,
    digest,
    rules: rulesVersion,
  };
  return unless(reasons, () => accept(command, [approved, ...(isLast(state, command) ? frozen(command, facts) : [])]));
}

/** What concerns this person; that no meeting is open has been said already. */
function approverRefusals(state: Negotiating, { meeting, by }: CommandOf<'approveConvention'>): readonly Reason[] {
  const present = openMeetingWithApproverPresent(state, { meeting, person: by.person });
  return [...present.filter((reason) => reason.code !== 'no-open-meeting'), ...entitledToCommit(state, by, 'APP-1')];
}

function isLast(state: Negotiating, { meeting, digest, by }: CommandOf<'approveConvention'>): boolean {
  const approved = state.approvals
    .filter((approval) => approval.meeting === meeting && approval.digest === digest)
    .map((approval) => approval.organisation);
  return state.parties.every(({ organisation }) => organisation === by.organisation || approved.includes(organisation));
}

function frozen({ newId, meeting, digest }: CommandOf<'approveConvention'>, facts: TextFacts): readonly Fact[] {
  return [
    { type: 'TextFrozen', digest, sections: partDigests(facts), meeting, version: newId },
    { type: 'VersionKept', version: newId, cause: 'approval', label: null, digest },
  ];
}
