import type { Actor } from '@entente/shared/negotiation/commands';
import type { Convention, MeetingId } from '@entente/shared/negotiation/state';
import type { Member } from '../text/member.ts';
import type { RanksOf } from './engine-parts.ts';

/** The meeting that is open now, if any. */
export function openMeeting(state: Convention): MeetingId | undefined {
  if (state.stage === 'deleted') return undefined;
  return state.meetings.find(({ status }) => status === 'open')?.id;
}

/** Whose page is open during a meeting is there (NEG-1): these people, once each, with the ranks that they have now. */
export async function presentActors(members: Iterable<Member>, ranksOf: RanksOf): Promise<readonly Actor[]> {
  const people = new Map([...members].map(({ person, organisation }) => [person, { person, organisation }]));
  const ranks = await ranksOf([...people.values()]);
  return [...people.values()].flatMap(({ person, organisation }) => {
    const rank = ranks[person]?.rank;
    return rank ? [{ person, organisation, rank }] : [];
  });
}
