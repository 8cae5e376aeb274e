/**
 * What follows from a command, or why nothing does. Pure: who, when and new identifiers come in the command, and what
 * must be known of the text in `facts`. The same function enables a button, says why it is locked, and enforces.
 */
import { assertNever } from '../assert-never.ts';
import type { TextFacts } from '../text/digest.ts';
import { approveConvention } from './approval/approve-convention.ts';
import { agreeReflectionDelay } from './approval/reflection-delay.ts';
import type { Command, CommandOf } from './commands.ts';
import { confirmAttendance, recordPresence, withdrawAttendance } from './meetings/attendance.ts';
import { inviteDirector, passChair } from './meetings/chair.ts';
import { recordDecision, withdrawDecision } from './meetings/decisions.ts';
import { sendMeetingInvitation } from './meetings/held-invitation.ts';
import { closeMeeting, openMeeting, writeMinutes } from './meetings/hold.ts';
import { cancelMeeting, changeMeeting, planMeeting } from './meetings/plan.ts';
import { logTime } from './meetings/time.ts';
import { type Outcome, unless } from './outcome.ts';
import { recordDelegation, withdrawDelegation } from './parties/delegations.ts';
import { acceptInvitation, inviteOrganisation, withdrawInvitation } from './parties/invitations.ts';
import { openConvention } from './parties/open-convention.ts';
import { nameParticipant, removeParticipant } from './parties/participants.ts';
import { recordDeliberation, recordPartyKind, stateLeadWish } from './parties/what-parties-say.ts';
import { refuse } from './reasons.ts';
import { frozenTextNeverChanges } from './rules/frozen-text-never-changes.ts';
import { refuseToSign } from './signing/refuse-to-sign.ts';
import { signConvention } from './signing/sign-convention.ts';
import { recordEdit } from './stances/record-edit.ts';
import { reopenSection, takeStance, withdrawStance } from './stances/take-stance.ts';
import { takesPartAs } from './standing.ts';
import type { Convention, Existing, Negotiating } from './state.ts';
import { agreeToDelete, withdrawDeletionAgreement } from './upkeep/deletion.ts';
import { renameConvention } from './upkeep/rename-convention.ts';
import { keepVersion } from './upkeep/versions.ts';

/** At least one event, or a refusal with every reason found (`nothing-to-change` where the command would change nothing). */
export function decide(state: Convention | undefined, command: Command, facts: TextFacts): Outcome {
  if (command.type === 'openConvention') return openConvention(state, command);
  if (!state || state.stage === 'deleted') return refuse({ code: 'no-such-convention', rule: null });
  switch (command.type) {
    // These are given by people who need not be named, or not yet.
    case 'acceptInvitation':
      return acceptInvitation(state, command);
    case 'nameParticipant':
      return nameParticipant(state, command);
    case 'removeParticipant':
      return removeParticipant(state, command);
    case 'withdrawInvitation':
      return withdrawInvitation(state, command);
    case 'recordPartyKind':
      return recordPartyKind(state, command);
    default:
      return unless(takesPartAs(state, command.by), () => byParticipant(state, command, facts));
  }
}

type ByParticipant = Exclude<
  Command,
  CommandOf<
    | 'openConvention'
    | 'acceptInvitation'
    | 'nameParticipant'
    | 'removeParticipant'
    | 'withdrawInvitation'
    | 'recordPartyKind'
  >
>;

function byParticipant(state: Existing, command: ByParticipant, facts: TextFacts): Outcome {
  switch (command.type) {
    case 'renameConvention':
      return negotiating(state, (open) => renameConvention(open, command));
    case 'inviteOrganisation':
      return inviteOrganisation(state, command);
    case 'recordDelegation':
      return recordDelegation(state, command);
    case 'withdrawDelegation':
      return withdrawDelegation(state, command);
    case 'stateLeadWish':
      return stateLeadWish(state, command);
    case 'recordDeliberation':
      return recordDeliberation(state, command);
    case 'planMeeting':
      return planMeeting(state, command);
    case 'changeMeeting':
      return changeMeeting(state, command);
    case 'cancelMeeting':
      return cancelMeeting(state, command);
    case 'sendMeetingInvitation':
      return sendMeetingInvitation(state, command);
    case 'inviteDirector':
      return inviteDirector(state, command);
    case 'passChair':
      return passChair(state, command);
    case 'openMeeting':
      return openMeeting(state, command);
    case 'recordPresence':
      return recordPresence(state, command);
    case 'confirmAttendance':
      return confirmAttendance(state, command);
    case 'withdrawAttendance':
      return withdrawAttendance(state, command);
    case 'writeMinutes':
      return writeMinutes(state, command);
    case 'closeMeeting':
      return closeMeeting(state, command, facts);
    case 'recordDecision':
      return recordDecision(state, command);
    case 'withdrawDecision':
      return withdrawDecision(state, command);
    case 'logTime':
      return logTime(state, command);
    case 'takeStance':
      return negotiating(state, (open) => takeStance(open, command, facts));
    case 'withdrawStance':
      return negotiating(state, (open) => withdrawStance(open, command));
    case 'reopenSection':
      return negotiating(state, (open) => reopenSection(open, command));
    case 'recordEdit':
      return negotiating(state, (open) => recordEdit(open, command));
    case 'agreeReflectionDelay':
      return negotiating(state, (open) => agreeReflectionDelay(open, command));
    case 'approveConvention':
      return negotiating(state, (open) => approveConvention(open, command, facts));
    case 'signConvention':
      return signConvention(state, command, facts);
    case 'refuseToSign':
      return refuseToSign(state, command);
    case 'keepVersion':
      return keepVersion(state, command, facts);
    case 'agreeToDelete':
      return agreeToDelete(state, command);
    case 'withdrawDeletionAgreement':
      return withdrawDeletionAgreement(state, command);
    default:
      return assertNever(command);
  }
}

/** For commands that change the text, or what binds it: refused once it is frozen (APP-2). */
function negotiating(state: Existing, decision: (state: Negotiating) => Outcome): Outcome {
  if (state.stage === 'negotiating') return decision(state);
  return unless(frozenTextNeverChanges(state), () => {
    throw new Error('only a negotiation is not frozen');
  });
}
