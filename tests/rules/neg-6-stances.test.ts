import { closedSections } from '@entente/shared/negotiation/closed-sections';
import { sectionIds } from '@entente/shared/sections/sections';
import { describe, expect, test } from 'vitest';
import type { ConventionStory } from '../support/convention-story.ts';
import { givenAgreedText, givenApprovable, givenFrozen, givenOpened, givenTwoParties } from '../support/given.ts';
import { director, manager, practitioner } from '../support/people.ts';

const relais = manager('relais');
const ville = manager('ville');
const reason = 'Le montant est trop haut.';

const stance = (convention: ConventionStory, position: 'agree' | 'reserve' | 'object', words?: string) =>
  ({
    type: 'takeStance',
    section: 'budget',
    position,
    digest: convention.digestOf('budget'),
    ...(words === undefined ? {} : { reason: words }),
  }) as const;

const onBudget = (convention: ConventionStory) =>
  convention.negotiating.stances.filter(({ section }) => section === 'budget');

describe('a stance', () => {
  test('NEG-6: is one per organisation and section, the latest', () => {
    const convention = givenTwoParties().writes(relais, 'budget', 'Mille euros.');
    convention.does(relais, stance(convention, 'object', reason)).does(director('relais'), stance(convention, 'agree'));
    expect(onBudget(convention)).toMatchObject([
      { organisation: 'relais', position: 'agree', by: director('relais').person, reason: null },
    ]);
  });

  test('NEG-6: is bound to the words that its author saw', () => {
    const convention = givenTwoParties().writes(relais, 'budget', 'Mille euros.');
    const seen = stance(convention, 'agree');
    convention.writes(ville, 'budget', 'Deux mille euros.');
    expect(convention.refuses(relais, seen)).toEqual([{ code: 'text-has-changed', rule: 'NEG-6' }]);
  });

  test('NEG-6: can be taken on each part of the text, the opening and the general provisions too', () => {
    const convention = givenTwoParties();
    for (const section of sectionIds) convention.agrees(relais, section);
    expect(convention.negotiating.stances.map(({ section }) => section)).toEqual([...sectionIds]);
  });

  test.each(['reserve', 'object'] as const)('NEG-6: %s says why', (position) => {
    const convention = givenTwoParties();
    const missing = [{ code: 'reason-missing', rule: 'NEG-6' }];
    expect(convention.refuses(relais, stance(convention, position))).toEqual(missing);
    expect(convention.refuses(relais, stance(convention, position, ' \n'))).toEqual(missing);
    convention.does(relais, stance(convention, position, reason));
    expect(onBudget(convention)[0]?.reason?.id).toMatch(/:reason$/);
  });

  test('NEG-6: taken twice alike changes nothing', () => {
    const convention = givenTwoParties();
    convention.does(relais, stance(convention, 'agree'));
    expect(convention.refuses(relais, stance(convention, 'agree'))).toEqual([
      { code: 'nothing-to-change', rule: null },
    ]);
    expect(
      convention
        .does(relais, stance(convention, 'agree', 'Avec joie.'))
        .types()
        .at(-1),
    ).toBe('StanceTaken');
  });

  test('NEG-6: is taken by directors and managers of a party who write or comment', () => {
    const convention = givenTwoParties()
      .names(relais, practitioner('relais'))
      .joins(director('departement'), 'observer-comments');
    expect(convention.refuses(practitioner('relais'), stance(convention, 'agree'))).toMatchObject([
      { code: 'rank-too-low' },
    ]);
    expect(convention.refuses(director('departement'), stance(convention, 'agree'))).toMatchObject([
      { code: 'not-a-party' },
    ]);
    expect(convention.refuses(director('familles'), stance(convention, 'agree'))).toMatchObject([
      { code: 'not-a-participant' },
    ]);
    convention.names(relais, director('relais'), 'reads');
    expect(convention.refuses(director('relais'), stance(convention, 'agree'))).toEqual([
      { code: 'access-too-narrow', rule: null, needs: 'comments' },
    ]);
    convention.names(relais, director('relais'), 'comments').does(director('relais'), stance(convention, 'agree'));
  });

  test('NEG-6: can be withdrawn while the section is open', () => {
    const convention = givenTwoParties().agrees(relais, 'budget');
    const withdraw = { type: 'withdrawStance', section: 'budget' } as const;
    expect(convention.refuses(ville, withdraw)).toEqual([{ code: 'no-stance-to-withdraw', rule: 'NEG-6' }]);
    expect(onBudget(convention.does(relais, withdraw))).toEqual([]);
    convention.agrees(relais, 'budget').agrees(ville, 'budget');
    expect(convention.refuses(relais, withdraw)).toEqual([
      { code: 'section-closed', rule: 'NEG-6', section: 'budget' },
    ]);
  });
});

