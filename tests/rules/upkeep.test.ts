import { describe, expect, test } from 'vitest';
import { givenAgreedText, givenFrozen, givenInForce, givenOpened, givenTwoParties } from '../support/given.ts';
import { director, manager, practitioner } from '../support/people.ts';

const relais = director('relais');
const ville = director('ville');
const agree = { type: 'agreeToDelete' } as const;
const takeBack = { type: 'withdrawDeletionAgreement' } as const;

describe('deleting a convention', () => {
  test('happens with the last party’s agreement', () => {
    const convention = givenTwoParties().does(relais, agree);
    expect(convention.negotiating.deletionAgreements).toEqual(['relais']);
    expect(convention.refuses(relais, agree)).toMatchObject([{ code: 'nothing-to-change' }]);
    convention.at('2026-03-05T09:00:00.000Z').does(ville, agree);
    expect(convention.state).toEqual({ stage: 'deleted', id: 'convention', at: '2026-03-05T09:00:00.000Z' });
    expect(convention.refuses(relais, agree)).toEqual([{ code: 'no-such-convention', rule: null }]);
  });

  test('is decided by a party alone while it is alone', () => {
    const convention = givenOpened().names(manager('relais'), relais).does(relais, agree);
    expect(convention.state?.stage).toBe('deleted');
  });

  test('is for those who commit their party, who may take the agreement back', () => {
    const convention = givenTwoParties();
    expect(convention.refuses(manager('relais'), agree)).toEqual([{ code: 'may-not-commit', rule: 'APP-1' }]);
    expect(convention.refuses(relais, takeBack)).toMatchObject([{ code: 'nothing-to-change' }]);
    convention.does(relais, agree).does(relais, takeBack).does(ville, agree);
    expect(convention.negotiating.deletionAgreements).toEqual(['ville']);
  });

  test('waits for a party that joins meanwhile', () => {
    const convention = givenTwoParties().does(relais, agree).joins(director('familles')).does(ville, agree);
    expect(convention.does(director('familles'), agree).state?.stage).toBe('deleted');
  });

  test('is possible for a frozen text that nobody has signed; approving it took the agreements back', () => {
    const { convention } = givenFrozen();
    convention.does(relais, agree);
    expect(convention.frozen.deletionAgreements).toEqual(['relais']);
    expect(convention.does(ville, agree).state?.stage).toBe('deleted');
    const before = givenAgreedText().does(relais, agree);
    before.meets('2026-03-03T09:00:00.000Z', manager('relais'), manager('ville'));
    const meeting = before.at('2026-03-10T09:00:00.000Z').opens(manager('relais'), relais, ville);
    expect(before.approves(relais, meeting).approves(ville, meeting).frozen.deletionAgreements).toEqual([]);
  });

  test('is too late once a party has signed', () => {
    const { convention } = givenFrozen();
    convention.signs(relais);
    const late = [{ code: 'too-late-to-delete', rule: null }];
    expect(convention.refuses(ville, agree)).toEqual(late);
    expect(convention.refuses(ville, takeBack)).toEqual(late);
    expect(givenInForce().refuses(ville, agree)).toEqual(late);
  });
});

describe('the title', () => {
  const rename = { type: 'renameConvention', title: 'Convention d’accueil' } as const;

  test('is changed by a party’s director or manager who writes', () => {
    const convention = givenTwoParties()
      .names(manager('relais'), practitioner('relais'))
      .names(manager('ville'), ville, 'comments')
      .joins(director('departement'), 'observer-comments');
    expect(convention.refuses(practitioner('relais'), rename)).toMatchObject([{ code: 'rank-too-low' }]);
    expect(convention.refuses(ville, rename)).toMatchObject([{ code: 'access-too-narrow', needs: 'writes' }]);
    expect(convention.refuses(director('departement'), rename)).toContainEqual({ code: 'not-a-party', rule: null });
    expect(convention.does(manager('ville'), rename).existing.title).toBe(rename.title);
    expect(convention.refuses(manager('ville'), rename)).toMatchObject([{ code: 'nothing-to-change' }]);
  });
});

describe('a version', () => {
  test('is kept by a participant of a party who writes or comments, with a label or without', () => {
    const convention = givenTwoParties()
      .names(manager('relais'), practitioner('relais'), 'reads')
      .joins(director('departement'), 'observer-comments');
    const keep = { type: 'keepVersion', label: 'Avant le conseil' } as const;
    expect(convention.refuses(practitioner('relais'), keep)).toMatchObject([{ code: 'access-too-narrow' }]);
    expect(convention.refuses(director('departement'), keep)).toMatchObject([{ code: 'not-a-party' }]);
    convention.does(ville, keep).does(ville, { ...keep, label: ' ' });
    expect(convention.existing.versions).toMatchObject([
      {
        cause: 'by-hand',
        by: ville.person,
        digest: convention.facts.digest,
        label: { id: expect.stringMatching(/:label$/) },
      },
      { label: null },
    ]);
  });
});
