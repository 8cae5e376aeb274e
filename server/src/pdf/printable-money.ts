/** Amounts as they are printed. Sums are exact: cents are added as whole numbers of any size. */
import { type Language, locales } from '@entente/shared/language';

const formats = {
  fr: new Intl.NumberFormat(locales.fr, { style: 'currency', currency: 'EUR' }),
  en: new Intl.NumberFormat(locales.en, { style: 'currency', currency: 'EUR' }),
} as const satisfies Record<Language, Intl.NumberFormat>;

/** « 21 400,00 € », from euro cents. */
export function printedAmount(cents: bigint, language: Language): string {
  const decimal = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}` as Intl.StringNumericLiteral;
  return formats[language].format(decimal);
}

export function sumOfCents(amounts: readonly (number | undefined)[]): bigint {
  return amounts.reduce((sum, cents) => sum + BigInt(cents ?? 0), 0n);
}
