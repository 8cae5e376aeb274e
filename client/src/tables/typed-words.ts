/** What a person types into a cell, and the value that it stands for; and back. */
import { type Language, locales } from '@entente/shared/language';
import { type CellType, type CellValue, isCellValue, longestCell } from '@entente/shared/text/tables';

/** Cells that are filled in by typing. */
export type TypedCell = Extract<CellType, 'words' | 'day' | 'cents' | 'count'>;

/** Why what was typed is no value of the cell; each has a sentence. */
export type Problem = 'too-long' | 'no-money' | 'too-much' | 'no-count' | 'no-day' | 'odd-day';

export type Read = { readonly value: CellValue | undefined } | { readonly problem: Problem };

/** Reads what was typed. Nothing but spaces is an empty cell. */
export function readTyped(type: TypedCell, typed: string, language: Language): Read {
  if (typed.trim() === '') return { value: undefined };
  switch (type) {
    case 'words':
      return typed.length <= longestCell ? { value: typed } : { problem: 'too-long' };
    case 'cents':
      return readMoney(typed, language);
    case 'count': {
      const digits = typed.replaceAll(/[\s\u202f\u00a0]/g, '');
      const value = Number(digits);
      return /^\d+$/.test(digits) && isCellValue('count', value) ? { value } : { problem: 'no-count' };
    }
    case 'day':
      return readDay(typed);
  }
}

/** A value as it is typed: money without its sign, days as the browser's field has them. */
export function showTyped(type: TypedCell, value: CellValue | undefined, language: Language): string {
  if (value === undefined) return '';
  return type === 'cents' && typeof value === 'number' ? showMoney(value, language) : String(value);
}

/** Years of conventions: a year that is being typed is no year yet. */
function readDay(typed: string): Read {
  if (!isCellValue('day', typed)) return { problem: 'no-day' };
  return typed >= '1900' && typed < '2200' ? { value: typed } : { problem: 'odd-day' };
}

/**
 * Euros as they are written in the language, with the sign or without, to the cent: « 1 234,50 € », “€1,234.50”. The other
 * language's decimals are understood where they can't be taken for thousands.
 */
function readMoney(typed: string, language: Language): Read {
  const bare = typed.replaceAll(/[\s\u202f\u00a0€]|EUR/gi, '');
  const [decimal, group] = language === 'fr' ? [',', '.'] : ['.', ','];
  const parts =
    new RegExp(`^(\\d+|\\d{1,3}(?:\\${group}\\d{3})+)(?:\\${decimal}(\\d{1,2}))?$`).exec(bare) ??
    new RegExp(`^(\\d+)\\${group}(\\d{1,2})$`).exec(bare);
  if (!parts) return { problem: 'no-money' };
  const euros = (parts[1] ?? '').replaceAll(group, '');
  const cents = Number(euros) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
  return isCellValue('cents', cents) ? { value: cents } : { problem: 'too-much' };
}

/** « 1 234 », « 1 234,50 »; without the sign, which stands beside the field. */
export function showMoney(cents: number, language: Language): string {
  return new Intl.NumberFormat(locales[language], {
    minimumFractionDigits: cents % 100 === 0 ? 0 : 2,
    maximumFractionDigits: 2,
  }).format(cents / 100);
}

/** « 1 234,50 € ». */
export function sayMoney(cents: number, language: Language): string {
  return new Intl.NumberFormat(locales[language], {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: cents % 100 === 0 ? 0 : 2,
    maximumFractionDigits: 2,
  }).format(cents / 100);
}
