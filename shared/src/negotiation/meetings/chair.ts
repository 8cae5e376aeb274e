import type { CommandOf } from '../commands.ts';
import type { Fact } from '../events.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import { seatOf } from '../permissions.ts';
import { type Reason, refuse } from '../reasons.ts';
import { chairPassesToADirector } from '../rules/chair-passes-to-a-director.ts';
import { speaksForItsParty } from '../standing.ts';
import type { Existing, Meeting, MeetingId, OpenMeeting, PlannedMeeting } from '../state.ts';
import { meetingOf } from './meeting-of.ts';

/**
 * NEG-3, « demander à notre directeur de venir à la première réunion et de la mener »: a party's director or manager has its
 * director expected at a meeting, in one gesture: named in the convention if need be, and chair to be where that is meant.
 */
export function inviteDirector(state: Existing, command: CommandOf<'inviteDirector'>): Outcome {
  const { person, by, chairs, rankOf } = command;
  return beforeItCloses(state, command.meeting, (meeting) => {
    const reasons: Reason[] = [...speaksForItsParty(state, by), ...directorOf(command)];
    const seat = seatOf(state, person);
    if (seat && seat.organisation.organisation !== by.organisation) {
      reasons.push({ code: 'takes-part-elsewhere', rule: null, person });
    }
    const rank = rankOf[person]?.rank;
    if (chairs) {
      reasons.push(...chairPassesToADirector(state, meeting, { from: by.organisation, to: person, rank: 'director' }));
      if (meeting.status === 'open') reasons.push(...presentIn(meeting, person));
    }
    return unless(reasons, () =>
      accept(command, invited(command, { meeting, isNamed: seat?.participant.rank === rank })),
    );
  });
}

function directorOf({ person, by, rankOf }: CommandOf<'inviteDirector'>): readonly Reason[] {
  const member = rankOf[person];
  if (member?.organisation !== by.organisation) return [{ code: 'not-a-member', rule: null, person }];
  return member.rank === 'director' ? [] : [{ code: 'not-a-director', rule: 'NEG-3', person }];
}

type Invited = { readonly meeting: PlannedMeeting | OpenMeeting; readonly isNamed: boolean };

function invited(command: CommandOf<'inviteDirector'>, { meeting, isNamed }: Invited): readonly Fact[] {
  const { person, by, chairs } = command;
  const { organisation } = by;
  const facts: Fact[] = [];
  if (!isNamed) facts.push({ type: 'ParticipantNamed', organisation, person, rank: 'director', access: 'writes' });
  const isExpected = meeting.expected.some((one) => one.person === person && one.rank === 'director');
  if (!isExpected) facts.push({ type: 'DirectorInvited', meeting: meeting.id, organisation, person });
  if (chairs && meeting.chair !== person) facts.push({ type: 'ChairPassed', meeting: meeting.id, to: person });
  return facts;
}

/**
 * NEG-3: the chair passes to a director of one's own party, planned or open; who takes over an open meeting is there. While the
 * one who was chosen has not come, whoever runs the meeting takes the chair oneself: minutes name who led.
 */
export function passChair(state: Existing, command: CommandOf<'passChair'>): Outcome {
  const { to, by } = command;
  return beforeItCloses(state, command.meeting, (meeting) => {
    if (meeting.status === 'open' && stepsIn(meeting, command)) {
      return unless([...speaksForItsParty(state, by), ...presentIn(meeting, to)], () =>
        accept(command, [{ type: 'ChairPassed', meeting: meeting.id, to }]),
      );
    }
    const seat = seatOf(state, to);
    const isColleague = seat?.organisation.organisation === by.organisation;
    const rank = command.rankOf[to]?.rank ?? seat?.participant.rank;
    const reasons: Reason[] = [...speaksForItsParty(state, by)];
    if (!isColleague) reasons.push({ code: 'not-a-member', rule: null, person: to });
    reasons.push(...chairPassesToADirector(state, meeting, { from: by.organisation, to, rank }));
    if (meeting.status === 'open') reasons.push(...presentIn(meeting, to));
    return unless(reasons, () =>
      accept(command, meeting.chair === to ? [] : [{ type: 'ChairPassed', meeting: meeting.id, to }]),
    );
  });
}

function stepsIn({ attendances, chair }: OpenMeeting, { to, by }: Pick<CommandOf<'passChair'>, 'to' | 'by'>): boolean {
  return to === by.person && !attendances.some(({ person }) => person === chair);
}

function presentIn({ id, attendances }: OpenMeeting, person: string): readonly Reason[] {
  const isThere = attendances.some((attendance) => attendance.person === person);
  return isThere ? [] : [{ code: 'not-present', rule: 'NEG-3', meeting: id }];
}

function beforeItCloses(
  state: Existing,
  id: MeetingId,
  decision: (meeting: PlannedMeeting | OpenMeeting) => Outcome,
): Outcome {
  const meeting: Meeting | undefined = meetingOf(state, id);
  if (!meeting) return refuse({ code: 'no-such-meeting', rule: null });
  if (meeting.status === 'planned' || meeting.status === 'open') return decision(meeting);
  return refuse({ code: 'meeting-not-planned', rule: null, meeting: id });
}
