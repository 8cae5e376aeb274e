import type { Actor } from '@entente/shared/negotiation/commands';
import { whatEditingAwaits } from '@entente/shared/negotiation/permissions';
import { sectionIds } from '@entente/shared/sections/sections';
import { describe, expect, test } from 'vitest';
import { type Input, signing } from '../support/convention-story.ts';
import { givenApprovable, givenFrozen, givenInForce } from '../support/given.ts';
import { director, manager } from '../support/people.ts';

const frozen = [{ code: 'text-frozen', rule: 'APP-2' }];
const digest = 'f'.repeat(64);

describe('the frozen text', () => {
  test('APP-2: has the digest that every approval names, and each section’s', () => {
    const { convention, meeting } = givenFrozen();
    const { text, approvals, versions } = convention.frozen;
    expect(text).toMatchObject({ digest: convention.facts.digest, meeting, at: convention.now });
    expect(text.sections).toEqual(Object.fromEntries(sectionIds.map((id) => [id, convention.digestOf(id)])));
    expect(approvals.map((approval) => approval.digest)).toEqual([text.digest, text.digest]);
    expect(versions.at(-1)).toMatchObject({ id: text.version, cause: 'approval', digest: text.digest });
  });

  test.each<[Input['type'], Actor, Input]>([
    ['recordEdit', manager('relais'), { type: 'recordEdit', sections: ['general'] }],
    ['renameConvention', manager('relais'), { type: 'renameConvention', title: 'Autre' }],
    ['takeStance', manager('relais'), { type: 'takeStance', section: 'budget', position: 'agree', digest }],
    ['withdrawStance', manager('relais'), { type: 'withdrawStance', section: 'budget' }],
    ['reopenSection', manager('relais'), { type: 'reopenSection', section: 'budget', reason: 'Un montant.' }],
    ['agreeReflectionDelay', director('relais'), { type: 'agreeReflectionDelay', days: 5 }],
    [
      'inviteOrganisation',
      manager('relais'),
      {
        type: 'inviteOrganisation',
        invitation: 'late',
        as: 'party',
        label: 'Un tiers',
        expiresAt: '2099-01-01T00:00:00.000Z',
      },
    ],
  ])('APP-2: bears no %s, frozen or in force', (_type, by, input) => {
    for (const convention of [givenFrozen().convention, givenInForce()]) {
      expect(convention.refuses(by, input)).toEqual(frozen);
    }
  });

  test('APP-2: is closed to everybody, throughout', () => {
    for (const convention of [givenFrozen().convention, givenInForce()]) {
      for (const section of sectionIds) {
        expect(whatEditingAwaits(convention.existing, manager('relais').person, section)).toEqual(frozen);
      }
    }
  });

  test('APP-2: binds no party that comes by an older invitation', () => {
    const { convention, meeting } = givenApprovable();
    const invitation = { type: 'inviteOrganisation', invitation: 'i', as: 'party', label: 'Un tiers' } as const;
    convention.does(manager('relais'), { ...invitation, expiresAt: '2099-01-01T00:00:00.000Z' });
    convention.approves(director('relais'), meeting).approves(director('ville'), meeting);
    expect(convention.refuses(director('familles'), { type: 'acceptInvitation', invitation: 'i' })).toEqual(frozen);
  });

  test('APP-2: keeps the meeting in which it was approved', () => {
    const { convention, meeting } = givenFrozen();
    expect(convention.refuses(manager('relais'), { type: 'cancelMeeting', meeting })).toEqual(frozen);
    convention.does(director('ville'), { type: 'refuseToSign', reason: 'Une faute.' });
    expect(convention.refuses(manager('relais'), { type: 'cancelMeeting', meeting })).toEqual(frozen);
    convention.closes(manager('relais'), meeting);
  });

  test('APP-2: still allows meetings, versions, observers and new people', () => {
    for (const convention of [givenFrozen().convention, givenInForce()]) {
      const open = convention.existing.meetings.find(({ status }) => status === 'open')?.id ?? '';
      convention.closes(manager('relais'), open).meets('2026-04-01T09:00:00.000Z', manager('ville'), manager('relais'));
      convention.does(manager('ville'), { type: 'keepVersion', label: 'Pour mémoire' });
      convention.joins(director('departement'), 'observer-reads');
      convention.does(director('ville'), { type: 'recordDelegation', person: manager('ville').person });
      expect(convention.existing.versions.at(-1)?.digest).toBe(convention.facts.digest);
    }
  });
});

describe('approvals and signatures name the text', () => {
  test('APP-2: an approval of other words is refused', () => {
    const { convention, meeting } = givenApprovable();
    expect(convention.refuses(director('relais'), { type: 'approveConvention', meeting, digest })).toEqual([
      { code: 'text-has-changed', rule: 'APP-2' },
    ]);
  });

  test('APP-2: a signature of other words is refused', () => {
    const { convention } = givenFrozen();
    expect(convention.refuses(director('relais'), signing(digest))).toEqual([
      { code: 'text-has-changed', rule: 'APP-2' },
    ]);
  });

  test('APP-2: nothing is signed when the words at hand are no longer the frozen ones', () => {
    const { convention } = givenFrozen();
    const sign = signing(convention.facts.digest);
    convention.tampers('general', 'Une ligne de plus.');
    expect(convention.refuses(director('relais'), sign)).toEqual([{ code: 'text-has-changed', rule: 'APP-2' }]);
  });
});
