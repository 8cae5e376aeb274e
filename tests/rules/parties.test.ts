import type { Actor } from '@entente/shared/negotiation/commands';
import { describe, expect, test } from 'vitest';
import { codesOf, type Input } from '../support/convention-story.ts';
import { givenAgreedText, givenFrozen, givenInForce, givenOpened, givenTwoParties } from '../support/given.ts';
import { director, manager, practitioner, secondManager } from '../support/people.ts';

const relais = manager('relais');
const ville = manager('ville');
const later = '2026-06-01T00:00:00.000Z';

const invite = (as: 'party' | 'observer-comments' | 'observer-reads' = 'party') =>
  ({ type: 'inviteOrganisation', invitation: 'i', as, label: 'Les familles', expiresAt: later }) as const;
const accept = { type: 'acceptInvitation', invitation: 'i' } as const;

describe('opening a convention', () => {
  test('makes the opener the first to write, for the first party', () => {
    const convention = givenOpened();
    expect(convention.types()).toEqual(['ConventionOpened', 'PartyJoined']);
    expect(convention.negotiating).toMatchObject({
      title: 'Convention de répit',
      language: 'fr',
      round: 1,
      observers: [],
    });
    expect(convention.negotiating.parties).toEqual([
      {
        organisation: 'relais',
        mark: 0,
        joinedAt: convention.now,
        participants: [{ person: relais.person, rank: 'manager', access: 'writes' }],
        delegations: [],
        kind: 'other',
        wantsLead: null,
        deliberation: null,
      },
    ]);
  });

  test('is for directors and managers, once', () => {
    const convention = givenOpened();
    const open = {
      type: 'openConvention',
      convention: 'c',
      title: 'T',
      language: 'fr',
      timeZone: 'Europe/Paris',
    } as const;
    expect(convention.refuses(relais, open)).toMatchObject([{ code: 'nothing-to-change' }]);
    convention.state = undefined;
    expect(convention.refuses(practitioner('relais'), open)).toEqual([{ code: 'rank-too-low', rule: null }]);
    expect(() => convention.asks(relais, { ...open, timeZone: 'Europe/Atlantide' })).toThrow('unknown time zone');
  });

  test('nothing can be asked of a convention that is not there', () => {
    const convention = givenOpened();
    convention.state = undefined;
    expect(convention.refuses(relais, { type: 'agreeToDelete' })).toEqual([{ code: 'no-such-convention', rule: null }]);
  });
});

