import type { Event } from '@entente/shared/negotiation/events';
import { Group, List, Loader, NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { query } from '../api/api.ts';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName, useWords } from '../convention/names.ts';
import { organisationOf } from '../convention/parties-of.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { Failure } from '../layout/failure.tsx';
import { Page } from '../layout/page.tsx';
import { type JournalLine, journalLines } from './journal-lines.ts';
import classes from './parties-page.module.css';
import { useEventSentence, useRefusedBecause } from './use-event-sentence.ts';

const orders = ['newest', 'oldest'] as const;
type Order = (typeof orders)[number];

/** Every fact of the convention, in order, refused tries included: the same for all who take part (NEG-8). */
export function JournalPage() {
  const { t } = useTranslation(['negotiation', 'common']);
  const { view } = useConvention();
  const [order, setOrder] = useState<Order>('newest');
  const [whose, setWhose] = useState('');
  const journal = useQuery(query.conventions.journal.queryOptions({ input: { id: view.state.id } }));
  if (journal.error) return <Failure error={journal.error} retry={() => void journal.refetch()} />;
  const entries = journal.data ?? [];
  const ofOne = whose === '' ? entries : entries.filter(({ event }) => organisationOf(view, event.by) === whose);
  const lines = journalLines(ofOne);
  const head = entries.at(-1);
  return (
    <Page title={t('journal.title')} intro={t('journal.intro')}>
      <Choices order={order} onOrder={setOrder} whose={whose} onWhose={setWhose} />
      {journal.isPending ? <Loader aria-label={t('common:loading')} /> : null}
      {journal.data && lines.length === 0 ? <Text>{t('journal.none')}</Text> : null}
      <ol className={classes.entries}>
        {(order === 'newest' ? lines.toReversed() : lines).map((line) => (
          <Line key={line.entry.version} line={line} />
        ))}
      </ol>
      {head ? (
        <Text size="sm" c="var(--ink-quiet)">
          {t('journal.head', { hash: head.hash.slice(0, 16) })}
        </Text>
      ) : null}
    </Page>
  );
}

type ChoicesProps = {
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly whose: string;
  readonly onWhose: (organisation: string) => void;
};

function Choices({ order, onOrder, whose, onWhose }: ChoicesProps) {
  const { t } = useTranslation('negotiation');
  const { state } = useConvention().view;
  const name = useOrganisationName();
  const organisations = [...state.parties, ...state.observers].map(({ organisation }) => ({
    value: organisation,
    label: name(organisation),
  }));
  return (
    <Group>
      <NativeSelect
        label={t('journal.order')}
        value={order}
        data={orders.map((one) => ({ value: one, label: t(`journal.${one}`) }))}
        onChange={(event) => onOrder(orders.find((one) => one === event.currentTarget.value) ?? 'newest')}
      />
      <NativeSelect
        label={t('journal.whose')}
        value={whose}
        data={[{ value: '', label: t('journal.everybody') }, ...organisations]}
        onChange={(event) => onWhose(event.currentTarget.value)}
      />
    </Group>
  );
}

function Line({ line }: { readonly line: JournalLine }) {
  const { t } = useTranslation('negotiation');
  const { timeZone } = useConvention().view.state;
  const formats = useFormats();
  const sentence = useEventSentence();
  const { event, version } = line.entry;
  const refused = event.type === 'CommandRefused';
  return (
    <li className={refused ? `${classes.entry} ${classes.refused}` : classes.entry}>
      <Text>
        {sentence(event)}
        {line.times > 1 ? ` ${t('journal.times', { count: line.times })}` : ''}
      </Text>
      <Words event={event} />
      <Text size="sm" c="var(--ink-quiet)">
        {`${formats.time(event.at, timeZone)} · ${t('journal.number', { number: version })}`}
      </Text>
    </li>
  );
}

/** The words that somebody gave with the act, or why a try was refused. */
function Words({ event }: { readonly event: Event }) {
  const { t } = useTranslation('negotiation');
  const words = useWords();
  const because = useRefusedBecause();
  if (event.type === 'CommandRefused') {
    return (
      <List size="sm" aria-label={t('journal.refused-because')}>
        {because(event).map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
      </List>
    );
  }
  const said = wordsOf(event, words);
  return said === '' ? null : (
    <Text size="sm" fs="italic">
      {said}
    </Text>
  );
}

function wordsOf(event: Event, words: ReturnType<typeof useWords>): string {
  switch (event.type) {
    case 'StanceTaken':
    case 'SectionReopened':
    case 'SigningRefused':
      return words(event.reason);
    case 'VersionKept':
      return words(event.label);
    default:
      return '';
  }
}
