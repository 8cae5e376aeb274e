import type { Event, EventType } from '@entente/shared/negotiation/events';
import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { query } from '../api/api.ts';
import { useConvention } from '../convention/convention-context.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { Panel } from '../layout/panel.tsx';
import { useEventSentence } from '../negotiation/use-event-sentence.ts';
import classes from './since.module.css';

/** What is no news of the negotiation: refused tries, saves, who came; the journal has them. */
const leftOut: ReadonlySet<EventType> = new Set<EventType>([
  'CommandRefused',
  'MinutesWritten',
  'VersionKept',
  'AttendanceRecorded',
  'AttendanceWithdrawn',
  'TimeLogged',
]);

/** What else happened since: positions, sections that were reopened, partners, meetings. */
export function FactsSince({ after }: { readonly after: string | undefined }) {
  const { t } = useTranslation('overview');
  const { state } = useConvention().view;
  const formats = useFormats();
  const sentence = useEventSentence();
  const journal = useQuery(query.conventions.journal.queryOptions({ input: { id: state.id } }));
  if (!journal.data) return null;
  const isNews = ({ type, at }: Event) => !leftOut.has(type) && (after === undefined || at > after);
  const news = journal.data.filter(({ event }) => isNews(event)).toReversed();
  return (
    <Panel title={t('since.facts')}>
      {news.length === 0 ? <Text>{t('since.no-facts')}</Text> : null}
      <ul className={classes.facts}>
        {news.slice(0, 50).map(({ version, event }) => (
          <li key={version}>
            {sentence(event)}{' '}
            <Text span size="sm" c="var(--ink-quiet)">
              {formats.time(event.at, state.timeZone)}
            </Text>
          </li>
        ))}
      </ul>
      <Anchor component={Link} to={`/conventions/${state.id}/journal`} underline="always">
        {t('since.all-facts')}
      </Anchor>
    </Panel>
  );
}
