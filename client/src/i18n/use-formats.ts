import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

export type Formats = {
  /** « le Relais, la Commune et Les Tilleuls ». */
  readonly list: (items: readonly string[]) => string;
  /** A calendar day, from an instant or `YYYY-MM-DD`. */
  readonly day: (value: string, timeZone?: string) => string;
  /** Day, time and zone: times are never shown without their zone. */
  readonly time: (instant: string, timeZone?: string) => string;
};

/** Dates, times and lists in the reader's language. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return useMemo(() => {
    const locale = language === 'en' ? 'en-GB' : 'fr-FR';
    const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
    return {
      list: (items) => lists.format(items),
      day: (value, timeZone) => {
        const dayOnly = /^\d{4}-\d{2}-\d{2}$/.test(value);
        const zone = dayOnly ? 'UTC' : timeZone;
        return new Intl.DateTimeFormat(locale, { dateStyle: 'long', ...(zone ? { timeZone: zone } : {}) }).format(
          new Date(value),
        );
      },
      time: (instant, timeZone) =>
        new Intl.DateTimeFormat(locale, {
          day: 'numeric',
          month: 'long',
          year: 'numeric',
          hour: '2-digit',
          minute: '2-digit',
          timeZoneName: 'short',
          ...(timeZone ? { timeZone } : {}),
        }).format(new Date(instant)),
    };
  }, [language]);
}
