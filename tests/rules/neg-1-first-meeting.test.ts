import { noApprovalAtFirstMeeting } from '@entente/shared/negotiation/rules/no-approval-at-first-meeting';
import { whatApprovalAwaits } from '@entente/shared/negotiation/what-approval-awaits';
import { describe, expect, test } from 'vitest';
import { type ConventionStory, codesOf, signing } from '../support/convention-story.ts';
import { givenAgreedText, givenApprovable, givenFrozen } from '../support/given.ts';
import { director, manager } from '../support/people.ts';

const relais = manager('relais');
const ville = manager('ville');

/** The directors' try to approve in that meeting: the NEG-1 reasons that come back. */
function neg1(convention: ConventionStory, meeting: string) {
  const outcome = convention.asks(director('relais'), {
    type: 'approveConvention',
    meeting,
    digest: convention.facts.digest,
  });
  return 'reasons' in outcome ? outcome.reasons.filter((reason) => reason.rule === 'NEG-1') : [];
}

describe('the first meeting', () => {
  test('NEG-1: nothing is approved at the first meeting', () => {
    const convention = givenAgreedText();
    const meeting = convention.opens(relais, ville, director('relais'));
    const reasons = convention.refuses(director('relais'), {
      type: 'approveConvention',
      meeting,
      digest: convention.facts.digest,
    });
    expect(reasons).toEqual([{ code: 'no-earlier-meeting', rule: 'NEG-1', parties: ['relais', 'ville'] }]);
  });

  test('NEG-1: the strip says so before any meeting, as the server would', () => {
    const convention = givenAgreedText();
    expect(whatApprovalAwaits(convention.existing, convention.now, convention.facts)).toEqual([
      { code: 'no-earlier-meeting', rule: 'NEG-1', parties: ['relais', 'ville'] },
      { code: 'no-open-meeting', rule: 'APP-1' },
    ]);
  });

  test('NEG-1: a meeting of an earlier day, closed with minutes, lets a later one approve', () => {
    const { convention, meeting } = givenApprovable();
    expect(neg1(convention, meeting)).toEqual([]);
    expect(codesOf(convention.asks(director('relais'), approval(convention, meeting)))).toEqual([]);
  });

  test('NEG-1: the strip counts from today while no meeting is open', () => {
    const convention = givenAgreedText();
    convention.meets('2026-03-03T09:00:00.000Z', relais, ville);
    const awaited = (at: string) => whatApprovalAwaits(convention.existing, at, convention.facts);
    expect(awaited('2026-03-03T18:00:00.000Z')[0]).toEqual({
      code: 'reflection-not-over',
      rule: 'NEG-1',
      parties: ['relais', 'ville'],
      from: '2026-03-04',
    });
    expect(awaited('2026-03-04T06:00:00.000Z')).toEqual([{ code: 'no-open-meeting', rule: 'APP-1' }]);
  });

  test('NEG-1: no rank is exempt', () => {
    const convention = givenAgreedText();
    const meeting = convention.opens(relais, ville, director('relais'), director('ville'));
    for (const who of [director('relais'), director('ville'), relais, ville]) {
      expect(codesOf(convention.asks(who, approval(convention, meeting)))).toContain('no-earlier-meeting');
    }
  });

  test('NEG-1: two meetings on one day make no reflection', () => {
    const convention = givenAgreedText();
    convention.meets('2026-03-03T08:00:00.000Z', relais, ville);
    convention.at('2026-03-03T17:00:00.000Z');
    const meeting = convention.opens(relais, ville, director('relais'));
    expect(neg1(convention, meeting)).toEqual([
      { code: 'reflection-not-over', rule: 'NEG-1', parties: ['relais', 'ville'], from: '2026-03-04' },
    ]);
  });

  test('NEG-1: each party waits for its own first meeting', () => {
    const convention = givenAgreedText();
    convention.meets('2026-03-03T09:00:00.000Z', relais);
    convention.meets('2026-03-10T09:00:00.000Z', relais, ville);
    convention.at('2026-03-10T18:00:00.000Z');
    const meeting = convention.opens(relais, ville, director('relais'));
    expect(neg1(convention, meeting)).toEqual([
      { code: 'reflection-not-over', rule: 'NEG-1', parties: ['ville'], from: '2026-03-11' },
    ]);
  });

  test('NEG-1: parties that wait for different things get a reason each', () => {
    const convention = givenAgreedText();
    convention.meets('2026-03-03T09:00:00.000Z', relais);
    convention.at('2026-03-03T18:00:00.000Z');
    const meeting = convention.opens(ville, director('relais'));
    expect(neg1(convention, meeting)).toEqual([
      { code: 'reflection-not-over', rule: 'NEG-1', parties: ['relais'], from: '2026-03-04' },
      { code: 'no-earlier-meeting', rule: 'NEG-1', parties: ['ville'] },
    ]);
  });

  test('NEG-1: any earlier meeting of the party will do, and the earliest sets the day', () => {
    const convention = givenAgreedText();
    convention.meets('2026-03-03T09:00:00.000Z', relais, ville);
    convention.meets('2026-03-10T08:00:00.000Z', relais, ville);
    convention.at('2026-03-10T18:00:00.000Z');
    expect(neg1(convention, convention.opens(relais, ville, director('relais')))).toEqual([]);
  });

  test('NEG-1: the parties need not have attended the same earlier meeting', () => {
    const convention = givenAgreedText();
    convention.meets('2026-03-03T09:00:00.000Z', relais);
    convention.meets('2026-03-04T09:00:00.000Z', ville);
    convention.at('2026-03-05T09:00:00.000Z');
    expect(neg1(convention, convention.opens(relais, director('relais')))).toEqual([]);
  });
});

