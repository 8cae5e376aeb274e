import {
  accessOf,
  isParty,
  mayComment,
  participantOf,
  partyOf,
  speaksForParty,
  takesPart,
  whatEditingAwaits,
} from '@entente/shared/negotiation/permissions';
import type { Convention } from '@entente/shared/negotiation/state';
import { type SectionId, sectionIds } from '@entente/shared/sections/sections';
import { describe, expect, test } from 'vitest';
import { givenTwoParties } from '../support/given.ts';
import { director, manager, practitioner } from '../support/people.ts';

const convention = givenTwoParties()
  .names(manager('relais'), director('relais'), 'comments')
  .names(manager('ville'), practitioner('ville'), 'reads')
  .joins(director('departement'), 'observer-comments')
  .names(director('departement'), manager('departement'), 'reads')
  .agrees(manager('relais'), 'budget')
  .agrees(manager('ville'), 'budget');
const state = convention.existing;
const deleted = { stage: 'deleted', id: 'convention', at: convention.now } as const;

const mayEdit = (convention: Convention, person: string, section: SectionId): boolean =>
  whatEditingAwaits(convention, person, section).length === 0;

describe('permissions', () => {
  test('whoever nobody named is a stranger', () => {
    const stranger = director('familles');
    expect(participantOf(state, stranger.person)).toBeUndefined();
    expect(accessOf(state, stranger.person)).toBeUndefined();
    expect(mayComment(state, stranger.person)).toBe(false);
    expect(speaksForParty(state, stranger)).toBe(false);
    expect(whatEditingAwaits(state, stranger.person, 'values')).toEqual([{ code: 'not-a-participant', rule: null }]);
  });

  test('a party’s people edit, comment or read as they were named', () => {
    expect(accessOf(state, manager('relais').person)).toBe('writes');
    expect(mayEdit(state, manager('relais').person, 'values')).toBe(true);
    expect(mayEdit(state, director('relais').person, 'values')).toBe(false);
    expect(mayComment(state, director('relais').person)).toBe(true);
    expect(mayComment(state, practitioner('ville').person)).toBe(false);
    expect(partyOf(state, practitioner('ville').person)?.organisation).toBe('ville');
    expect([director('relais'), practitioner('ville')].map((who) => speaksForParty(state, who))).toEqual([true, false]);
  });

  test('an observer’s people comment at most', () => {
    expect(accessOf(state, director('departement').person)).toBe('comments');
    expect(accessOf(state, manager('departement').person)).toBe('reads');
    expect(partyOf(state, director('departement').person)).toBeUndefined();
    expect(speaksForParty(state, director('departement'))).toBe(false);
    expect([isParty(state, 'departement'), takesPart(state, 'departement')]).toEqual([false, true]);
  });

  test('an observer’s access caps that of its people, whatever the journal says', () => {
    const told = givenTwoParties().joins(director('departement'), 'observer-reads');
    const { person, organisation } = director('departement');
    told.happens(director('departement'), {
      type: 'ParticipantNamed',
      organisation,
      person,
      rank: 'director',
      access: 'writes',
    });
    expect(accessOf(told.existing, person)).toBe('reads');
  });

  test('NEG-6: a section that all agree to is closed to those who write', () => {
    const open = sectionIds.filter((section) => mayEdit(state, manager('ville').person, section));
    expect(open).toEqual(sectionIds.filter((section) => section !== 'budget'));
    expect(whatEditingAwaits(state, manager('ville').person, 'budget')).toEqual([
      { code: 'section-closed', rule: 'NEG-6', section: 'budget' },
    ]);
  });

  test('nobody has a place in a deleted convention', () => {
    const { person } = manager('relais');
    expect([accessOf(deleted, person), mayEdit(deleted, person, 'values'), isParty(deleted, 'relais')]).toEqual([
      undefined,
      false,
      false,
    ]);
  });
});
