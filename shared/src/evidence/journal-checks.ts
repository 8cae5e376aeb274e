import { meetingOf } from '../negotiation/meetings/meeting-of.ts';
import type { Reason } from '../negotiation/reasons.ts';
import { noApprovalAtFirstMeeting } from '../negotiation/rules/no-approval-at-first-meeting.ts';
import type { Existing, MeetingId } from '../negotiation/state.ts';
import { whatApprovalAwaits } from '../negotiation/what-approval-awaits.ts';
import type { TextFacts } from '../text/digest.ts';
import { type Check, type CheckCode, type CheckData, holdsIf, type Status } from './check.ts';
import type { EvidenceFile } from './evidence-file.ts';
import { brokenLink, type Walk } from './walk-journal.ts';

/** A clock that is set right may go back that far, in milliseconds; further, and days could be counted twice (F-60). */
const tolerance = 10_000;

/** The journal: one chain, which tells how this text came to be approved and signed by all. */
export function journalChecks(file: EvidenceFile, walk: Walk, facts: TextFacts | undefined): readonly Check[] {
  const broken = brokenLink(file);
  const last = file.journal.at(-1);
  const [first] = file.journal;
  const isOne = first?.event.type === 'ConventionOpened' && first.event.convention === file.convention;
  const back = backwards(file);
  return [
    broken === undefined
      ? check('chain', 'holds', { count: file.journal.length, digest: last?.hash ?? '' })
      : check('chain', 'fails', { version: broken }),
    check('one-convention', holdsIf(isOne)),
    back === undefined ? check('times', 'holds') : check('times', 'fails', { version: back }),
    walk.stuckAt === undefined ? check('replay', 'holds') : check('replay', 'fails', { version: walk.stuckAt }),
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
    rulesAtApproval(approved, facts),
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

/** Every hard rule asked again, on the text itself, as things stood at each approval: the frozen text is the one they approved. */
function rulesAtApproval(approved: Walk['approvals'], facts: TextFacts | undefined): Check {
  if (!facts) return check('rules-at-approval', 'unknown');
  const reasons = approved.flatMap(({ entry, before }) => whatApprovalAwaits(before, entry.event.at, facts));
  const rules = reasons.map((reason) => ('rule' in reason && reason.rule ? reason.rule : reason.code));
  return check('rules-at-approval', holdsIf(reasons.length === 0), { words: [...new Set(rules)] });
}