describe('a partner who joins late', () => {
  test('NEG-1: arms the lock again, for itself', () => {
    const { convention } = givenApprovable();
    convention.joins(director('familles')).agreesToAll(director('familles'));
    const meeting = convention.existing.meetings.at(-1)?.id ?? '';
    convention.does(director('familles'), { type: 'recordPresence', meeting });
    expect(neg1(convention, meeting)).toEqual([{ code: 'no-earlier-meeting', rule: 'NEG-1', parties: ['familles'] }]);
  });

  test('NEG-1: voids what the others had approved already', () => {
    const { convention, meeting } = givenApprovable();
    convention.approves(director('relais'), meeting).joins(director('familles'));
    expect(convention.negotiating.approvals).toEqual([]);
    expect(convention.events.at(-1)).toMatchObject({ type: 'ApprovalsVoided', cause: 'party-joined' });
  });

  test('NEG-1: is ready once it has met the others, on a later day', () => {
    const convention = givenAgreedText();
    convention.meets('2026-03-03T09:00:00.000Z', relais, ville);
    convention.joins(director('familles')).agreesToAll(director('familles'));
    convention.meets('2026-03-04T09:00:00.000Z', relais, director('familles'));
    convention.at('2026-03-05T09:00:00.000Z');
    expect(neg1(convention, convention.opens(relais, director('relais')))).toEqual([]);
  });

  test('NEG-1: can’t come to a meeting that was left open for days, and approve on the same day', () => {
    const convention = givenAgreedText();
    const first = convention.at('2026-03-03T09:00:00.000Z').opens(relais, ville);
    convention.at('2026-03-10T09:00:00.000Z');
    convention.joins(director('familles')).agreesToAll(director('familles'));
    convention.does(director('familles'), { type: 'recordPresence', meeting: first }).closes(relais, first);
    expect(neg1(convention, convention.opens(relais, ville, director('familles')))).toEqual([
      { code: 'reflection-not-over', rule: 'NEG-1', parties: ['familles'], from: '2026-03-11' },
    ]);
  });
});

