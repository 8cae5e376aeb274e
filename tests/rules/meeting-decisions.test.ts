import { describe, expect, test } from 'vitest';
import { givenTwoParties } from '../support/given.ts';
import { director, manager, practitioner } from '../support/people.ts';

const relais = manager('relais');
const ville = manager('ville');
const decide = (meeting: string, text = 'On se revoit en avril.') =>
  ({ type: 'recordDecision', meeting, text }) as const;

describe('a decision', () => {
  test('NEG-1: says who was there, and at a party’s first meeting it is a proposal', () => {
    const convention = givenTwoParties();
    const meeting = convention.opens(relais, ville);
    convention.does(ville, decide(meeting));
    const [first] = convention.existing.meetings;
    expect(first).toMatchObject({
      decisions: [
        {
          present: [relais.person, ville.person],
          proposalFor: ['relais', 'ville'],
          by: ville.person,
          at: convention.now,
        },
      ],
    });
  });

  test('NEG-1: binds those who met before, and is a proposal for a partner who is new', () => {
    const convention = givenTwoParties();
    convention.meets('2026-03-03T09:00:00.000Z', relais, ville);
    convention.at('2026-03-10T09:00:00.000Z').joins(director('familles'));
    const meeting = convention.opens(relais, ville, director('familles'));
    convention.does(relais, decide(meeting));
    expect(convention.existing.meetings.at(-1)).toMatchObject({ decisions: [{ proposalFor: ['familles'] }] });
  });

  test('NEG-1: the same day, a second meeting is no later one', () => {
    const convention = givenTwoParties();
    convention.meets('2026-03-03T09:00:00.000Z', relais, ville);
    const meeting = convention.at('2026-03-03T15:00:00.000Z').opens(relais, ville);
    convention.does(relais, decide(meeting));
    expect(convention.existing.meetings.at(-1)).toMatchObject({ decisions: [{ proposalFor: ['relais', 'ville'] }] });
  });

  test('is recorded while the meeting is open, by those who may keep its minutes, in words', () => {
    const convention = givenTwoParties()
      .names(relais, practitioner('relais'), 'comments')
      .joins(director('departement'), 'observer-comments');
    const meeting = convention.opens(relais, ville);
    convention.does(practitioner('relais'), decide(meeting));
    expect(convention.refuses(relais, decide(meeting, ' \n'))).toEqual([
      { code: 'words-missing', rule: null, field: 'decision' },
    ]);
    expect(convention.refuses(director('departement'), decide(meeting))).toMatchObject([{ code: 'not-a-party' }]);
    convention.closes(relais, meeting);
    expect(convention.refuses(relais, decide(meeting))).toMatchObject([{ code: 'meeting-not-open' }]);
    expect(convention.refuses(relais, decide('none'))).toMatchObject([{ code: 'no-such-meeting' }]);
  });

  test('is withdrawn while the meeting is open', () => {
    const convention = givenTwoParties();
    const meeting = convention.opens(relais, ville);
    convention.does(relais, decide(meeting)).does(relais, decide(meeting, 'Et en mai.'));
    const [open] = convention.existing.meetings;
    const [first] = open?.status === 'open' ? open.decisions : [];
    const withdraw = { type: 'withdrawDecision', meeting, decision: first?.id ?? '' } as const;
    convention.does(ville, withdraw);
    expect(convention.existing.meetings[0]).toMatchObject({ decisions: [{ by: relais.person }] });
    expect(convention.refuses(ville, withdraw)).toEqual([{ code: 'no-such-decision', rule: null, meeting }]);
    convention.closes(relais, meeting);
    expect(convention.refuses(ville, withdraw)).toMatchObject([{ code: 'meeting-not-open' }]);
  });
});

describe('minutes written together', () => {
  test('NEG-1: are taken as they stand when the meeting closes, and it counts by them', () => {
    const convention = givenTwoParties();
    const meeting = convention.opens(relais, ville);
    convention.writesMinutes(meeting, 'Chacun s’est présenté.');
    const before = convention.events.length;
    convention.does(relais, { type: 'closeMeeting', meeting });
    expect(convention.types(before)).toEqual(['MinutesWritten', 'MeetingClosed', 'VersionKept']);
    expect(convention.existing.meetings[0]).toMatchObject({ status: 'closed', minutes: { id: expect.any(String) } });
  });

  test('NEG-1: blank, or another meeting’s, are none', () => {
    const convention = givenTwoParties();
    const meeting = convention.opens(relais, ville);
    convention.writesMinutes(meeting, ' \n').writesMinutes('another', 'Des mots.');
    const close = { type: 'closeMeeting', meeting } as const;
    expect(convention.refuses(relais, close)).toEqual([{ code: 'minutes-blank', rule: 'NEG-1', meeting }]);
    convention.does(relais, { type: 'writeMinutes', meeting, minutes: 'Par un programme.' });
    const before = convention.events.length;
    convention.does(relais, close);
    expect(convention.types(before)).toEqual(['MeetingClosed', 'VersionKept']);
  });
});
