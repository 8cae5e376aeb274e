import type { Actor } from '@entente/shared/negotiation/commands';
import { entitledToCommit } from '@entente/shared/negotiation/rules/entitled-to-commit';
import { whatApprovalAwaits } from '@entente/shared/negotiation/what-approval-awaits';
import { describe, expect, test } from 'vitest';
import type { ConventionStory } from '../support/convention-story.ts';
import { givenAgreedText, givenApprovable, givenFrozen, givenInForce, givenOpened } from '../support/given.ts';
import { director, manager, practitioner } from '../support/people.ts';

const relais = director('relais');
const ville = director('ville');

const approval = (convention: ConventionStory, meeting: string) =>
  ({ type: 'approveConvention', meeting, digest: convention.facts.digest }) as const;

describe('approving', () => {
  test('APP-1: one party’s approval waits for the other’s', () => {
    const { convention, meeting } = givenApprovable();
    convention.approves(relais, meeting);
    expect(convention.negotiating.approvals).toEqual([
      { organisation: 'relais', person: relais.person, meeting, digest: convention.facts.digest, at: convention.now },
    ]);
  });

  test('APP-1: the last party’s approval freezes the text', () => {
    const { convention, meeting } = givenApprovable();
    convention.approves(ville, meeting);
    const before = convention.events.length;
    convention.approves(relais, meeting);
    expect(convention.types(before)).toEqual(['ConventionApproved', 'TextFrozen', 'VersionKept']);
    expect(convention.frozen.approvals.map(({ organisation }) => organisation)).toEqual(['ville', 'relais']);
  });

  test('APP-1: a party approves once', () => {
    const { convention, meeting } = givenApprovable();
    convention.approves(relais, meeting).does(relais, { type: 'recordDelegation', person: manager('relais').person });
    for (const by of [relais, manager('relais')]) {
      expect(convention.refuses(by, approval(convention, meeting))).toEqual([
        { code: 'already-approved', rule: 'APP-1' },
      ]);
    }
  });

  test('APP-1: approvals of other words, or in another meeting, are not added up', () => {
    for (const other of [{ meeting: 'another' }, { digest: 'f'.repeat(64) }]) {
      const { convention, meeting } = givenApprovable();
      const { digest } = convention.facts;
      convention.happens(relais, { type: 'ConventionApproved', organisation: 'relais', meeting, digest, ...other });
      expect(convention.approves(ville, meeting).existing.stage).toBe('negotiating');
    }
  });

  test('APP-1: a frozen text is approved already', () => {
    const { convention, meeting } = givenFrozen();
    expect(convention.refuses(relais, approval(convention, meeting))).toEqual([{ code: 'text-frozen', rule: 'APP-2' }]);
  });
});

describe('the one who approves', () => {
  test('APP-1: may commit the party: a manager may not, with a delegation it may', () => {
    const { convention, meeting } = givenApprovable();
    convention.does(manager('ville'), { type: 'recordPresence', meeting });
    expect(convention.refuses(manager('ville'), approval(convention, meeting))).toEqual([
      { code: 'may-not-commit', rule: 'APP-1' },
    ]);
    convention.does(ville, { type: 'recordDelegation', person: manager('ville').person });
    convention.approves(manager('ville'), meeting);
    convention.does(ville, { type: 'withdrawDelegation', person: manager('ville').person });
    expect(convention.negotiating.approvals).toMatchObject([
      { organisation: 'ville', person: manager('ville').person },
    ]);
  });

  test('APP-1: loses that power with the delegation, or with the seat', () => {
    const { convention, meeting } = givenApprovable();
    const delegate = manager('ville');
    convention.does(delegate, { type: 'recordPresence', meeting });
    convention.does(ville, { type: 'recordDelegation', person: delegate.person });
    convention.does(ville, { type: 'withdrawDelegation', person: delegate.person });
    expect(convention.refuses(delegate, approval(convention, meeting))).toMatchObject([{ code: 'may-not-commit' }]);
    convention.does(ville, { type: 'recordDelegation', person: delegate.person });
    convention.does(ville, { type: 'removeParticipant', person: delegate.person }).names(ville, delegate);
    expect(convention.refuses(delegate, approval(convention, meeting))).toMatchObject([{ code: 'may-not-commit' }]);
  });

  test('APP-1: acts for a party: an observer’s director may not', () => {
    const { convention, meeting } = givenApprovable();
    convention.joins(director('departement'), 'observer-comments');
    convention.does(director('departement'), { type: 'recordPresence', meeting });
    expect(convention.refuses(director('departement'), approval(convention, meeting))).toEqual([
      { code: 'not-a-party', rule: 'APP-1' },
    ]);
  });

  test('APP-1: takes part: a director whom nobody has named may not', () => {
    const { convention, meeting } = givenApprovable();
    convention.does(relais, { type: 'removeParticipant', person: relais.person });
    expect(convention.refuses(relais, approval(convention, meeting))).toEqual([
      { code: 'not-a-participant', rule: null },
    ]);
  });

  test('APP-1: is named: a page that asks for a director who isn’t hears no', () => {
    const convention = givenOpened();
    expect(entitledToCommit(convention.existing, relais, 'APP-1')).toEqual([{ code: 'may-not-commit', rule: 'APP-1' }]);
    convention.names(manager('relais'), relais);
    expect(entitledToCommit(convention.existing, relais, 'APP-1')).toEqual([]);
  });

  test('APP-1: speaks for the organisation that named it: not for another one that it says', () => {
    const { convention, meeting } = givenApprovable();
    const disguised: Actor = { ...relais, organisation: 'ville' };
    expect(convention.refuses(disguised, approval(convention, meeting))).toEqual([
      { code: 'not-a-participant', rule: null },
    ]);
  });

  test('APP-1: is there', () => {
    const convention = givenAgreedText();
    convention.meets('2026-03-03T09:00:00.000Z', manager('relais'), manager('ville'));
    const meeting = convention.at('2026-03-10T09:00:00.000Z').opens(manager('relais'), ville);
    expect(convention.refuses(relais, approval(convention, meeting))).toEqual([
      { code: 'not-present', rule: 'APP-1', meeting },
    ]);
    convention.does(manager('relais'), { type: 'confirmAttendance', meeting, person: relais.person });
    expect(convention.approves(relais, meeting).negotiating.approvals).toHaveLength(1);
  });
});