describe('an earlier meeting that does not count', () => {
  test('NEG-1: one that is still open', () => {
    const convention = givenAgreedText();
    const first = convention.at('2026-03-03T09:00:00.000Z').opens(relais, ville);
    const later = { meeting: 'another', openedAt: '2026-03-10T09:00:00.000Z' };
    expect(noApprovalAtFirstMeeting(convention.existing, later)).toEqual([
      { code: 'earlier-meeting-not-closed', rule: 'NEG-1', parties: ['relais', 'ville'], meeting: first },
    ]);
  });

  test('NEG-1: one that is still open, though its minutes are begun', () => {
    const convention = givenAgreedText();
    const first = convention.at('2026-03-03T09:00:00.000Z').opens(relais, ville);
    convention.does(relais, { type: 'writeMinutes', meeting: first, minutes: 'Nous avons parlé.' });
    const later = { meeting: 'another', openedAt: '2026-03-10T09:00:00.000Z' };
    expect(noApprovalAtFirstMeeting(convention.existing, later)).toMatchObject([
      { code: 'earlier-meeting-not-closed' },
    ]);
  });

  test('NEG-1: one that stays open from one day to the next is still the first', () => {
    const convention = givenAgreedText();
    const meeting = convention.at('2026-03-03T09:00:00.000Z').opens(relais, ville, director('relais'));
    convention.at('2026-03-04T09:00:00.000Z');
    expect(neg1(convention, meeting)).toEqual([
      { code: 'no-earlier-meeting', rule: 'NEG-1', parties: ['relais', 'ville'] },
    ]);
  });

  test('NEG-1: one that was open when the approving meeting opened', () => {
    const convention = givenAgreedText();
    const first = convention.at('2026-03-03T09:00:00.000Z').opens(relais, ville);
    convention.at('2026-03-04T09:00:00.000Z');
    const second = convention.plans(relais);
    expect(convention.refuses(relais, { type: 'openMeeting', meeting: second })).toEqual([
      { code: 'another-meeting-open', rule: null, meeting: first },
    ]);
  });

  test('NEG-1: one whose minutes are blank, whatever closed it', () => {
    const convention = givenAgreedText();
    const first = convention.at('2026-03-03T09:00:00.000Z').opens(relais, ville);
    convention.does(relais, { type: 'writeMinutes', meeting: first, minutes: 'Des mots.' });
    convention.does(ville, { type: 'writeMinutes', meeting: first, minutes: ' \n\t ' });
    expect(convention.refuses(relais, { type: 'closeMeeting', meeting: first })).toEqual([
      { code: 'minutes-blank', rule: 'NEG-1', meeting: first },
    ]);
    convention.happens(relais, { type: 'MeetingClosed', meeting: first }).at('2026-03-10T09:00:00.000Z');
    expect(neg1(convention, convention.opens(relais, ville, director('relais')))).toEqual([
      { code: 'earlier-meeting-not-closed', rule: 'NEG-1', parties: ['relais', 'ville'], meeting: first },
    ]);
  });

  test('NEG-1: one whose minutes nobody can read: zero-width characters, controls, fillers, accents over nothing', () => {
    const convention = givenAgreedText();
    const meeting = convention.at('2026-03-03T09:00:00.000Z').opens(relais, ville);
    const unreadable = [
      '\u200b\u2060\ufeff',
      '\u00ad \u0007',
      '\u3164\u2800\n',
      '\u202e\u{e0020}',
      '\u0301 \u20dd',
      '\ue000\ufffc',
    ];
    for (const minutes of unreadable) {
      expect(convention.refuses(relais, { type: 'writeMinutes', meeting, minutes })).toMatchObject([
        { code: 'nothing-to-change' },
      ]);
    }
    expect(convention.refuses(relais, { type: 'closeMeeting', meeting })).toMatchObject([{ code: 'minutes-blank' }]);
    convention.does(relais, { type: 'writeMinutes', meeting, minutes: '\u200b!' });
    convention.does(relais, { type: 'closeMeeting', meeting });
  });

  test('NEG-1: one that was cancelled, even after people had come', () => {
    const convention = givenAgreedText();
    const first = convention.at('2026-03-03T09:00:00.000Z').opens(relais, ville);
    convention.does(relais, { type: 'cancelMeeting', meeting: first }).at('2026-03-10T09:00:00.000Z');
    expect(neg1(convention, convention.opens(relais, ville, director('relais')))).toEqual([
      { code: 'no-earlier-meeting', rule: 'NEG-1', parties: ['relais', 'ville'] },
    ]);
  });

  test('NEG-1: one that was only planned', () => {
    const convention = givenAgreedText();
    convention.at('2026-03-03T09:00:00.000Z').plans(relais);
    convention.at('2026-03-10T09:00:00.000Z');
    expect(neg1(convention, convention.opens(relais, ville, director('relais')))).toEqual([
      { code: 'no-earlier-meeting', rule: 'NEG-1', parties: ['relais', 'ville'] },
    ]);
  });
});

describe('the clock', () => {
  test('NEG-1: a clock set back before the second meeting lets nothing through', () => {
    const convention = givenAgreedText();
    convention.meets('2026-03-10T09:00:00.000Z', relais, ville);
    convention.at('2026-03-05T09:00:00.000Z');
    expect(neg1(convention, convention.opens(relais, ville, director('relais')))).toEqual([
      { code: 'reflection-not-over', rule: 'NEG-1', parties: ['relais', 'ville'], from: '2026-03-11' },
    ]);
  });

  test('NEG-1: a clock set back during the first meeting changes nothing, its opening counts', () => {
    const convention = givenAgreedText();
    const first = convention.at('2026-03-10T09:00:00.000Z').opens(relais, ville);
    convention.at('2026-03-09T09:00:00.000Z').closes(relais, first).at('2026-03-10T18:00:00.000Z');
    expect(neg1(convention, convention.opens(relais, ville, director('relais')))).toEqual([
      { code: 'reflection-not-over', rule: 'NEG-1', parties: ['relais', 'ville'], from: '2026-03-11' },
    ]);
  });

  test('NEG-1: a clock set forward during the approving meeting changes nothing, its opening counts', () => {
    const convention = givenAgreedText();
    convention.meets('2026-03-10T08:00:00.000Z', relais, ville);
    const second = convention.at('2026-03-10T18:00:00.000Z').opens(relais, ville, director('relais'));
    expect(neg1(convention.at('2026-03-20T18:00:00.000Z'), second)).toHaveLength(1);
  });
});

describe('signing', () => {
  test('NEG-1: is checked again for every party when it signs', () => {
    const { convention } = givenFrozen();
    const { state } = convention;
    if (state?.stage !== 'frozen') throw new Error('not frozen');
    const [first] = state.meetings;
    convention.state = { ...state, meetings: state.meetings.filter((meeting) => meeting.id !== first?.id) };
    const sign = signing(convention.facts.digest);
    expect(convention.refuses(director('relais'), sign)).toEqual([
      { code: 'no-earlier-meeting', rule: 'NEG-1', parties: ['relais', 'ville'] },
    ]);
    convention.state = state;
    expect(codesOf(convention.asks(director('relais'), sign))).toEqual([]);
  });
});

function approval(convention: ConventionStory, meeting: string) {
  return { type: 'approveConvention', meeting, digest: convention.facts.digest } as const;
}
