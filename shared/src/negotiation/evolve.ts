/**
 * The state of a convention from what has happened to it. Facts are facts: nothing is checked again here, and an event
 * that doesn't fit its state means a damaged journal, which throws.
 */
import { assertNever } from '../assert-never.ts';
import {
  frozen,
  inForce,
  negotiatingAgain,
  withApproval,
  withReflection,
  withSignature,
} from './approval/evolve-commitment.ts';
import type { Event } from './events.ts';
import { evolveMeetings } from './meetings/evolve-meetings.ts';
import { evolveParties, opened } from './parties/evolve-parties.ts';
import { evolveStances } from './stances/evolve-stances.ts';
import type { Convention, Existing } from './state.ts';
import { evolveUpkeep } from './upkeep/evolve-upkeep.ts';

/** The state after one more event. */
export function evolve(state: Convention | undefined, event: Event): Convention {
  if (event.type === 'ConventionOpened') {
    if (state) throw new Error('a convention was opened twice');
    return opened(event);
  }
  if (!state || state.stage === 'deleted') throw new Error(`${event.type} happened to no convention`);
  if (event.type === 'ConventionDeleted') return { stage: 'deleted', id: state.id, at: event.at };
  return evolveExisting(state, event);
}

/** The state after all of them; `undefined` when nothing has happened. */
export function replay(events: Iterable<Event>): Convention | undefined {
  let state: Convention | undefined;
  for (const event of events) state = evolve(state, event);
  return state;
}

function evolveExisting(
  state: Existing,
  event: Exclude<Event, { type: 'ConventionOpened' | 'ConventionDeleted' }>,
): Existing {
  switch (event.type) {
    case 'OrganisationInvited':
    case 'InvitationWithdrawn':
    case 'PartyJoined':
    case 'ObserverJoined':
    case 'ParticipantNamed':
    case 'ParticipantRemoved':
    case 'DelegationRecorded':
    case 'DelegationWithdrawn':
    case 'PartyKindRecorded':
    case 'LeadWishStated':
    case 'DeliberationRecorded':
      return evolveParties(state, event);
    case 'MeetingPlanned':
    case 'MeetingChanged':
    case 'MeetingCancelled':
    case 'MeetingOpened':
    case 'AttendanceRecorded':
    case 'AttendanceWithdrawn':
    case 'MinutesWritten':
    case 'MeetingClosed':
    case 'AdviceAcknowledged':
    case 'MeetingInvitationHeld':
    case 'MeetingInvitationSent':
    case 'DirectorInvited':
    case 'ChairPassed':
    case 'DecisionRecorded':
    case 'DecisionWithdrawn':
    case 'TimeLogged':
      return evolveMeetings(state, event);
    case 'StanceTaken':
    case 'StanceWithdrawn':
    case 'StancesReset':
    case 'SectionReopened':
      return evolveStances(state, event);
    case 'ReflectionDelayWished':
    case 'ReflectionDelayAgreed':
      return withReflection(state, event);
    case 'ConventionApproved':
    case 'ApprovalsVoided':
      return withApproval(state, event);
    case 'TextFrozen':
      return frozen(state, event);
    case 'ConventionSigned':
      return withSignature(state, event);
    case 'ConventionEnteredIntoForce':
      return inForce(state, event);
    case 'SigningRefused':
      return negotiatingAgain(state, event);
    case 'ConventionRenamed':
    case 'VersionKept':
    case 'DeletionAgreed':
    case 'DeletionAgreementWithdrawn':
    case 'CommandRefused':
      return evolveUpkeep(state, event);
    default:
      return assertNever(event);
  }
}