describe('an edit', () => {
  test('NEG-6: resets the stances on its section, and on it alone', () => {
    const convention = givenTwoParties().agrees(relais, 'budget').agrees(relais, 'means');
    convention.writes(ville, 'budget', 'Deux mille euros.');
    expect(convention.events.at(-1)).toMatchObject({ type: 'StancesReset', section: 'budget', by: ville.person });
    expect(convention.negotiating.stances).toMatchObject([{ section: 'means' }]);
  });

  test('NEG-6: of the old words typed again brings no stance back', () => {
    const convention = givenTwoParties().writes(relais, 'budget', 'Mille euros.').agrees(relais, 'budget');
    const digest = convention.digestOf('budget');
    convention.writes(ville, 'budget', 'Deux mille euros.').writes(ville, 'budget', 'Mille euros.');
    expect(convention.digestOf('budget')).toBe(digest);
    expect(onBudget(convention)).toEqual([]);
  });

  test('NEG-6: where no stance hung on the words changes nothing', () => {
    const convention = givenTwoParties().agrees(relais, 'means');
    expect(convention.refuses(ville, { type: 'recordEdit', sections: ['budget', 'project'] })).toEqual([
      { code: 'nothing-to-change', rule: null },
    ]);
  });

  test('NEG-6: of several sections resets each that bears stances, once', () => {
    const convention = givenTwoParties().agrees(relais, 'budget').agrees(relais, 'means');
    const before = convention.events.length;
    convention.does(ville, { type: 'recordEdit', sections: ['budget', 'project', 'means', 'budget'] });
    expect(convention.events.slice(before)).toMatchObject([{ section: 'budget' }, { section: 'means' }]);
  });

  test('NEG-6: of a closed section is refused whole', () => {
    const convention = givenTwoParties().agrees(relais, 'budget').agrees(ville, 'budget').agrees(relais, 'means');
    expect(convention.refuses(ville, { type: 'recordEdit', sections: ['means', 'budget'] })).toEqual([
      { code: 'section-closed', rule: 'NEG-6', section: 'budget' },
    ]);
  });

  test('NEG-6: is for those who write', () => {
    const convention = givenTwoParties().names(ville, director('ville'), 'comments');
    expect(convention.refuses(director('ville'), { type: 'recordEdit', sections: ['budget'] })).toEqual([
      { code: 'access-too-narrow', rule: null, needs: 'writes' },
    ]);
  });
});

describe('a section that all agree to', () => {
  test('NEG-6: is closed when the last party agrees', () => {
    const convention = givenTwoParties().agrees(relais, 'budget');
    expect(closedSections(convention.existing)).toEqual([]);
    convention.agrees(ville, 'budget');
    expect(closedSections(convention.existing)).toEqual(['budget']);
    expect(convention.refuses(relais, stance(convention, 'object', reason))).toEqual([
      { code: 'section-closed', rule: 'NEG-6', section: 'budget' },
    ]);
  });

  test('NEG-6: is not closed by a party alone', () => {
    const convention = givenOpened().agrees(relais, 'budget');
    expect(closedSections(convention.existing)).toEqual([]);
    convention.writes(relais, 'budget', 'Mille euros.');
    expect(onBudget(convention)).toEqual([]);
  });

  test('NEG-6: is not closed by a reserve', () => {
    const convention = givenTwoParties().agrees(relais, 'budget');
    convention.does(ville, stance(convention, 'reserve', reason));
    expect(closedSections(convention.existing)).toEqual([]);
  });

  test('NEG-6: is not closed by agreements to different words', () => {
    const convention = givenTwoParties()
      .agrees(relais, 'budget')
      .tampers('budget', 'D’autres mots.')
      .agrees(ville, 'budget');
    expect(closedSections(convention.existing)).toEqual([]);
  });

  test('NEG-6: opens when one more party joins, and closes when it agrees too', () => {
    const convention = givenAgreedText().joins(director('familles'));
    expect(closedSections(convention.existing)).toEqual([]);
    convention.agrees(director('familles'), 'budget');
    expect(closedSections(convention.existing)).toEqual(['budget']);
  });

  test('NEG-6: doesn’t wait for observers', () => {
    const convention = givenAgreedText().joins(director('departement'), 'observer-reads');
    expect(closedSections(convention.existing)).toEqual([...sectionIds]);
  });

  test('NEG-6: is reopened by any party, with a reason; every stance on it goes', () => {
    const convention = givenAgreedText();
    const reopen = { type: 'reopenSection', section: 'budget' } as const;
    expect(convention.refuses(ville, { ...reopen, reason: '  ' })).toEqual([{ code: 'reason-missing', rule: 'NEG-6' }]);
    convention.does(ville, { ...reopen, reason });
    expect(onBudget(convention)).toEqual([]);
    expect(closedSections(convention.existing)).toEqual(sectionIds.filter((section) => section !== 'budget'));
    expect(convention.refuses(ville, { ...reopen, reason })).toEqual([
      { code: 'section-not-closed', rule: 'NEG-6', section: 'budget' },
    ]);
  });

  test('NEG-6: reopened, voids the approvals', () => {
    const { convention, meeting } = givenApprovable();
    convention.approves(director('relais'), meeting);
    convention.does(ville, { type: 'reopenSection', section: 'budget', reason });
    expect(convention.types().slice(-2)).toEqual(['SectionReopened', 'ApprovalsVoided']);
    expect(convention.negotiating.approvals).toEqual([]);
  });

  test('NEG-6: can’t be reopened once the text is frozen', () => {
    const { convention } = givenFrozen();
    expect(convention.refuses(ville, { type: 'reopenSection', section: 'budget', reason })).toEqual([
      { code: 'text-frozen', rule: 'APP-2' },
    ]);
  });
});
