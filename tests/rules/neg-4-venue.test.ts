import { replay } from '@entente/shared/negotiation/evolve';
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
    expect(convention.types(before)).toEqual(['MeetingPlanned', 'AdviceAcknowledged', 'MeetingInvitationHeld']);
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

describe('the host is told before the invitation leaves', () => {
  const acknowledges: ['host-without-lead-wish'] = ['host-without-lead-wish'];
  const planned = () => {
    const convention = wants(givenTwoParties(), false).does(ville, { ...at('relais'), acknowledges });
    return { convention, meeting: convention.existing.meetings[0]?.id ?? '', before: convention.events.length };
  };
  const invitation = (convention: ConventionStory) => convention.existing.meetings[0]?.invitation;

  test('NEG-4: what others plan at its place waits for it; what it plans there itself leaves at once', () => {
    const { convention } = planned();
    expect(invitation(convention)).toEqual({ status: 'held', awaits: ['relais'], wasSentBefore: false });
    const own = wants(givenTwoParties(), false).does(relais, { ...at('relais'), acknowledges });
    expect(own.types().at(-1)).toBe('AdviceAcknowledged');
    expect(invitation(own)).toEqual({ status: 'sent', told: [] });
  });

  test('NEG-4: the host’s answer sends it, and is recorded as its own acknowledgement', () => {
    const { convention, meeting, before } = planned();
    convention.does(relais, { type: 'sendMeetingInvitation', meeting });
    expect(convention.events.slice(before)).toMatchObject([
      { type: 'AdviceAcknowledged', by: relais.person, parties: ['relais'] },
      { type: 'MeetingInvitationSent', unanswered: [] },
    ]);
    expect(convention.refuses(ville, { type: 'sendMeetingInvitation', meeting })).toMatchObject([
      { code: 'nothing-to-change' },
    ]);
  });

  test('NEG-4: it is an advice: the planner sends it all the same, and the journal says who had not answered', () => {
    const { convention, meeting, before } = planned();
    convention.does(ville, { type: 'sendMeetingInvitation', meeting });
    expect(convention.events.slice(before)).toMatchObject([{ type: 'MeetingInvitationSent', unanswered: ['relais'] }]);
    expect(invitation(convention)).toEqual({ status: 'sent', told: ['relais'] });
  });

  test('NEG-4: moving the meeting, or wanting the lead after all, sends it', () => {
    const moved = planned();
    moved.convention.does(ville, { ...at('ville'), type: 'changeMeeting', meeting: moved.meeting });
    expect(moved.convention.types(moved.before)).toEqual(['MeetingChanged', 'MeetingInvitationSent']);
    const leading = planned();
    wants(leading.convention, true);
    expect(leading.convention.types(leading.before)).toEqual(['LeadWishStated', 'MeetingInvitationSent']);
  });

  test('NEG-4: a change meanwhile is told to the host as well; made by the host, it is the answer', () => {
    const { convention, meeting, before } = planned();
    const later = { ...at('relais'), type: 'changeMeeting', meeting, plannedFor: '2026-04-02T09:00:00.000Z' } as const;
    convention.does(ville, later);
    expect(convention.types(before)).toEqual(['MeetingChanged', 'MeetingInvitationHeld']);
    const again = { ...later, plannedFor: '2026-04-03T09:00:00.000Z' };
    expect(convention.refuses(relais, again)).toEqual(told);
    convention.does(relais, { ...again, acknowledges });
    expect(convention.types(before + 2)).toEqual(['MeetingChanged', 'AdviceAcknowledged', 'MeetingInvitationSent']);
    convention.does(ville, later);
    expect(convention.types(before + 5)).toEqual(['MeetingChanged']);
  });

  test('NEG-4: a meeting that moves to the host’s place is told before those invited hear of it; once, whatever moves next', () => {
    const convention = wants(givenTwoParties(), false).does(ville, at('ville'));
    const meeting = convention.existing.meetings[0]?.id ?? '';
    convention.does(ville, { ...at('relais'), type: 'changeMeeting', meeting, acknowledges });
    expect(invitation(convention)).toEqual({ status: 'held', awaits: ['relais'], wasSentBefore: true });
    convention.does(ville, { type: 'sendMeetingInvitation', meeting });
    const before = convention.events.length;
    const later = { ...at('relais'), type: 'changeMeeting', meeting, plannedFor: '2026-04-02T09:00:00.000Z' } as const;
    convention.does(ville, later);
    expect(convention.types(before)).toEqual(['MeetingChanged']);
  });

  test('NEG-4: who sends it speaks for a party, before the meeting opens; a meeting that opens needs no invitation', () => {
    const { convention, meeting } = planned();
    convention.names(ville, practitioner('ville'), 'comments').joins(director('departement'), 'observer-comments');
    const send = { type: 'sendMeetingInvitation', meeting } as const;
    expect(convention.refuses(practitioner('ville'), send)).toMatchObject([{ code: 'rank-too-low' }]);
    expect(convention.refuses(director('departement'), send)).toMatchObject([{ code: 'not-a-party' }]);
    expect(convention.refuses(ville, { ...send, meeting: 'none' })).toMatchObject([{ code: 'no-such-meeting' }]);
    convention.does(ville, { type: 'openMeeting', meeting });
    expect(convention.refuses(ville, send)).toMatchObject([{ code: 'meeting-not-planned' }]);
  });

  test('NEG-4: in the journals of before, whatever was planned was sent', () => {
    const { convention } = planned();
    const old = convention.events.filter(({ type }) => type !== 'MeetingInvitationHeld');
    const state = replay(old);
    expect(state?.stage === 'negotiating' && state.meetings[0]?.invitation).toEqual({ status: 'sent', told: [] });
  });
});
