import { whatSigningAwaits } from '@entente/shared/negotiation/what-signing-awaits';
import { describe, expect, test } from 'vitest';
import { type ConventionStory, signing } from '../support/convention-story.ts';
import { givenApprovable, givenTwoParties } from '../support/given.ts';
import { director, manager, practitioner } from '../support/people.ts';

const relais = director('relais');
const ville = director('ville');
const voted = (date: string, enforceableOn: string) =>
  ({ type: 'recordDeliberation', number: 'DEL-2026-041', date, enforceableOn }) as const;
const missing = { code: 'deliberation-missing', rule: 'SIG-1', parties: ['ville'] };

/** Frozen on 10 March; the Ville is a public body. */
function givenFrozenWithAPublicBody(): ConventionStory {
  const { convention, meeting } = givenApprovable();
  convention.does(ville, { type: 'recordPartyKind', kind: 'public-body' });
  return convention.approves(relais, meeting).approves(ville, meeting);
}

const awaited = (convention: ConventionStory) =>
  whatSigningAwaits(convention.existing, convention.now, convention.facts);

describe('the deliberation of a public body', () => {
  test('SIG-1: comes before its signature, and holds up nobody else’s', () => {
    const convention = givenFrozenWithAPublicBody();
    expect(awaited(convention)).toEqual([missing]);
    expect(convention.refuses(ville, signing(convention.facts.digest))).toEqual([missing]);
    convention.signs(relais);
    convention.does(manager('ville'), voted('2026-03-05', '2026-03-09')).signs(ville);
    expect(convention.existing.stage).toBe('inForce');
    expect(convention.existing.parties[1]?.deliberation).toEqual({
      number: 'DEL-2026-041',
      date: '2026-03-05',
      enforceableOn: '2026-03-09',
      by: manager('ville').person,
      at: convention.now,
    });
  });

  test('SIG-1: has effect on the day of the signature, in the convention’s time zone', () => {
    const convention = givenFrozenWithAPublicBody().does(ville, voted('2026-03-09', '2026-03-12'));
    const early = [{ code: 'deliberation-not-enforceable', rule: 'SIG-1', parties: ['ville'], from: '2026-03-12' }];
    expect(convention.refuses(ville, signing(convention.facts.digest))).toEqual(early);
    // 23:30 in Paris, the evening before; then half past midnight.
    convention.at('2026-03-11T22:30:00.000Z');
    expect(awaited(convention)).toEqual(early);
    convention.at('2026-03-11T23:30:00.000Z').signs(ville);
  });

  test('SIG-1: has no effect before its own day', () => {
    const convention = givenFrozenWithAPublicBody();
    expect(convention.refuses(ville, voted('2026-03-09', '2026-03-08'))).toEqual([
      { code: 'enforceable-before-deliberation', rule: 'SIG-1', date: '2026-03-09' },
    ]);
    convention.does(ville, voted('2026-03-09', '2026-03-09'));
    expect(convention.refuses(ville, voted('2026-03-09', '2026-03-09'))).toMatchObject([{ code: 'nothing-to-change' }]);
  });

  test('SIG-1: a journal that has them the wrong way round is not believed', () => {
    const convention = givenFrozenWithAPublicBody();
    const days = { number: '1', date: '2026-03-20', enforceableOn: '2026-03-09' };
    convention.happens(ville, { type: 'DeliberationRecorded', organisation: 'ville', ...days });
    expect(awaited(convention)).toMatchObject([{ code: 'deliberation-not-enforceable', from: '2026-03-20' }]);
  });

  test('SIG-1: is recorded by one who speaks for the party, until it has signed', () => {
    const convention = givenFrozenWithAPublicBody().names(ville, practitioner('ville'), 'comments');
    const vote = voted('2026-03-05', '2026-03-09');
    expect(convention.refuses(practitioner('ville'), vote)).toMatchObject([{ code: 'rank-too-low' }]);
    convention.does(ville, vote).signs(ville);
    expect(convention.refuses(ville, voted('2026-03-06', '2026-03-09'))).toEqual([
      { code: 'already-signed', rule: 'SIG-2' },
    ]);
  });

  test('SIG-1: a party that has signed awaits none any more', () => {
    const convention = givenFrozenWithAPublicBody().does(ville, voted('2026-03-05', '2026-03-09')).signs(ville);
    expect(awaited(convention)).toEqual([]);
  });
});

describe('what a party is', () => {
  test('SIG-1: is said when it joins, and kept as it was when the text is frozen', () => {
    const convention = givenTwoParties();
    expect(convention.existing.parties.map(({ kind }) => kind)).toEqual(['other', 'other']);
    convention.does(ville, { type: 'recordPartyKind', kind: 'public-body' });
    expect(convention.existing.parties.map(({ kind }) => kind)).toEqual(['other', 'public-body']);
    expect(convention.refuses(ville, { type: 'recordPartyKind', kind: 'public-body' })).toMatchObject([
      { code: 'nothing-to-change' },
    ]);
    expect(givenFrozenWithAPublicBody().refuses(ville, { type: 'recordPartyKind', kind: 'association' })).toEqual([
      { code: 'text-frozen', rule: 'APP-2' },
    ]);
  });

  test('SIG-1: is the organisation’s word, given by a director who need not be named here', () => {
    const convention = givenTwoParties().does(ville, { type: 'removeParticipant', person: ville.person });
    convention.does(ville, { type: 'recordPartyKind', kind: 'public-body' });
    expect(convention.refuses(director('familles'), { type: 'recordPartyKind', kind: 'public-body' })).toMatchObject([
      { code: 'not-a-party' },
    ]);
    convention.does(relais, {
      type: 'inviteOrganisation',
      invitation: 'i',
      as: 'party',
      label: 'Le département',
      expiresAt: '2099-01-01T00:00:00.000Z',
    });
    convention.does(director('departement'), { type: 'acceptInvitation', invitation: 'i', kind: 'public-body' });
    expect(convention.existing.parties.at(-1)).toMatchObject({ organisation: 'departement', kind: 'public-body' });
  });
});
