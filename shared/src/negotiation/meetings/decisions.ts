import type { CommandOf } from '../commands.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import { type Reason, refuse } from '../reasons.ts';
import { noApprovalAtFirstMeeting } from '../rules/no-approval-at-first-meeting.ts';
import { contributesForItsParty } from '../standing.ts';
import type { Existing, MeetingId, OpenMeeting, OrganisationId } from '../state.ts';
import { refOf } from '../words.ts';
import { meetingOf } from './meeting-of.ts';

/**
 * Whoever may keep the minutes writes down what the meeting decides, with those who are there. For the parties whose first
 * meeting isn't behind them it is a proposal (NEG-1).
 */
export function recordDecision(state: Existing, command: CommandOf<'recordDecision'>): Outcome {
  return whileOpen(state, command.meeting, (meeting) => {
    const text = refOf(command, 'decision', command.text);
    const reasons = contributesForItsParty(state, command.by);
    if (!text) return refuse({ code: 'words-missing', rule: null, field: 'decision' }, ...reasons);
    return unless(reasons, () =>
      accept(command, [
        {
          type: 'DecisionRecorded',
          meeting: meeting.id,
          decision: command.newId,
          text,
          present: meeting.attendances.map(({ person }) => person),
          proposalFor: stillNew(state, meeting),
        },
      ]),
    );
  });
}

/** The same people take it back while the meeting is open. */
export function withdrawDecision(state: Existing, command: CommandOf<'withdrawDecision'>): Outcome {
  return whileOpen(state, command.meeting, (meeting) => {
    const { decision } = command;
    const reasons: Reason[] = [...contributesForItsParty(state, command.by)];
    if (!meeting.decisions.some(({ id }) => id === decision)) {
      reasons.push({ code: 'no-such-decision', rule: null, meeting: meeting.id });
    }
    return unless(reasons, () => accept(command, [{ type: 'DecisionWithdrawn', meeting: meeting.id, decision }]));
  });
}

function stillNew(state: Existing, { id, openedAt }: OpenMeeting): readonly OrganisationId[] {
  const awaiting = noApprovalAtFirstMeeting(state, { meeting: id, openedAt });
  const named = new Set(awaiting.flatMap((reason) => ('parties' in reason ? reason.parties : [])));
  return state.parties.map(({ organisation }) => organisation).filter((organisation) => named.has(organisation));
}

function whileOpen(state: Existing, id: MeetingId, decision: (meeting: OpenMeeting) => Outcome): Outcome {
  const meeting = meetingOf(state, id);
  if (!meeting) return refuse({ code: 'no-such-meeting', rule: null });
  return meeting.status === 'open' ? decision(meeting) : refuse({ code: 'meeting-not-open', rule: null, meeting: id });
}
