import type { Actor } from '../negotiation/commands.ts';
import { meetingOf } from '../negotiation/meetings/meeting-of.ts';
import type { Reason } from '../negotiation/reasons.ts';
import { entitledToCommit } from '../negotiation/rules/entitled-to-commit.ts';
import { noApprovalAtFirstMeeting } from '../negotiation/rules/no-approval-at-first-meeting.ts';
import { oneApprovalPerParty } from '../negotiation/rules/one-approval-per-party.ts';
import { openMeetingWithApproverPresent } from '../negotiation/rules/open-meeting-with-approver-present.ts';
import { rulesVersion } from '../negotiation/rules-version.ts';
import type { Existing, MeetingId } from '../negotiation/state.ts';
import { whatApprovalAwaits } from '../negotiation/what-approval-awaits.ts';
import type { TextFacts } from '../text/digest.ts';
import { type Check, type CheckCode, type CheckData, holdsIf, type Status } from './check.ts';
import type { EvidenceFile } from './evidence-file.ts';
import { namesAsDirector } from './names-as-director.ts';
import { rulesOf } from './rules-of.ts';
import { type Approving, brokenLink, type Walk } from './walk-journal.ts';

/** A clock that is set right may go back that far, in milliseconds; further, and days could be counted twice (F-60). */
const tolerance = 10_000;

/** The journal: one chain, which tells how this text came to be approved and signed by all. */
export function journalChecks(file: EvidenceFile, walk: Walk, facts: TextFacts | undefined): readonly Check[] {
  const broken = brokenLink(file);
  const last = file.journal.at(-1);
  const [first] = file.journal;
  const isOne = first?.event.type === 'ConventionOpened' && first.event.convention === file.convention;
  const back = backwards(file);
  const stuck = walk.foreignAt ?? walk.stuckAt;
  return [
    broken === undefined
      ? check('chain', 'holds', { count: file.journal.length, digest: last?.hash ?? '' })
      : check('chain', 'fails', { version: broken }),
    check('one-convention', holdsIf(isOne)),
    back === undefined ? check('times', 'holds') : check('times', 'fails', { version: back }),
    stuck === undefined ? check('replay', 'holds') : check('replay', 'fails', { version: stuck }),
    ...approvalChecks(file, walk, facts),
  ];
}

function check(code: CheckCode, status: Status, data?: CheckData): Check {
  return { group: 'journal', code, status, ...(data ? { data } : {}) };
}

/** The first entry that is earlier than one before it. */
function backwards({ journal }: EvidenceFile): number | undefined {
  let latest = Number.NEGATIVE_INFINITY;
  for (const { version, event } of journal) {
    const at = Date.parse(event.at);
    if (at < latest - tolerance) return version;
    latest = Math.max(latest, at);
  }
  return undefined;
}

function approvalChecks(file: EvidenceFile, walk: Walk, facts: TextFacts | undefined): readonly Check[] {
  const { state, frozenBy } = walk;
  if (!state) {
    const all = [
      'frozen',
      'approved-by-all',
      'no-approval-at-first-meeting',
      'rules-at-approval',
      'signed-by-all',
    ] as const;
    return all.map((code) => check(code, 'unknown'));
  }
  if (!frozenBy || (state.stage !== 'frozen' && state.stage !== 'inForce')) return [check('frozen', 'fails')];
  const { event } = frozenBy;
  const approved = walk.approvals.filter(
    ({ entry }) => entry.event.digest === event.digest && entry.event.meeting === event.meeting,
  );
  const missing = without(
    state,
    approved.map(({ entry }) => entry.event.organisation),
  );
  const unsigned = without(
    state,
    state.signatures.map(({ organisation }) => organisation),
  );
  const states = [...approved.map(({ before }) => before), state];
  const first = states.flatMap((each) => neg1Reasons(each, event.meeting));
  return [
    check('frozen', holdsIf(event.digest === file.digest), { at: event.at, digest: event.digest }),
    check('approved-by-all', holdsIf(missing.length === 0), { organisations: missing, count: state.parties.length }),
    check('no-approval-at-first-meeting', holdsIf(first.length === 0), { organisations: partiesIn(first) }),
    rulesAtApproval(approved, { file, facts }),
    check('signed-by-all', holdsIf(state.stage === 'inForce' && unsigned.length === 0), {
      organisations: unsigned,
      count: state.parties.length,
    }),
  ];
}

function without(state: Existing, organisations: readonly string[]): readonly string[] {
  return state.parties.map(({ organisation }) => organisation).filter((party) => !organisations.includes(party));
}

/** NEG-1, by the rule itself, against the meeting in which the text was frozen: at each approval, and at the end. */
function neg1Reasons(state: Existing, id: MeetingId): readonly Reason[] {
  const meeting = meetingOf(state, id);
  if (meeting?.status !== 'open' && meeting?.status !== 'closed') return [{ code: 'no-open-meeting', rule: 'APP-1' }];
  return noApprovalAtFirstMeeting(state, { meeting: id, openedAt: meeting.openedAt });
}

function partiesIn(reasons: readonly Reason[]): readonly string[] {
  return [...new Set(reasons.flatMap((reason) => ('parties' in reason ? reason.parties : [])))];
}

type Asked = { readonly file: EvidenceFile; readonly facts: TextFacts | undefined };

/**
 * Every hard rule, as this verifier has it, asked again on the text itself, as things stood at each approval: the frozen text is the one
 * they approved. What is missing breaks an approval that was given under these very rules; of one given under others, or before
 * approvals said which, it can't be known. That an approver was a director is known where the journal names them as one; else it is
 * the server's word, and told as not known.
 */
function rulesAtApproval(approved: Walk['approvals'], { file, facts }: Asked): Check {
  if (!facts) return check('rules-at-approval', 'unknown');
  const against = approved.map((approving) => ({ approving, reasons: reasonsAgainst(approving, facts) }));
  const unmet = against.filter(({ reasons }) => reasons.length > 0);
  const isBroken = unmet.some(({ approving }) => approving.entry.event.rules === rulesVersion);
  const isEntitled = approved.every((approving) => mayCommit(file, approving));
  const status = isBroken ? 'fails' : isEntitled && unmet.length === 0 ? 'holds' : 'unknown';
  return check('rules-at-approval', status, {
    words: rulesOf(unmet.flatMap(({ reasons }) => reasons)),
    count: rulesVersion,
  });
}

/** What the convention waited for, and what concerns the approver (APP-1). */
function reasonsAgainst({ entry, before }: Approving, facts: TextFacts): readonly Reason[] {
  const { by: person, organisation, meeting, at } = entry.event;
  return [
    ...whatApprovalAwaits(before, at, facts),
    ...openMeetingWithApproverPresent(before, { meeting, person }),
    ...oneApprovalPerParty(before, organisation),
  ];
}

function mayCommit({ journal }: EvidenceFile, { entry, before }: Approving): boolean {
  const { by: person, organisation } = entry.event;
  const isDirector = journal.some(
    ({ version, event }) => version < entry.version && namesAsDirector(event, entry.event),
  );
  const actor: Actor = { person, organisation, rank: isDirector ? 'director' : 'manager' };
  return entitledToCommit(before, actor, 'APP-1').length === 0;
}