describe('approval happens in an open meeting', () => {
  test('APP-1: not without one', () => {
    const { convention, meeting } = givenApprovable();
    convention.closes(manager('relais'), meeting);
    expect(convention.refuses(relais, approval(convention, meeting))).toEqual([
      { code: 'no-open-meeting', rule: 'APP-1' },
    ]);
  });

  test('APP-1: not in another than the open one', () => {
    const { convention } = givenApprovable();
    const planned = convention.plans(manager('relais'));
    expect(convention.refuses(relais, approval(convention, planned))).toEqual([
      { code: 'meeting-not-open', rule: 'APP-1', meeting: planned },
    ]);
    expect(convention.refuses(relais, approval(convention, 'nowhere'))).toEqual([
      { code: 'no-such-meeting', rule: 'APP-1' },
    ]);
  });

  test('APP-1: closing it voids what was approved in it', () => {
    const { convention, meeting } = givenApprovable();
    convention.approves(relais, meeting);
    const before = convention.events.length;
    convention.closes(manager('relais'), meeting);
    expect(convention.types(before)).toEqual(['MinutesWritten', 'MeetingClosed', 'ApprovalsVoided', 'VersionKept']);
    const next = convention.at('2026-03-11T09:00:00.000Z').opens(manager('relais'), relais, ville);
    convention.approves(ville, next);
    expect(convention.negotiating.approvals).toMatchObject([{ organisation: 'ville', meeting: next }]);
  });

  test('APP-1: cancelling it voids them too', () => {
    const { convention, meeting } = givenApprovable();
    convention.approves(relais, meeting).does(manager('ville'), { type: 'cancelMeeting', meeting });
    expect(convention.events.at(-1)).toMatchObject({ type: 'ApprovalsVoided', cause: 'meeting-cancelled' });
    expect(convention.negotiating.approvals).toEqual([]);
  });

  test('APP-1: a new title voids them too', () => {
    const { convention, meeting } = givenApprovable();
    convention.approves(relais, meeting).does(manager('ville'), { type: 'renameConvention', title: 'Autre titre' });
    expect(convention.negotiating).toMatchObject({ title: 'Autre titre', approvals: [] });
  });
});

