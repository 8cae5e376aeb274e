import type { Meeting } from '@entente/shared/negotiation/state';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { usePersonName, useWords } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { Facts } from '../layout/facts.tsx';
import { Panel } from '../layout/panel.tsx';
import { MeetingPlace } from './meeting-place.tsx';
import classes from './meetings.module.css';

type MeetingDetailsProps = { readonly meeting: Meeting };

/** Date with its zone, place, agenda; who prepared it stays credited whoever chairs. */
export function MeetingDetails({ meeting }: MeetingDetailsProps) {
  const { t } = useTranslation('meetings');
  const { timeZone } = useConvention().view.state;
  const formats = useFormats();
  const person = usePersonName();
  const agenda = useWords()(meeting.agenda);
  const held = meeting.status === 'open' || meeting.status === 'closed';
  return (
    <Panel title={t('details.title')}>
      <Facts>
        <dt>{t('details.when')}</dt>
        <dd>
          <div>{t('planned-for', { time: formats.time(meeting.plannedFor, timeZone) })}</div>
          {held ? <div>{t('opened-at', { time: formats.time(meeting.openedAt, timeZone) })}</div> : null}
          {meeting.status === 'closed' ? (
            <div>{t('closed-at', { time: formats.time(meeting.closedAt, timeZone) })}</div>
          ) : null}
        </dd>
        <dt>{t('details.where')}</dt>
        <dd>
          <MeetingPlace place={meeting.place} />
        </dd>
        <dt>{t('details.prepared-by')}</dt>
        <dd>{person(meeting.preparedBy)}</dd>
        {held ? (
          <>
            <dt>{t('details.chair')}</dt>
            <dd>{person(meeting.chair)}</dd>
          </>
        ) : null}
        <dt>{t('details.agenda')}</dt>
        <dd className={agenda ? classes.written : undefined}>
          {agenda || <Text c="var(--ink-quiet)">{t('details.no-agenda')}</Text>}
        </dd>
      </Facts>
    </Panel>
  );
}
