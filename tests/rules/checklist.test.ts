/** The lock strip's list: every rule, met or not, from the answers that refuse. */
import { approvalChecklist, committed, signingChecklist } from '@entente/shared/negotiation/checklist';
import { isRefusal } from '@entente/shared/negotiation/reasons';
import { whatApprovalAwaits } from '@entente/shared/negotiation/what-approval-awaits';
import { describe, expect, test } from 'vitest';
import { givenApprovable, givenFrozen, givenOpened, givenTwoParties } from '../support/given.ts';
import { director, manager } from '../support/people.ts';

const relais = director('relais');
const ville = director('ville');

describe('before approval', () => {
  test('APP-1: what is not met on the list is what refuses the approval, in the same order', () => {
    for (const convention of [givenOpened(), givenTwoParties(), givenApprovable().convention]) {
      const { negotiating, now, facts } = convention;
      const listed = approvalChecklist(negotiating, now, facts).flatMap(({ reasons }) => reasons);
      expect(listed).toEqual(whatApprovalAwaits(negotiating, now, facts));
      const asked = { type: 'approveConvention', meeting: 'none', digest: facts.digest } as const;
      const outcome = convention.asks(manager('relais'), asked);
      const refused = isRefusal(outcome) ? outcome.reasons : [];
      expect(refused.slice(0, listed.length)).toEqual(listed);
    }
  });

  test('APP-1: rules that are met stay on the list', () => {
    const { convention } = givenApprovable();
    const rules = approvalChecklist(convention.negotiating, convention.now, convention.facts);
    expect(rules.length).toBeGreaterThan(10);
    expect(rules.filter(({ reasons }) => reasons.length > 0)).toEqual([]);
    const asked = rules.filter(({ parties }) => parties !== null).map(({ name }) => name);
    expect(asked).toEqual(['earlier-meeting', 'contributions', 'sections-agreed']);
  });

  test('NEG-1: a rule that is asked of each party says which ones have met it', () => {
    const convention = givenTwoParties();
    convention.meets('2026-03-03T09:00:00.000Z', manager('relais'));
    convention.at('2026-03-10T09:00:00.000Z');
    const rules = approvalChecklist(convention.negotiating, convention.now, convention.facts);
    expect(rules.find(({ name }) => name === 'earlier-meeting')?.parties).toEqual([
      { organisation: 'relais', met: true },
      { organisation: 'ville', met: false },
    ]);
  });

  test('APP-1: it says who has approved these words, and forgets it when they change', () => {
    const { convention, meeting } = givenApprovable();
    convention.approves(relais, meeting);
    const { negotiating, facts } = convention;
    expect(committed(negotiating, facts)).toEqual([
      { organisation: 'relais', met: true },
      { organisation: 'ville', met: false },
    ]);
    const changed = { ...facts, digest: 'f'.repeat(64) };
    expect(committed(negotiating, changed).filter(({ met }) => met)).toEqual([]);
  });
});

describe('before signing', () => {
  test('SIG-2: the frozen text, the earlier meetings and the deliberations are on the list', () => {
    const { convention } = givenFrozen();
    const rules = signingChecklist(convention.frozen, convention.now, { facts: convention.facts });
    expect(rules.map(({ name }) => name)).toEqual(['earlier-meeting', 'frozen-text', 'deliberations']);
    expect(rules.flatMap(({ reasons }) => reasons)).toEqual([]);
    const other = { ...convention.facts, digest: 'f'.repeat(64) };
    const moved = signingChecklist(convention.frozen, convention.now, { facts: other });
    expect(moved.find(({ name }) => name === 'frozen-text')?.reasons).toEqual([
      { code: 'text-has-changed', rule: 'APP-2' },
    ]);
  });

  test('SIG-1: a public body that has not signed is asked for its deliberation', () => {
    const { convention } = givenFrozen();
    const { frozen, now, facts } = convention;
    const parties = frozen.parties.map((party) =>
      party.organisation === 'ville' ? { ...party, kind: 'public-body' as const } : party,
    );
    const rule = signingChecklist({ ...frozen, parties }, now, { facts }).find(({ name }) => name === 'deliberations');
    expect(rule?.parties).toEqual([{ organisation: 'ville', met: false }]);
    expect(rule?.reasons).toEqual([{ code: 'deliberation-missing', rule: 'SIG-1', parties: ['ville'] }]);
  });

  test('SIG-2: it says who has signed', () => {
    const { convention } = givenFrozen();
    convention.signs(ville);
    expect(committed(convention.frozen, convention.facts)).toEqual([
      { organisation: 'relais', met: false },
      { organisation: 'ville', met: true },
    ]);
  });
});
