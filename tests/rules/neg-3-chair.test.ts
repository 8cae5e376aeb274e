import type { Actor } from '@entente/shared/negotiation/commands';
import { describe, expect, test } from 'vitest';
import type { ConventionStory } from '../support/convention-story.ts';
import { givenOpened, givenTwoParties } from '../support/given.ts';
import { director, manager, practitioner, secondManager } from '../support/people.ts';

const relais = manager('relais');
const ville = manager('ville');

const meetingIn = (convention: ConventionStory) => convention.existing.meetings.at(-1);
const invite = (meeting: string, { person }: Actor, chairs: boolean) =>
  ({ type: 'inviteDirector', meeting, person, chairs }) as const;
const pass = (meeting: string, { person }: Actor) => ({ type: 'passChair', meeting, to: person }) as const;

describe('inviting one’s director', () => {
  test('NEG-3: one gesture names the director, expects them, and gives them the chair', () => {
    const convention = givenOpened().joins(ville);
    const meeting = convention.plans(relais);
    const before = convention.events.length;
    convention.does(relais, invite(meeting, director('relais'), true));
    expect(convention.types(before)).toEqual(['ParticipantNamed', 'DirectorInvited', 'ChairPassed']);
    expect(meetingIn(convention)).toMatchObject({
      preparedBy: relais.person,
      chair: director('relais').person,
      expected: [{ person: director('relais').person, organisation: 'relais', rank: 'director' }],
    });
    convention.does(relais, { type: 'openMeeting', meeting });
    expect(meetingIn(convention)).toMatchObject({ chair: director('relais').person, preparedBy: relais.person });
  });

  test('NEG-3: one who is named and expected already needs only the chair, or nothing', () => {
    const convention = givenTwoParties();
    const meeting = convention.plans(relais);
    convention.does(relais, invite(meeting, director('relais'), false));
    expect(meetingIn(convention)?.chair).toBeNull();
    expect(convention.refuses(relais, invite(meeting, director('relais'), false))).toMatchObject([
      { code: 'nothing-to-change' },
    ]);
    const before = convention.events.length;
    convention.does(relais, invite(meeting, director('relais'), true));
    expect(convention.types(before)).toEqual(['ChairPassed']);
  });

  test('NEG-3: it is a director, of one’s own organisation, invited by one who speaks for it', () => {
    const convention = givenTwoParties().names(relais, practitioner('relais'), 'comments');
    const meeting = convention.plans(relais);
    expect(convention.refuses(relais, invite(meeting, secondManager('relais'), false))).toEqual([
      { code: 'not-a-director', rule: 'NEG-3', person: secondManager('relais').person },
    ]);
    expect(convention.refuses(relais, invite(meeting, director('ville'), false))).toContainEqual({
      code: 'not-a-member',
      rule: null,
      person: director('ville').person,
    });
    expect(convention.refuses(practitioner('relais'), invite(meeting, director('relais'), false))).toMatchObject([
      { code: 'rank-too-low' },
    ]);
    convention.does(relais, { type: 'cancelMeeting', meeting });
    expect(convention.refuses(relais, invite(meeting, director('relais'), false))).toMatchObject([
      { code: 'meeting-not-planned' },
    ]);
    expect(convention.refuses(relais, invite('none', director('relais'), false))).toMatchObject([
      { code: 'no-such-meeting' },
    ]);
  });

  test('NEG-3: a director comes to a meeting that another party prepared, and doesn’t take its chair', () => {
    const convention = givenTwoParties();
    const meeting = convention.plans(relais);
    expect(convention.refuses(ville, invite(meeting, director('ville'), true))).toEqual([
      { code: 'chair-of-another-party', rule: 'NEG-3', meeting },
    ]);
    convention.does(ville, invite(meeting, director('ville'), false));
  });
});