describe('what approval awaits', () => {
  test('APP-1: every party’s agreement to every section, as it now stands', () => {
    const { convention, meeting } = givenApprovable();
    convention.does(manager('ville'), { type: 'reopenSection', section: 'budget', reason: 'Un montant manque.' });
    convention.agrees(manager('ville'), 'budget');
    expect(convention.refuses(relais, approval(convention, meeting))).toEqual([
      { code: 'section-not-agreed', rule: 'APP-1', section: 'budget', parties: ['relais'] },
    ]);
    convention.tampers('means', 'D’autres mots.');
    expect(whatApprovalAwaits(convention.existing, convention.now, convention.facts)).toEqual([
      { code: 'section-not-agreed', rule: 'APP-1', section: 'means', parties: ['relais', 'ville'] },
      { code: 'section-not-agreed', rule: 'APP-1', section: 'budget', parties: ['relais'] },
    ]);
  });

  test('APP-1: agreement means agreeing: a reserve holds approval back', () => {
    const { convention, meeting } = givenApprovable();
    convention.does(manager('ville'), { type: 'reopenSection', section: 'budget', reason: 'Un montant manque.' });
    const digest = convention.digestOf('budget');
    const stance = { type: 'takeStance', section: 'budget', digest } as const;
    convention.does(manager('relais'), { ...stance, position: 'agree' });
    convention.does(manager('ville'), { ...stance, position: 'reserve', reason: 'Trop haut.' });
    expect(convention.refuses(ville, approval(convention, meeting))).toMatchObject([
      { code: 'section-not-agreed', section: 'budget', parties: ['ville'] },
    ]);
  });

  test('APP-1: all of it is told at once, the gravest first', () => {
    const convention = givenOpened().writes(manager('relais'), 'values', 'Des mots.');
    const codes = whatApprovalAwaits(convention.existing, convention.now, convention.facts).map(({ code }) => code);
    expect([...new Set(codes)]).toEqual([
      'fewer-than-two-parties',
      'no-earlier-meeting',
      'section-blank',
      'no-risk',
      'contribution-missing',
      'field-missing',
      'end-missing',
      'exit-clause-missing',
      'no-budget-line',
      'indicator-missing',
      'review-missing',
      'section-not-agreed',
      'no-open-meeting',
    ]);
  });

  test('APP-1: the refusal says what the strip says, then what concerns the person', () => {
    const convention = givenOpened().names(manager('relais'), practitioner('relais'));
    const meeting = convention.opens(manager('relais'));
    const awaited = whatApprovalAwaits(convention.existing, convention.now, convention.facts);
    const reasons = convention.refuses(practitioner('relais'), approval(convention, meeting));
    expect(reasons.slice(0, awaited.length)).toEqual(awaited);
    expect(reasons.slice(awaited.length)).toEqual([
      { code: 'not-present', rule: 'APP-1', meeting },
      { code: 'may-not-commit', rule: 'APP-1' },
    ]);
  });

  test('APP-1: nothing else, when all is there', () => {
    const { convention } = givenApprovable();
    expect(whatApprovalAwaits(convention.existing, convention.now, convention.facts)).toEqual([]);
  });

  test('APP-1: a frozen text, one in force or a deleted one awaits no approval', () => {
    for (const convention of [givenFrozen().convention, givenInForce()]) {
      expect(whatApprovalAwaits(convention.existing, convention.now, convention.facts)).toEqual([
        { code: 'text-frozen', rule: 'APP-2' },
      ]);
    }
    const deleted = { stage: 'deleted', id: 'convention', at: '2026-03-02T09:00:00.000Z' } as const;
    expect(whatApprovalAwaits(deleted, deleted.at, givenOpened().facts)).toEqual([
      { code: 'no-such-convention', rule: null },
    ]);
  });
});

describe('sections that must be written', () => {
  test('DOC-1: none of the eight may be blank', () => {
    const { convention, meeting } = givenApprovable();
    convention.tampers('values', '').tampers('means', ' \n ');
    expect(convention.refuses(relais, approval(convention, meeting))).toContainEqual({
      code: 'section-blank',
      rule: 'DOC-1',
      sections: ['values', 'means'],
    });
  });

  test('DOC-1: the opening and the general provisions may be', () => {
    const { convention } = givenApprovable();
    expect(convention.facts.sections.opening.blank && convention.facts.sections.general.blank).toBe(true);
    expect(whatApprovalAwaits(convention.existing, convention.now, convention.facts)).toEqual([]);
  });

  test('DOC-1: a section that says something in its fields or rows alone is not blank', () => {
    const { convention } = givenApprovable();
    convention.tampers('budget', '').tampers('calendar', '');
    const codes = whatApprovalAwaits(convention.existing, convention.now, convention.facts).map(({ code }) => code);
    expect(codes).not.toContain('section-blank');
  });
});

describe('one text for all', () => {
  test('NEG-5: nobody approves alone', () => {
    const convention = givenOpened().names(manager('relais'), relais).writesAll(manager('relais'));
    convention.agreesToAll(manager('relais'));
    convention.meets('2026-03-03T09:00:00.000Z', manager('relais'));
    const meeting = convention.at('2026-03-04T09:00:00.000Z').opens(manager('relais'), relais);
    expect(convention.refuses(relais, approval(convention, meeting))).toEqual([
      { code: 'fewer-than-two-parties', rule: 'NEG-5' },
    ]);
  });

  test('NEG-5: an observer makes no second party', () => {
    const convention = givenOpened().joins(director('departement'), 'observer-comments');
    expect(whatApprovalAwaits(convention.existing, convention.now, convention.facts)[0]?.code).toBe(
      'fewer-than-two-parties',
    );
  });

  test('NEG-5: three parties approve, all three, before the text is frozen', () => {
    const convention = givenAgreedText().joins(director('familles')).agreesToAll(director('familles'));
    convention.meets('2026-03-03T09:00:00.000Z', manager('relais'), manager('ville'), director('familles'));
    const meeting = convention
      .at('2026-03-10T09:00:00.000Z')
      .opens(manager('relais'), relais, ville, director('familles'));
    convention.approves(relais, meeting).approves(ville, meeting);
    expect(convention.existing.stage).toBe('negotiating');
    convention.approves(director('familles'), meeting);
    expect(convention.existing.stage).toBe('frozen');
  });
});
