/** NEG-7: what each party brings, bears, funds, gives and decides, as it is written. */
import { fairnessOf } from '@entente/shared/negotiation/fairness';
import { expect, test } from 'vitest';
import { completeParticulars } from '../support/complete-particulars.ts';
import { givenFrozen, givenTwoParties } from '../support/given.ts';
import { director, manager } from '../support/people.ts';

const names: Readonly<Record<string, string>> = { relais: 'Le Relais', ville: 'Ville de Valmer' };
const nameOf = (organisation: string) => names[organisation] ?? '';

const line = { row: 'budgetLine', kind: 'known', label: 'Un poste', amount: 100 } as const;

function budgeted() {
  const filled = completeParticulars(['relais', 'ville']);
  const budget = [
    { ...line, bearer: 'relais', funder: ' le  RELAIS ' },
    { ...line, kind: 'hidden', amount: 30, bearer: 'relais', funder: 'Le département' },
    { ...line, kind: 'inKind', amount: 5, bearer: 'ville', funder: 'le Département' },
    { ...line, amount: 1_000, bearer: 'somebody-else' },
  ];
  return givenTwoParties().writesAll(manager('relais'), { ...filled, rows: { ...filled.rows, budget } });
}

function fairnessNow(convention: ReturnType<typeof budgeted>) {
  return fairnessOf(convention.existing, convention.facts, { nameOf, at: convention.now });
}

test('costs are told by who bears them and of which kind, funds by whose name is written', () => {
  const { parties, ...whole } = fairnessNow(budgeted());
  expect(parties.map(({ organisation, bears, funds }) => ({ organisation, bears, funds }))).toEqual([
    { organisation: 'relais', bears: { byKind: { known: 100, hidden: 30, inKind: 0 }, total: 130 }, funds: 100 },
    { organisation: 'ville', bears: { byKind: { known: 0, hidden: 0, inKind: 5 }, total: 5 }, funds: 0 },
  ]);
  expect(whole).toEqual({
    total: 1_135,
    borneByNobody: 1_000,
    otherFunders: [{ name: 'Le département', amount: 35 }],
    fundedByNobody: 1_000,
  });
});

test('each party’s contributions are its own, and one that has none says nothing', () => {
  const filled = completeParticulars(['ville']);
  const convention = givenTwoParties().writesAll(manager('relais'), filled);
  const [relais, ville] = fairnessNow(convention).parties;
  expect(relais).toMatchObject({ brings: [], expects: [], populations: [] });
  expect(ville).toMatchObject({
    brings: ['Deux postes'],
    expects: ['Du répit'],
    populations: ['Les aidants du canton'],
  });
});

test('time in meetings, places in the chair, mandates and positions are counted for each', () => {
  const convention = budgeted();
  const meeting = convention.meets('2026-03-03T09:00:00.000Z', manager('relais'), manager('ville'));
  convention.does(manager('ville'), { type: 'logTime', meeting, kind: 'preparation', minutes: 90 });
  convention.does(manager('relais'), {
    type: 'takeStance',
    section: 'values',
    position: 'object',
    reason: 'Non',
    digest: convention.facts.sections.values.digest,
  });
  const [relais, ville] = fairnessNow(convention).parties;
  expect(relais).toMatchObject({
    chaired: 1,
    mayCommit: [director('relais').person],
    positions: { agree: 0, reserve: 0, object: 1, none: 10 },
  });
  expect(ville).toMatchObject({ chaired: 0, time: { preparation: 90, followUp: 0 } });
  expect(ville?.positions.none).toBe(11);
});

test('once the text is frozen, everybody agrees to all of it', () => {
  const { convention } = givenFrozen();
  for (const { positions } of fairnessNow(convention).parties) {
    expect(positions).toEqual({ agree: 11, reserve: 0, object: 0, none: 0 });
  }
});