describe('passing the chair', () => {
  test('NEG-3: to a director of one’s own party, planned; the preparer stays credited', () => {
    const convention = givenTwoParties();
    const meeting = convention.plans(relais);
    convention.does(relais, pass(meeting, director('relais')));
    expect(meetingIn(convention)).toMatchObject({ chair: director('relais').person, preparedBy: relais.person });
    expect(convention.refuses(relais, pass(meeting, director('relais')))).toMatchObject([
      { code: 'nothing-to-change' },
    ]);
  });

  test('NEG-3: in an open meeting, to one who is there', () => {
    const convention = givenTwoParties();
    const meeting = convention.opens(relais);
    expect(meetingIn(convention)?.chair).toBe(relais.person);
    expect(convention.refuses(relais, pass(meeting, director('relais')))).toEqual([
      { code: 'not-present', rule: 'NEG-3', meeting },
    ]);
    convention
      .does(director('relais'), { type: 'recordPresence', meeting })
      .does(relais, pass(meeting, director('relais')));
    expect(meetingIn(convention)).toMatchObject({ chair: director('relais').person, preparedBy: relais.person });
    convention.closes(relais, meeting);
    expect(convention.refuses(relais, pass(meeting, director('relais')))).toMatchObject([
      { code: 'meeting-not-planned' },
    ]);
  });

  test('NEG-3: while the one who was chosen has not come, whoever runs the meeting steps in', () => {
    const convention = givenTwoParties().names(relais, secondManager('relais'));
    const meeting = convention.plans(relais);
    convention.does(relais, pass(meeting, director('relais'))).does(ville, { type: 'openMeeting', meeting });
    // Only somebody who is there, for oneself.
    expect(convention.refuses(relais, pass(meeting, relais))).toEqual([
      { code: 'not-present', rule: 'NEG-3', meeting },
    ]);
    convention.does(relais, { type: 'recordPresence', meeting });
    expect(convention.refuses(ville, pass(meeting, relais))).toContainEqual({
      code: 'chair-of-another-party',
      rule: 'NEG-3',
      meeting,
    });
    convention.does(relais, pass(meeting, relais));
    expect(meetingIn(convention)?.chair).toBe(relais.person);
    // The director comes late, and is given the place; nobody takes it from one who is there.
    convention.does(director('relais'), { type: 'recordPresence', meeting });
    convention.does(relais, pass(meeting, director('relais')));
    expect(convention.refuses(relais, pass(meeting, relais))).toMatchObject([{ code: 'not-a-director' }]);
    expect(convention.refuses(ville, pass(meeting, ville))).toMatchObject([
      { code: 'chair-of-another-party' },
      { code: 'not-a-director' },
    ]);
  });

  test('NEG-3: to nobody of a lower rank, of another organisation, or who takes no part', () => {
    const convention = givenTwoParties().names(relais, secondManager('relais'));
    const meeting = convention.plans(relais);
    expect(convention.refuses(relais, pass(meeting, secondManager('relais')))).toEqual([
      { code: 'not-a-director', rule: 'NEG-3', person: secondManager('relais').person },
    ]);
    for (const other of [director('ville'), director('familles')]) {
      expect(convention.refuses(relais, pass(meeting, other))).toContainEqual({
        code: 'not-a-member',
        rule: null,
        person: other.person,
      });
    }
    expect(convention.refuses(ville, pass(meeting, director('ville')))).toEqual([
      { code: 'chair-of-another-party', rule: 'NEG-3', meeting },
    ]);
  });

  test('NEG-3: a plan that changes afterwards keeps its chair', () => {
    const convention = givenTwoParties();
    const meeting = convention.plans(relais);
    convention.does(relais, pass(meeting, director('relais')));
    const plannedFor = '2026-05-04T09:00:00.000Z';
    const place = { kind: 'remote' } as const;
    convention.does(ville, { type: 'changeMeeting', meeting, plannedFor, place, expected: [] });
    expect(meetingIn(convention)).toMatchObject({ plannedFor, chair: director('relais').person });
  });
});
