import type { Actor } from '@entente/shared/negotiation/commands';
import { adviceOnOpening, adviceOnPlan } from '@entente/shared/negotiation/meetings/advice';
import { describe, expect, test } from 'vitest';
import type { ConventionStory } from '../support/convention-story.ts';
import { givenTwoParties } from '../support/given.ts';
import { director, manager, practitioner } from '../support/people.ts';

const relais = manager('relais');
const ville = manager('ville');

const planned = (...expected: Actor[]) =>
  ({
    type: 'planMeeting',
    plannedFor: '2026-04-01T09:00:00.000Z',
    place: { kind: 'remote' },
    expected: expected.map(({ person, organisation }) => ({ person, organisation })),
  }) as const;

const outranked = (...parties: string[]) => [
  { code: 'advice-not-acknowledged', rule: 'NEG-2', advice: 'outranked', parties },
];
const meetingOf = (convention: ConventionStory) => convention.existing.meetings.at(-1)?.id ?? '';

describe('planning with unequal ranks', () => {
  test('NEG-2: a party whose highest rank expected is below another’s is told, until somebody acknowledges it', () => {
    const convention = givenTwoParties();
    const plan = planned(relais, director('ville'), ville);
    expect(convention.refuses(relais, plan)).toEqual(outranked('relais'));
    const before = convention.events.length;
    convention.does(relais, { ...plan, acknowledges: ['outranked'] });
    expect(convention.types(before)).toEqual(['MeetingPlanned', 'AdviceAcknowledged']);
    expect(convention.existing.meetings[0]?.acknowledged).toEqual([
      { advice: 'outranked', parties: ['relais'], by: relais.person, at: convention.now },
    ]);
  });

  test('NEG-2: another advice acknowledged is not this one', () => {
    const convention = givenTwoParties();
    const plan = { ...planned(relais, director('ville')), acknowledges: ['host-without-lead-wish' as const] };
    expect(convention.refuses(relais, plan)).toEqual(outranked('relais'));
  });

  test.each([
    ['equal highest ranks', [director('relais'), director('ville'), practitioner('ville')]],
    ['one party only', [director('relais'), practitioner('relais')]],
    ['nobody', []],
    ['a higher observer', [relais, ville, director('departement')]],
  ])('NEG-2: says nothing with %s', (_what, expected) => {
    const convention = givenTwoParties().joins(director('departement'), 'observer-comments');
    const before = convention.events.length;
    convention.does(relais, planned(...expected));
    expect(convention.types(before)).toEqual(['MeetingPlanned']);
  });

  test('NEG-2: what was acknowledged needn’t be again when the plan changes elsewhere, but is for another party', () => {
    const convention = givenTwoParties().joins(director('familles'));
    const plan = planned(relais, director('ville'), director('familles'));
    convention.does(relais, { ...plan, acknowledges: ['outranked'] });
    const change = { ...plan, type: 'changeMeeting', meeting: meetingOf(convention) } as const;
    convention.does(ville, { ...change, plannedFor: '2026-04-02T09:00:00.000Z' });
    const withManagers = { ...planned(relais, ville, director('familles')), type: 'changeMeeting' } as const;
    expect(convention.refuses(ville, { ...withManagers, meeting: change.meeting })).toEqual(
      outranked('relais', 'ville'),
    );
  });

  test('NEG-2: the screens ask the same beforehand', () => {
    const convention = givenTwoParties();
    expect(
      adviceOnPlan(convention.existing, { place: { kind: 'remote' }, expected: [relais, director('ville')] }),
    ).toEqual([{ advice: 'outranked', parties: ['relais'] }]);
  });
});

describe('opening with unequal ranks', () => {
  test('NEG-2: is told again, and acknowledged again, though it was when planning', () => {
    const convention = givenTwoParties();
    convention.does(relais, { ...planned(relais, director('ville')), acknowledges: ['outranked'] });
    const open = { type: 'openMeeting', meeting: meetingOf(convention) } as const;
    expect(convention.refuses(relais, open)).toEqual(outranked('relais'));
    const before = convention.events.length;
    convention.does(relais, { ...open, acknowledges: ['outranked'] });
    expect(convention.types(before)).toEqual(['AdviceAcknowledged', 'MeetingOpened', 'AttendanceRecorded']);
  });

  test('NEG-2: who opens counts, expected or not, and so does a rank given since', () => {
    const convention = givenTwoParties().does(relais, planned(relais, ville));
    const meeting = convention.existing.meetings[0];
    if (!meeting) throw new Error('a meeting was planned');
    expect(convention.refuses(director('ville'), { type: 'openMeeting', meeting: meeting.id })).toEqual(
      outranked('relais'),
    );
    const promoted = { [relais.person]: { organisation: 'relais', rank: 'director' } } as const;
    expect(adviceOnOpening(convention.existing, meeting, { rankOf: promoted, opener: director('ville') })).toEqual([]);
    convention.does(relais, { type: 'openMeeting', meeting: meeting.id });
  });

  test('NEG-2: a director invited lifts it', () => {
    const convention = givenTwoParties();
    convention.does(relais, { ...planned(relais, director('ville')), acknowledges: ['outranked'] });
    const meeting = meetingOf(convention);
    convention.does(relais, { type: 'inviteDirector', meeting, person: director('relais').person, chairs: false });
    convention.does(relais, { type: 'openMeeting', meeting });
  });
});
