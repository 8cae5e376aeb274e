import type { JournalEntry } from '@entente/shared/http/views';
import { Button, Group, Loader, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { query } from '../api/api.ts';
import { useConvention } from '../convention/convention-context.ts';
import { usePersonName, useWords } from '../convention/names.ts';
import { organisationOf } from '../convention/parties-of.ts';
import { Failure } from '../layout/failure.tsx';
import { Page } from '../layout/page.tsx';
import { Panel } from '../layout/panel.tsx';
import classes from './journal.module.css';
import { ChainState, JournalHead, useChain } from './journal-chain.tsx';
import { JournalEntryLine, wordsOf } from './journal-entry.tsx';
import { type JournalFilter, JournalFilters, noFilter } from './journal-filters.tsx';
import { kindOfEvent } from './journal-kinds.ts';
import { journalLines } from './journal-lines.ts';
import { useEventSentence, useRefusedBecause } from './use-event-sentence.ts';

const noEntries: readonly JournalEntry[] = [];

/** Every fact of the convention, in order, refused tries included: the same for all who take part (NEG-8). */
export function JournalPage() {
  const { t } = useTranslation(['negotiation', 'common']);
  const { view } = useConvention();
  const [filter, setFilter] = useState(noFilter);
  const journal = useQuery(query.conventions.journal.queryOptions({ input: { id: view.state.id } }));
  const entries = journal.data ?? noEntries;
  const chain = useChain(view.state.id, entries);
  if (journal.error) return <Failure error={journal.error} retry={() => void journal.refetch()} />;
  const people = [...new Set(entries.map(({ event }) => event.by))].filter(
    (person) => filter.whose === '' || organisationOf(view, person) === filter.whose,
  );
  return (
    <Page title={t('journal.title')} intro={t('journal.intro')}>
      {entries.length > 0 ? <ChainState chain={chain} /> : null}
      <JournalFilters filter={filter} people={people} onChange={setFilter} />
      {journal.data ? <Entries entries={entries} filter={filter} /> : <Loader aria-label={t('common:loading')} />}
      <JournalHead entries={entries} />
      <Export />
    </Page>
  );
}

/** So many lines at first, and so many more each time. */
const linesAtOnce = 100;

type EntriesProps = { readonly entries: readonly JournalEntry[]; readonly filter: JournalFilter };

function Entries({ entries, filter }: EntriesProps) {
  const { t } = useTranslation('overview');
  const { order, ...narrowing } = useDeferredValue(filter);
  const isShown = useIsShown(narrowing);
  const lines = journalLines(entries.filter(isShown));
  const ordered = order === 'newest' ? lines.toReversed() : lines;
  const asked = JSON.stringify(filter);
  const [more, setMore] = useState({ asked, lines: linesAtOnce });
  const count = more.asked === asked ? more.lines : linesAtOnce;
  return (
    <section aria-label={t('journal.kinds.all')}>
      <Text size="sm" c="var(--ink-quiet)" role="status" mb="xs">
        {lines.length === 0 ? t('journal.none') : t('journal.shown', { count: lines.length })}
      </Text>
      <ol className={classes.entries} reversed={order === 'newest'}>
        {ordered.slice(0, count).map((line) => (
          <JournalEntryLine key={line.entry.version} line={line} />
        ))}
      </ol>
      {lines.length > count ? (
        <Button variant="default" mt="md" onClick={() => setMore({ asked, lines: count + linesAtOnce })}>
          {t('journal.more', { count: lines.length - count })}
        </Button>
      ) : null}
    </section>
  );
}

/** True for an entry that the filter lets through; the search looks into the sentences that the page shows, and the codes. */
function useIsShown({ whose, person, kind, search }: Omit<JournalFilter, 'order'>): (entry: JournalEntry) => boolean {
  const { view } = useConvention();
  const sentence = useEventSentence();
  const because = useRefusedBecause();
  const words = useWords();
  const name = usePersonName();
  const wanted = useMemo(() => plain(search).split(/\s+/).filter(Boolean), [search]);
  const textOf = ({ event, hash, version }: JournalEntry) => {
    const refused = event.type === 'CommandRefused' ? [...because(event), ...event.codes] : [];
    return plain([sentence(event), words(wordsOf(event)), name(event.by), hash, String(version), ...refused].join(' '));
  };
  return (entry) => {
    const { event } = entry;
    if (whose !== '' && organisationOf(view, event.by) !== whose) return false;
    if (person !== '' && event.by !== person) return false;
    if (kind !== 'all' && kindOfEvent[event.type] !== kind) return false;
    if (wanted.length === 0) return true;
    const text = textOf(entry);
    return wanted.every((word) => text.includes(word));
  };
}

/** Accents, capitals and kinds of apostrophes and spaces are no reason not to find something. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[’‘]/g, "'")
    .replaceAll(/\s+/gu, ' ')
    .toLowerCase();
}

/** The whole journal as a file, whatever is filtered here. */
function Export() {
  const { t } = useTranslation('overview');
  const { id } = useConvention().view.state;
  return (
    <Panel title={t('journal.export')}>
      <Group>
        {(['json', 'csv'] as const).map((kind) => (
          <Button
            key={kind}
            component="a"
            href={`/api/conventions/${id}/journal.${kind}`}
            download
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t(`journal.export-${kind}`)}
          </Button>
        ))}
      </Group>
    </Panel>
  );
}
