import type { Existing, MeetingId } from '@entente/shared/negotiation/state';

/** The place of a meeting among those not cancelled, from 1, by the date it was held or is planned for. */
export function meetingNumber(state: Existing, meeting: MeetingId): number {
  const held = state.meetings
    .filter((one) => one.status !== 'cancelled')
    .map((one) => ({ id: one.id, at: 'openedAt' in one ? one.openedAt : one.plannedFor }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return held.findIndex((one) => one.id === meeting) + 1;
}
