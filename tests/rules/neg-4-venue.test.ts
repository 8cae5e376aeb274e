import { describe, expect, test } from 'vitest';
import type { ConventionStory } from '../support/convention-story.ts';
import { givenTwoParties } from '../support/given.ts';
import { director, manager, practitioner } from '../support/people.ts';

const relais = manager('relais');
const ville = manager('ville');
const nobody: { person: string; organisation: string }[] = [];
const at = (host: string | null) =>
  ({
    type: 'planMeeting',
    plannedFor: '2026-04-01T09:00:00.000Z',
    place: { kind: 'on-site', address: '12 rue du Port', host },
    expected: nobody,
  }) as const;
const told = [
  { code: 'advice-not-acknowledged', rule: 'NEG-4', advice: 'host-without-lead-wish', parties: ['relais'] },
];
const wants = (convention: ConventionStory, wish: boolean) =>
  convention.does(relais, { type: 'stateLeadWish', wants: wish });

describe('who wants to lead', () => {
  test('NEG-4: a party’s director or manager says it, and may say otherwise', () => {
    const convention = givenTwoParties().names(relais, practitioner('relais'), 'comments');
    expect(convention.existing.parties[0]?.wantsLead).toBeNull();
    expect(wants(convention, true).existing.parties[0]?.wantsLead).toBe(true);
    expect(convention.refuses(relais, { type: 'stateLeadWish', wants: true })).toMatchObject([
      { code: 'nothing-to-change' },
    ]);
    expect(wants(convention, false).existing.parties.map(({ wantsLead }) => wantsLead)).toEqual([false, null]);
    expect(convention.refuses(practitioner('relais'), { type: 'stateLeadWish', wants: true })).toMatchObject([
      { code: 'rank-too-low' },
    ]);
    convention.joins(director('departement'), 'observer-comments');
    expect(convention.refuses(director('departement'), { type: 'stateLeadWish', wants: true })).toMatchObject([
      { code: 'not-a-party' },
    ]);
  });
});

describe('the place of the first meeting', () => {
  test('NEG-4: at a party’s own place while it doesn’t want the lead is told, whoever plans it, until acknowledged', () => {
    const convention = wants(givenTwoParties(), false);
    for (const by of [relais, ville]) expect(convention.refuses(by, at('relais'))).toEqual(told);
    const before = convention.events.length;
    convention.does(ville, { ...at('relais'), acknowledges: ['host-without-lead-wish'] });
    expect(convention.types(before)).toEqual(['MeetingPlanned', 'AdviceAcknowledged']);
    expect(convention.existing.meetings[0]?.acknowledged).toMatchObject([
      { advice: 'host-without-lead-wish', parties: ['relais'], by: ville.person },
    ]);
  });

  test('NEG-4: moving it there is told as well', () => {
    const convention = wants(givenTwoParties(), false).does(relais, at('ville'));
    const meeting = convention.existing.meetings[0]?.id ?? '';
    expect(convention.refuses(relais, { ...at('relais'), type: 'changeMeeting', meeting })).toEqual(told);
  });

  test('NEG-4: elsewhere, remote, or with a host that wants the lead or hasn’t said, nothing is told', () => {
    const convention = wants(givenTwoParties(), false);
    for (const host of ['ville', null]) convention.does(relais, at(host));
    convention.does(relais, { ...at(null), place: { kind: 'remote' } });
    wants(convention, true).does(relais, at('relais'));
  });

  test('NEG-4: once a meeting was held, the place says nothing any more; a cancelled one was none', () => {
    const convention = wants(givenTwoParties(), false);
    const cancelled = convention.opens(ville);
    convention.does(ville, { type: 'cancelMeeting', meeting: cancelled });
    expect(convention.refuses(relais, at('relais'))).toEqual(told);
    convention.meets('2026-03-03T09:00:00.000Z', relais, ville);
    convention.does(relais, at('relais'));
  });
});
