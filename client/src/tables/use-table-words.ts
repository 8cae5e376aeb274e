import type { CellType, CellValue, RowKind } from '@entente/shared/text/tables';
import type { ParseKeys } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, localeOf, sayMoney } from './typed-words.ts';

type Key = ParseKeys<'tables'>;

type Options = {
  readonly language: Language;
  readonly reader: Language;
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
};

export type TableWords = {
  readonly field: (name: string) => string;
  readonly rowsTitle: (kind: RowKind) => string;
  readonly column: (kind: RowKind, name: string) => string;
  readonly choice: (value: string) => string;
  /** A number of days: « 90 jours ». */
  readonly sayDays: (count: CellValue | undefined) => string;
  /** What a cell says, in words; '' for an empty one. */
  readonly say: (type: CellType, value: CellValue | undefined) => string;
  readonly t: (key: Key, values?: Record<string, string | number>) => string;
};

/**
 * The words of fields and rows: names in the convention's language, which are part of what is agreed to, amounts and days in
 * the reader's.
 */
export function useTableWords({ language, reader, organisations }: Options): TableWords {
  const { i18n } = useTranslation('tables');
  return useMemo(() => {
    const t = i18n.getFixedT(language, 'tables') as unknown as TableWords['t'];
    const party = (id: string) => organisations.find((one) => one.id === id)?.name ?? t('no-party');
    return {
      t,
      field: (name) => t(`field.${name}` as Key),
      rowsTitle: (kind) => t(`rows.${kind}.title` as Key),
      column: (kind, name) => t(`rows.${kind}.${name}` as Key),
      choice: (value) => t(`choice.${value}` as Key),
      sayDays: (count) => (count === undefined ? '' : t('of-days' as Key, { count: Number(count) })),
      say: (type, value) => (value === undefined ? '' : said({ type, value }, { t, party, reader })),
    };
  }, [i18n, language, reader, organisations]);
}

type Saying = Pick<TableWords, 't'> & { readonly party: (id: string) => string; readonly reader: Language };

function said({ type, value }: { readonly type: CellType; readonly value: CellValue }, { t, party, reader }: Saying) {
  switch (type) {
    case 'words':
      return String(value);
    case 'cents':
      return sayMoney(Number(value), reader);
    case 'day':
      return sayDay(String(value), reader);
    case 'count':
      return new Intl.NumberFormat(localeOf(reader)).format(Number(value));
    case 'flag':
      return t(value === true ? 'yes' : 'no');
    case 'party':
      return party(String(value));
    default:
      return t(`choice.${value}` as Key);
  }
}

function sayDay(day: string, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