describe('an invitation', () => {
  test('brings a party, with the next mark, whose first person writes', () => {
    const convention = givenTwoParties().does(ville, invite()).does(director('familles'), accept);
    expect(convention.existing.parties[2]).toMatchObject({
      organisation: 'familles',
      mark: 2,
      participants: [{ person: director('familles').person, rank: 'director', access: 'writes' }],
    });
    expect(convention.existing.invitations.at(-1)).toMatchObject({ by: 'ville', status: 'used', as: 'party' });
  });

  test.each([
    ['observer-comments', 'comments'],
    ['observer-reads', 'reads'],
  ] as const)('brings an observer: %s', (as, access) => {
    const convention = givenOpened().does(relais, invite(as)).does(manager('familles'), accept);
    expect(convention.existing.parties).toHaveLength(1);
    expect(convention.existing.observers).toMatchObject([
      { organisation: 'familles', access, participants: [{ person: manager('familles').person, access }] },
    ]);
  });

  test('works once', () => {
    const convention = givenOpened().does(relais, invite()).does(ville, accept);
    expect(convention.refuses(manager('familles'), accept)).toEqual([{ code: 'invitation-not-pending', rule: null }]);
  });

  test('expires at its instant', () => {
    const convention = givenOpened().does(relais, invite()).at(later);
    expect(convention.refuses(ville, accept)).toEqual([{ code: 'invitation-expired', rule: null, expiredAt: later }]);
    expect(codesOf(convention.at('2026-05-31T23:59:59.999Z').asks(ville, accept))).toEqual([]);
    expect(convention.at(later).refuses(relais, invite())).toMatchObject([{ code: 'invitation-expired' }]);
  });

  test('can be withdrawn by any party, while it is pending, even when the text is frozen', () => {
    const withdraw = { type: 'withdrawInvitation', invitation: 'i' } as const;
    const convention = givenTwoParties().does(relais, invite());
    convention.does(ville, withdraw);
    expect(convention.refuses(ville, withdraw)).toMatchObject([{ code: 'invitation-not-pending' }]);
    expect(convention.refuses(manager('familles'), accept)).toMatchObject([{ code: 'invitation-not-pending' }]);
    expect(convention.refuses(ville, { ...withdraw, invitation: 'none' })).toMatchObject([
      { code: 'no-such-invitation' },
    ]);
    expect(convention.refuses(director('familles'), withdraw)).toMatchObject([{ code: 'not-a-participant' }]);
    const unnamed = givenOpened().does(relais, invite());
    unnamed.does(director('relais'), withdraw);
    expect(unnamed.existing.invitations[0]?.status).toBe('withdrawn');
    const { convention: frozen } = givenFrozen();
    frozen.does(relais, invite('observer-reads')).does(ville, withdraw);
    expect(frozen.existing.invitations.at(-1)?.status).toBe('withdrawn');
  });

  test('says whom it is for', () => {
    const convention = givenOpened();
    expect(convention.refuses(relais, { ...invite(), label: ' ' })).toEqual([
      { code: 'words-missing', rule: null, field: 'label' },
    ]);
  });

  test('is a matter for the directors and managers of parties', () => {
    const convention = givenTwoParties()
      .names(relais, practitioner('relais'))
      .joins(director('departement'), 'observer-comments');
    expect(convention.refuses(practitioner('relais'), invite())).toEqual([{ code: 'rank-too-low', rule: null }]);
    expect(convention.refuses(director('departement'), invite())).toEqual([{ code: 'not-a-party', rule: null }]);
    expect(convention.refuses(director('familles'), invite())).toEqual([{ code: 'not-a-participant', rule: null }]);
  });

  test('is accepted by a director or manager, for an organisation that does not take part yet', () => {
    const convention = givenTwoParties().does(relais, invite());
    expect(convention.refuses(practitioner('familles'), accept)).toEqual([{ code: 'rank-too-low', rule: null }]);
    expect(convention.refuses(director('ville'), accept)).toEqual([{ code: 'already-takes-part', rule: null }]);
    expect(convention.refuses(director('familles'), { ...accept, invitation: 'none' })).toEqual([
      { code: 'no-such-invitation', rule: null },
    ]);
    const twoHats: Actor = { ...ville, organisation: 'familles' };
    expect(convention.refuses(twoHats, accept)).toEqual([
      { code: 'takes-part-elsewhere', rule: null, person: ville.person },
    ]);
  });

  test('of an observer is accepted at any stage', () => {
    for (const convention of [givenFrozen().convention, givenInForce()]) {
      convention.does(relais, invite('observer-reads')).does(director('familles'), accept);
      expect(convention.existing.observers).toHaveLength(1);
    }
  });
});

