import { languageOf, locales } from '@entente/shared/language';
import { useTranslation } from 'react-i18next';
import { sayMoney } from '../tables/typed-words.ts';

export type Amounts = {
  /** Euros, from cents. */
  readonly money: (cents: number) => string;
  readonly share: (part: number, whole: number) => string;
  /** Hours and minutes, from minutes. */
  readonly duration: (minutes: number) => string;
};

/** Amounts in the reader's language. */
export function useAmounts(): Amounts {
  const { t, i18n } = useTranslation('overview');
  const language = languageOf(i18n.language);
  const percent = new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 1 });
  return {
    money: (cents) => sayMoney(cents, language),
    share: (part, whole) => percent.format(whole === 0 ? 0 : part / whole),
    duration: (minutes) =>
      minutes < 60
        ? t('fairness.minutes', { minutes })
        : t('fairness.hours', { hours: Math.floor(minutes / 60), minutes: String(minutes % 60).padStart(2, '0') }),
  };
}
