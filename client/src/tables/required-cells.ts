/**
 * Cells that approval waits for: the rules' own list is `shared/src/negotiation/rules`; this is what the page marks before
 * somebody asks. (« Pourquoi aucun coût caché » is needed only where no line is one: the rule's sentence says it then.)
 */
import type { RowKind } from '@entente/shared/text/tables';

const requiredFields: ReadonlySet<string> = new Set([
  'population',
  'territory',
  'start',
  'end',
  'exitClause',
  'noticeDays',
]);

const optionalCells: Partial<Record<RowKind, readonly string[]>> = { review: ['label'] };

export function isRequiredField(name: string): boolean {
  return requiredFields.has(name);
}

export function isRequiredCell(kind: RowKind, name: string): boolean {
  return !(optionalCells[kind] ?? []).includes(name);
}
