import type { Row } from '@entente/shared/text/particulars';
import { type CostKind, costKinds } from '@entente/shared/text/tables';

/** Cents, by kind of cost; lines whose kind is not said are counted in the total alone. */
export type Totals = { readonly byKind: Readonly<Record<CostKind, number>>; readonly total: number };

export type BudgetTotals = {
  /** Who bears costs, in the order of the parties; `null`: not said, or no party of the convention any more. */
  readonly bearers: readonly (Totals & { readonly bearer: string | null })[];
  readonly all: Totals;
};

type Line = Partial<Pick<Row<'budgetLine'>, 'kind' | 'amount' | 'bearer'>>;

/** Sums of a budget per party and per kind (DOC-9). A line without an amount counts nothing. */
export function budgetTotals(lines: readonly Line[], parties: readonly string[]): BudgetTotals {
  const bearerOf = ({ bearer }: Line) => (bearer !== undefined && parties.includes(bearer) ? bearer : null);
  const counted = lines.filter(({ amount }) => amount !== undefined);
  const bearers = [...parties, null].flatMap((bearer) => {
    const own = counted.filter((line) => bearerOf(line) === bearer);
    return own.length > 0 ? [{ bearer, ...totalsOf(own) }] : [];
  });
  return { bearers, all: totalsOf(counted) };
}

function totalsOf(lines: readonly Line[]): Totals {
  const sum = (some: readonly Line[]) => some.reduce((total, { amount }) => total + (amount ?? 0), 0);
  const byKind = Object.fromEntries(costKinds.map((kind) => [kind, sum(lines.filter((line) => line.kind === kind))]));
  return { byKind: byKind as Record<CostKind, number>, total: sum(lines) };
}
