import { type Language, locales } from '@entente/shared/language';
import { type NamesOfTables, tableNamesIn } from '@entente/shared/text/table-names';
import { type CellType, type CellValue, isCellValue } from '@entente/shared/text/tables';
import type { ParseKeys } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { sayMoney } from './typed-words.ts';

type Key = ParseKeys<'tables'>;

type Options = {
  readonly language: Language;
  readonly reader: Language;
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
};

export type TableWords = {
  readonly names: NamesOfTables;
  /** What a cell says, in words; '' for an empty one. A value that its column can't hold is shown as it stands. */
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
    const names = tableNamesIn(language);
    return {
      t,
      names,
      say: (type, value) => {
        if (value === undefined) return '';
        return isCellValue(type, value) ? said({ type, value }, { t, names, party, reader }) : String(value);
      },
    };
  }, [i18n, language, reader, organisations]);
}

type Saying = Pick<TableWords, 't' | 'names'> & {
  readonly party: (id: string) => string;
  readonly reader: Language;
};

function said(
  { type, value }: { readonly type: CellType; readonly value: CellValue },
  { t, names, party, reader }: Saying,
): string {
  switch (type) {
    case 'words':
      return String(value);
    case 'cents':
      return sayMoney(Number(value), reader);
    case 'day':
      return sayDay(String(value), reader);
    case 'count':
      return t('of-days' as Key, { count: Number(value) });
    case 'flag':
      return names.flag(value === true);
    case 'party':
      return party(String(value));
    default:
      return names.choice(String(value));
  }
}

function sayDay(day: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
