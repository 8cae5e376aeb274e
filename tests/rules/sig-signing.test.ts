import { whatSigningAwaits } from '@entente/shared/negotiation/what-signing-awaits';
import { sectionIds } from '@entente/shared/sections/sections';
import { describe, expect, test } from 'vitest';
import { type ConventionStory, signing } from '../support/convention-story.ts';
import { givenAgreedText, givenApprovable, givenFrozen, givenInForce } from '../support/given.ts';
import { director, manager, secondManager } from '../support/people.ts';

const relais = director('relais');
const ville = director('ville');

const signature = (convention: ConventionStory) => signing(convention.facts.digest);
const refusal = { type: 'refuseToSign', reason: 'Le conseil a dit non.' } as const;

describe('the signatory', () => {
  test('SIG-1: is a director, who signs as such', () => {
    const { convention } = givenFrozen();
    convention.signs(relais);
    expect(convention.frozen.signatures).toEqual([
      {
        organisation: 'relais',
        person: relais.person,
        capacity: 'director',
        digest: convention.facts.digest,
        statement: 'a'.repeat(64),
        proof: { kind: 'passkey', evidence: 'e'.repeat(64) },
        at: convention.now,
      },
    ]);
  });

  test('SIG-1: or holds a recorded delegation, and signs as a delegate', () => {
    const { convention } = givenFrozen();
    expect(convention.refuses(manager('relais'), signature(convention))).toEqual([
      { code: 'may-not-commit', rule: 'SIG-1' },
    ]);
    convention.does(relais, { type: 'recordDelegation', person: manager('relais').person }).signs(manager('relais'));
    expect(convention.frozen.signatures).toMatchObject([{ person: manager('relais').person, capacity: 'delegate' }]);
  });

  test('SIG-1: acts for a party', () => {
    const { convention } = givenFrozen();
    convention.joins(director('departement'), 'observer-comments');
    expect(convention.refuses(director('departement'), signature(convention))).toEqual([
      { code: 'not-a-party', rule: 'SIG-1' },
    ]);
    expect(convention.refuses(director('familles'), signature(convention))).toEqual([
      { code: 'not-a-participant', rule: null },
    ]);
  });

  test('SIG-1: a delegation is given and taken back by a director of the party, to one of its named people', () => {
    const convention = givenAgreedText().names(manager('relais'), secondManager('relais'));
    const give = { type: 'recordDelegation', person: manager('relais').person } as const;
    const take = { ...give, type: 'withdrawDelegation' } as const;
    expect(convention.refuses(secondManager('relais'), give)).toEqual([{ code: 'only-a-director', rule: 'SIG-1' }]);
    expect(convention.refuses(ville, give)).toEqual([{ code: 'not-a-member', rule: null, person: give.person }]);
    expect(convention.refuses(relais, { ...give, person: 'relais/practitioner' })).toMatchObject([
      { code: 'not-a-member' },
    ]);
    expect(convention.refuses(relais, take)).toMatchObject([{ code: 'nothing-to-change' }]);
    convention.does(relais, give);
    expect(convention.existing.parties[0]?.delegations).toEqual([
      { person: give.person, by: relais.person, at: convention.now },
    ]);
    expect(convention.refuses(relais, give)).toMatchObject([{ code: 'nothing-to-change' }]);
    expect(convention.refuses(manager('relais'), take)).toEqual([{ code: 'only-a-director', rule: 'SIG-1' }]);
    expect(convention.does(relais, take).existing.parties[0]?.delegations).toEqual([]);
  });
});