describe('naming people', () => {
  const name = (who: Actor, access: 'writes' | 'comments' | 'reads' = 'writes') =>
    ({ type: 'nameParticipant', person: who.person, access }) as const;

  test('names a member of one’s own organisation, and changes the access by naming again', () => {
    const convention = givenOpened().does(relais, name(practitioner('relais'), 'reads'));
    expect(convention.refuses(relais, name(practitioner('relais'), 'reads'))).toMatchObject([
      { code: 'nothing-to-change' },
    ]);
    convention.does(relais, name(practitioner('relais'), 'comments'));
    expect(convention.existing.parties[0]?.participants).toEqual([
      { person: relais.person, rank: 'manager', access: 'writes' },
      { person: practitioner('relais').person, rank: 'practitioner', access: 'comments' },
    ]);
  });

  test('is refused for somebody else’s member, for a stranger, and by a practitioner', () => {
    const convention = givenTwoParties().names(relais, practitioner('relais'));
    for (const person of [director('familles').person, ville.person, 'nobody']) {
      expect(convention.refuses(relais, { type: 'nameParticipant', person, access: 'reads' })).toEqual([
        { code: 'not-a-member', rule: null, person },
      ]);
    }
    expect(convention.refuses(practitioner('relais'), name(secondManager('relais')))).toMatchObject([
      { code: 'rank-too-low' },
    ]);
    expect(convention.refuses(manager('familles'), name(director('familles')))).toMatchObject([
      { code: 'not-a-participant' },
    ]);
  });

  test('is refused for somebody who takes part for another organisation', () => {
    const convention = givenTwoParties();
    const command = {
      ...convention.command(relais, name(ville)),
      rankOf: { [ville.person]: { organisation: 'relais', rank: 'manager' as const } },
    };
    expect(codesOf(convention.decides(command))).toEqual(['takes-part-elsewhere']);
  });

  test('gives an observer’s people at most what the observer has', () => {
    const convention = givenOpened().joins(director('departement'), 'observer-comments');
    expect(convention.refuses(director('departement'), name(manager('departement'), 'writes'))).toEqual([
      { code: 'access-too-narrow', rule: null, needs: 'writes' },
    ]);
    convention.does(director('departement'), name(manager('departement'), 'comments'));
    convention.does(director('departement'), name(practitioner('departement'), 'reads'));
    expect(convention.existing.observers[0]?.participants).toHaveLength(3);
  });

  test('is open to a director who is not named: somebody must be able to replace the last one who was', () => {
    const convention = givenOpened();
    convention.does(director('relais'), name(secondManager('relais')));
    convention.does(director('relais'), { type: 'removeParticipant', person: relais.person });
    expect(convention.existing.parties[0]?.participants.map(({ person }) => person)).toEqual([
      secondManager('relais').person,
    ]);
    expect(convention.refuses(director('ville'), name(ville))).toEqual([{ code: 'not-a-participant', rule: null }]);
  });
});

describe('removing people', () => {
  const remove = (who: Actor): Input => ({ type: 'removeParticipant', person: who.person });

  test('is done by directors and managers of the organisation, or by oneself', () => {
    const convention = givenTwoParties().names(relais, practitioner('relais')).names(relais, secondManager('relais'));
    expect(convention.refuses(practitioner('relais'), remove(relais))).toMatchObject([{ code: 'rank-too-low' }]);
    expect(convention.refuses(ville, remove(relais))).toEqual([
      { code: 'not-a-member', rule: null, person: relais.person },
    ]);
    convention
      .does(practitioner('relais'), remove(practitioner('relais')))
      .does(relais, remove(secondManager('relais')));
    expect(convention.existing.parties[0]?.participants).toHaveLength(2);
    expect(convention.refuses(relais, remove(secondManager('relais')))).toMatchObject([{ code: 'not-a-member' }]);
  });

  test('leaves every party somebody who speaks for it', () => {
    const convention = givenTwoParties()
      .names(relais, practitioner('relais'))
      .does(relais, remove(director('relais')));
    expect(convention.refuses(relais, remove(relais))).toEqual([{ code: 'last-participant', rule: null }]);
    expect(convention.refuses(director('relais'), remove(relais))).toEqual([{ code: 'last-participant', rule: null }]);
    convention.does(relais, remove(practitioner('relais')));
  });

  test('takes the delegation along', () => {
    const convention = givenAgreedText().does(director('relais'), { type: 'recordDelegation', person: relais.person });
    expect(convention.does(director('relais'), remove(relais)).existing.parties[0]?.delegations).toEqual([]);
  });

  test('lets an observer leave', () => {
    const convention = givenOpened().joins(director('departement'), 'observer-reads');
    convention.does(director('departement'), remove(director('departement')));
    expect(convention.existing.observers[0]?.participants).toEqual([]);
  });
});
