import type { Actor } from '@entente/shared/negotiation/commands';
import { describe, expect, test } from 'vitest';
import type { Input } from '../support/convention-story.ts';
import { givenFrozen, givenTwoParties } from '../support/given.ts';
import { director, manager, practitioner } from '../support/people.ts';

const relais = manager('relais');
const ville = manager('ville');
const nobody: { person: string; organisation: string }[] = [];
const plan = {
  type: 'planMeeting',
  plannedFor: '2026-04-01T09:00:00.000Z',
  place: { kind: 'remote' },
  expected: nobody,
} as const;

const withPractitioners = () =>
  givenTwoParties()
    .names(relais, practitioner('relais'), 'comments')
    .names(ville, director('ville'), 'reads')
    .joins(director('departement'), 'observer-comments');

describe('planning a meeting', () => {
  test('keeps the place, the agenda and the expected people with the ranks of the member lists', () => {
    const convention = givenTwoParties().does(relais, {
      ...plan,
      place: { kind: 'on-site', address: '12 rue du Port', host: 'ville' },
      agenda: 'Le budget',
      durationMinutes: 90,
      acknowledges: ['outranked'],
      expected: [
        { person: director('ville').person, organisation: 'ville' },
        { person: practitioner('relais').person, organisation: 'relais' },
        { person: director('ville').person, organisation: 'ville' },
      ],
    });
    expect(convention.existing.meetings).toMatchObject([
      {
        status: 'planned',
        preparedBy: relais.person,
        place: { kind: 'on-site', host: 'ville' },
        durationMinutes: 90,
        expected: [
          { person: director('ville').person, organisation: 'ville', rank: 'director' },
          { person: practitioner('relais').person, organisation: 'relais', rank: 'practitioner' },
        ],
      },
    ]);
  });

  test('is refused without an address, at a stranger’s, or with people who are no members of those who take part', () => {
    const convention = givenTwoParties();
    const onSite = (address: string, host: string | null) =>
      ({ ...plan, place: { kind: 'on-site', address, host } }) as const;
    const expecting = (who: Actor, organisation: string) => ({
      ...plan,
      expected: [{ person: who.person, organisation }],
    });
    expect(convention.refuses(relais, onSite(' ', null))).toEqual([
      { code: 'words-missing', rule: null, field: 'address' },
    ]);
    expect(convention.refuses(relais, onSite('Ici', 'familles'))).toEqual([{ code: 'not-a-party', rule: null }]);
    expect(convention.refuses(relais, expecting(ville, 'relais'))).toEqual([
      { code: 'not-a-member', rule: null, person: ville.person },
    ]);
    expect(convention.refuses(relais, expecting(manager('familles'), 'familles'))).toEqual([
      { code: 'not-a-party', rule: null },
    ]);
  });

  test('is changed or cancelled by either party, until it opens; its preparer stays credited', () => {
    const convention = givenTwoParties().does(relais, plan);
    const meeting = convention.existing.meetings[0]?.id ?? '';
    const change = { ...plan, type: 'changeMeeting', meeting } as const;
    expect(convention.refuses(ville, change)).toMatchObject([{ code: 'nothing-to-change' }]);
    convention.does(ville, { ...change, plannedFor: '2026-04-02T09:00:00.000Z' });
    expect(convention.existing.meetings[0]).toMatchObject({
      plannedFor: '2026-04-02T09:00:00.000Z',
      preparedBy: relais.person,
    });
    convention.does(ville, { type: 'cancelMeeting', meeting });
    expect(convention.refuses(ville, change)).toEqual([{ code: 'meeting-not-planned', rule: null, meeting }]);
    expect(convention.refuses(ville, { type: 'cancelMeeting', meeting })).toMatchObject([
      { code: 'meeting-not-planned' },
    ]);
    expect(convention.refuses(ville, { type: 'openMeeting', meeting })).toMatchObject([
      { code: 'meeting-not-planned' },
    ]);
  });

  test('and opening, closing, cancelling, are for directors and managers of parties who write or comment', () => {
    const convention = withPractitioners();
    const meeting = convention.plans(relais);
    const open = convention.opens(relais);
    for (const input of [
      plan,
      { ...plan, type: 'changeMeeting', meeting } as const,
      { type: 'cancelMeeting', meeting } as const,
      { type: 'openMeeting', meeting } as const,
      { type: 'closeMeeting', meeting: open } as const,
    ]) {
      expect(convention.refuses(practitioner('relais'), input)).toContainEqual({ code: 'rank-too-low', rule: null });
      expect(convention.refuses(director('departement'), input)).toContainEqual({ code: 'not-a-party', rule: null });
      expect(convention.refuses(director('ville'), input)).toContainEqual({
        code: 'access-too-narrow',
        rule: null,
        needs: 'comments',
      });
      expect(convention.refuses(director('familles'), input)).toEqual([{ code: 'not-a-participant', rule: null }]);
    }
  });
});