describe('signing', () => {
  test('SIG-2: awaits the freeze', () => {
    const { convention } = givenApprovable();
    expect(whatSigningAwaits(convention.existing, convention.now, convention.facts)).toEqual([
      { code: 'not-frozen', rule: 'SIG-2' },
    ]);
    expect(convention.refuses(relais, signature(convention))).toEqual([{ code: 'not-frozen', rule: 'SIG-2' }]);
    expect(convention.refuses(relais, refusal)).toEqual([{ code: 'not-frozen', rule: 'SIG-2' }]);
  });

  test.each([
    ['the Relais first', relais, ville],
    ['the Ville first', ville, relais],
  ])('SIG-2: is in any order: %s', (_order, first, second) => {
    const { convention } = givenFrozen();
    expect(whatSigningAwaits(convention.existing, convention.now, convention.facts)).toEqual([]);
    expect(convention.signs(first).signs(second).existing.stage).toBe('inForce');
  });

  test('SIG-2: is done once per party', () => {
    const { convention } = givenFrozen();
    convention.does(relais, { type: 'recordDelegation', person: manager('relais').person }).signs(relais);
    for (const by of [relais, manager('relais')]) {
      expect(convention.refuses(by, signature(convention))).toEqual([{ code: 'already-signed', rule: 'SIG-2' }]);
    }
    const signed = givenInForce();
    expect(signed.refuses(ville, signature(signed))).toEqual([{ code: 'already-signed', rule: 'SIG-2' }]);
  });

  test('NEG-5: puts the convention in force with the last signature, not before', () => {
    const { convention } = givenFrozen();
    convention.signs(relais);
    expect(convention.existing.stage).toBe('frozen');
    const before = convention.events.length;
    convention.at('2026-03-12T09:00:00.000Z').signs(ville);
    expect(convention.types(before)).toEqual(['ConventionSigned', 'ConventionEnteredIntoForce']);
    expect(convention.inForce).toMatchObject({ since: '2026-03-12T09:00:00.000Z', round: 1 });
    expect(convention.inForce.signatures).toHaveLength(2);
    expect(Object.keys(convention.inForce)).not.toContain('stances');
  });
});

describe('three parties', () => {
  test('NEG-5: the convention is in force when all three have signed', () => {
    const familles = director('familles');
    const convention = givenAgreedText().joins(familles).agreesToAll(familles);
    convention.meets('2026-03-03T09:00:00.000Z', manager('relais'), manager('ville'), familles);
    const meeting = convention.at('2026-03-10T09:00:00.000Z').opens(manager('relais'), relais, ville, familles);
    convention.approves(relais, meeting).approves(ville, meeting).approves(familles, meeting);
    expect(convention.signs(familles).signs(relais).existing.stage).toBe('frozen');
    expect(convention.signs(ville).existing.stage).toBe('inForce');
  });
});

describe('refusing to sign', () => {
  test('SIG-2: needs a reason', () => {
    const { convention } = givenFrozen();
    expect(convention.refuses(ville, { ...refusal, reason: '\n' })).toEqual([
      { code: 'reason-missing', rule: 'SIG-2' },
    ]);
  });

  test('SIG-2: is for those who may sign', () => {
    const { convention } = givenFrozen();
    expect(convention.refuses(manager('ville'), refusal)).toEqual([{ code: 'may-not-commit', rule: 'SIG-1' }]);
  });

  test('SIG-2: is too late once the party has signed', () => {
    const { convention } = givenFrozen();
    expect(convention.signs(relais).refuses(relais, refusal)).toEqual([{ code: 'already-signed', rule: 'SIG-2' }]);
    expect(givenInForce().refuses(ville, refusal)).toEqual([{ code: 'already-signed', rule: 'SIG-2' }]);
  });

  test('SIG-2: reopens the negotiation in a new round, and keeps the old one as history', () => {
    const { convention } = givenFrozen();
    const { digest } = convention.facts;
    convention.signs(relais).does(ville, refusal);
    expect(convention.negotiating).toMatchObject({ round: 2, approvals: [], deletionAgreements: [] });
    expect(convention.negotiating.pastRounds).toMatchObject([
      {
        round: 1,
        digest,
        approvals: [{ organisation: 'relais' }, { organisation: 'ville' }],
        signatures: [{ organisation: 'relais', digest }],
        refusedBy: { organisation: 'ville', person: ville.person },
      },
    ]);
  });

  test('SIG-2: drops the refusing party’s word, so that every section is open; the others’ stands until an edit', () => {
    const { convention } = givenFrozen();
    convention.does(ville, refusal);
    const agreed = convention.negotiating.stances;
    expect(new Set(agreed.map(({ organisation }) => organisation))).toEqual(new Set(['relais']));
    expect(agreed.map(({ section }) => section)).toEqual([...sectionIds]);
    convention.writes(manager('ville'), 'budget', 'Un autre montant.');
    expect(convention.negotiating.stances).toHaveLength(sectionIds.length - 1);
  });

  test('SIG-2: leads to a second round, signed under the same rules', () => {
    const { convention, meeting } = givenFrozen();
    convention.does(ville, refusal).closes(manager('relais'), meeting);
    convention.writes(manager('ville'), 'budget', 'Un autre montant.').agrees(manager('relais'), 'budget');
    convention.agreesToAll(manager('ville'));
    const again = convention.at('2026-03-20T09:00:00.000Z').opens(manager('relais'), relais, ville);
    convention.approves(relais, again).approves(ville, again).signs(ville).signs(relais);
    expect(convention.inForce).toMatchObject({ round: 2, pastRounds: [{ round: 1 }] });
  });
});
