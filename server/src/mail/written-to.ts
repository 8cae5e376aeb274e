import { assertNever } from '@entente/shared/assert-never';
import type { Event, EventOf } from '@entente/shared/negotiation/events';
import type { MeetingId, PersonId } from '@entente/shared/negotiation/state';

/** What moves a meeting's plan, or who hears of it. */
export type PlanEvent = EventOf<
  | 'MeetingPlanned'
  | 'MeetingChanged'
  | 'MeetingInvitationHeld'
  | 'MeetingInvitationSent'
  | 'DirectorInvited'
  | 'MeetingCancelled'
>;

export function isPlanEvent(event: Event): event is PlanEvent {
  switch (event.type) {
    case 'MeetingPlanned':
    case 'MeetingChanged':
    case 'MeetingInvitationHeld':
    case 'MeetingInvitationSent':
    case 'DirectorInvited':
    case 'MeetingCancelled':
      return true;
    default:
      return false;
  }
}

type Post = {
  readonly expected: readonly PersonId[];
  readonly written: readonly PersonId[];
  /** As it was before the last plan, which a hold calls back. */
  readonly writtenBefore: readonly PersonId[];
  readonly isHeld: boolean;
};

/**
 * Who has the meeting in the calendar after these facts: those expected by the last plan that was sent. A plan that is held
 * reaches nobody until it is sent (NEG-4).
 */
export function writtenTo(events: readonly Event[], meeting: MeetingId): readonly PersonId[] {
  const nothing: Post = { expected: [], written: [], writtenBefore: [], isHeld: false };
  return events
    .filter(isPlanEvent)
    .filter((event) => event.meeting === meeting)
    .reduce(afterOne, nothing).written;
}

function afterOne(post: Post, event: PlanEvent): Post {
  const { expected, written, writtenBefore, isHeld } = post;
  switch (event.type) {
    case 'MeetingPlanned':
    case 'MeetingChanged': {
      const now = event.expected.map(({ person }) => person);
      return isHeld ? { ...post, expected: now } : { ...post, expected: now, written: now, writtenBefore: written };
    }
    case 'MeetingInvitationHeld':
      return isHeld ? post : { ...post, written: writtenBefore, isHeld: true };
    case 'MeetingInvitationSent':
      return { ...post, written: expected, isHeld: false };
    case 'DirectorInvited': {
      const now = [...expected, event.person];
      return { ...post, expected: now, written: isHeld ? written : now };
    }
    case 'MeetingCancelled':
      return { ...post, written: [] };
    default:
      return assertNever(event);
  }
}