describe('holding a meeting', () => {
  test('makes the opener its chair, and present', () => {
    const convention = givenTwoParties();
    const meeting = convention.opens(ville);
    expect(convention.existing.meetings[0]).toMatchObject({
      id: meeting,
      status: 'open',
      openedAt: convention.now,
      chair: ville.person,
      attendances: [{ person: ville.person, organisation: 'ville', rank: 'manager', how: 'confirmed', counts: true }],
      minutes: null,
    });
  });

  test('keeps the text when it closes', () => {
    const convention = givenTwoParties().writes(relais, 'budget', 'Mille euros.');
    const meeting = convention.opens(ville);
    convention.closes(relais, meeting);
    expect(convention.existing.meetings[0]).toMatchObject({ status: 'closed', closedAt: convention.now });
    expect(convention.existing.versions).toMatchObject([
      { cause: 'meeting', digest: convention.facts.digest, label: null },
    ]);
    expect(convention.types()).not.toContain('ApprovalsVoided');
  });

  test('voids no settled approval of a frozen text', () => {
    const { convention, meeting } = givenFrozen();
    convention.closes(relais, meeting);
    expect(convention.frozen.approvals).toHaveLength(2);
  });

  test('minutes are kept by any participant of a party who writes or comments, and never change afterwards', () => {
    const convention = withPractitioners();
    const meeting = convention.opens(relais);
    const minutes = { type: 'writeMinutes', meeting, minutes: 'Nous avons parlé.' } as const;
    expect(convention.refuses(director('ville'), minutes)).toMatchObject([{ code: 'access-too-narrow' }]);
    expect(convention.refuses(director('departement'), minutes)).toMatchObject([{ code: 'not-a-party' }]);
    expect(convention.refuses(relais, { ...minutes, minutes: '' })).toMatchObject([{ code: 'nothing-to-change' }]);
    convention.does(practitioner('relais'), minutes).closes(relais, meeting);
    expect(convention.refuses(relais, minutes)).toEqual([{ code: 'meeting-not-open', rule: null, meeting }]);
    expect(convention.refuses(relais, { type: 'closeMeeting', meeting })).toMatchObject([{ code: 'meeting-not-open' }]);
  });

  test('minutes that say which words they replace overwrite no others', () => {
    const convention = withPractitioners();
    const meeting = convention.opens(relais);
    const write = { type: 'writeMinutes', meeting, minutes: 'Nous avons parlé.' } as const;
    convention.does(relais, { ...write, replaces: null });
    const unseen = [{ code: 'minutes-have-changed', rule: null, meeting }];
    expect(convention.refuses(ville, { ...write, replaces: null })).toEqual(unseen);
    expect(convention.refuses(ville, { ...write, minutes: '', replaces: null })).toEqual(unseen);
    const [held] = convention.existing.meetings;
    const read = held?.status === 'open' ? (held.minutes?.id ?? null) : null;
    convention.does(ville, { ...write, replaces: read });
    expect(convention.refuses(relais, { ...write, replaces: read })).toEqual(unseen);
  });

  test('a meeting that does not exist is none', () => {
    const convention = givenTwoParties();
    const meeting = 'none';
    const inputs: Input[] = [
      { type: 'openMeeting', meeting },
      { type: 'cancelMeeting', meeting },
      { type: 'closeMeeting', meeting },
      { type: 'recordPresence', meeting },
      { type: 'writeMinutes', meeting, minutes: 'Des mots.' },
      { ...plan, type: 'changeMeeting', meeting },
    ];
    for (const input of inputs) {
      expect(convention.refuses(relais, input)).toEqual([{ code: 'no-such-meeting', rule: null }]);
    }
  });
});
