import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName, usePersonName } from '../convention/names.ts';
import classes from './journal.module.css';
import { type JournalKind, journalKinds } from './journal-kinds.ts';

export const orders = ['newest', 'oldest'] as const;

export type JournalFilter = {
  readonly order: (typeof orders)[number];
  /** An organisation; '': all. */
  readonly whose: string;
  /** A person; '': everybody. */
  readonly person: string;
  readonly kind: JournalKind;
  readonly search: string;
};

export const noFilter: JournalFilter = { order: 'newest', whose: '', person: '', kind: 'all', search: '' };

type JournalFiltersProps = {
  readonly filter: JournalFilter;
  /** Those who did something. */
  readonly people: readonly string[];
  readonly onChange: (filter: JournalFilter) => void;
};

/** What of the journal is shown, and in which order. */
export function JournalFilters({ filter, people, onChange }: JournalFiltersProps) {
  const { t } = useTranslation(['negotiation', 'overview']);
  const { state } = useConvention().view;
  const organisation = useOrganisationName();
  const person = usePersonName();
  const set = (change: Partial<JournalFilter>) => onChange({ ...filter, ...change });
  const isNarrow = JSON.stringify({ ...filter, order: '' }) !== JSON.stringify({ ...noFilter, order: '' });
  return (
    <search className={classes.filters}>
      <TextInput
        label={t('overview:journal.search')}
        type="search"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={filter.search}
        onChange={(event) => set({ search: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('overview:journal.kind')}
        value={filter.kind}
        data={journalKinds.map((kind) => ({ value: kind, label: t(`overview:journal.kinds.${kind}`) }))}
        onChange={(event) => set({ kind: journalKinds.find((kind) => kind === event.currentTarget.value) ?? 'all' })}
      />
      <NativeSelect
        label={t('journal.whose')}
        value={filter.whose}
        data={[
          { value: '', label: t('journal.everybody') },
          ...[...state.parties, ...state.observers].map(({ organisation: id }) => ({
            value: id,
            label: organisation(id),
          })),
        ]}
        onChange={(event) => set({ whose: event.currentTarget.value, person: '' })}
      />
      <NativeSelect
        label={t('overview:journal.person')}
        value={filter.person}
        data={[
          { value: '', label: t('overview:journal.every-person') },
          ...people.map((id) => ({ value: id, label: person(id) })),
        ]}
        onChange={(event) => set({ person: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('journal.order')}
        value={filter.order}
        data={orders.map((one) => ({ value: one, label: t(`journal.${one}`) }))}
        onChange={(event) => set({ order: orders.find((one) => one === event.currentTarget.value) ?? 'newest' })}
      />
      {isNarrow ? (
        <Button variant="subtle" onClick={() => onChange({ ...noFilter, order: filter.order })}>
          {t('overview:journal.clear')}
        </Button>
      ) : null}
    </search>
  );
}
