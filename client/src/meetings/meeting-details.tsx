import type { Meeting } from '@entente/shared/negotiation/state';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { usePersonName } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { Facts } from '../layout/facts.tsx';
import { Panel } from '../layout/panel.tsx';
import { MeetingPlace } from './meeting-place.tsx';
import { useDuration } from './use-duration.ts';

type MeetingDetailsProps = { readonly meeting: Meeting };

/** Date with its zone, length, place; who prepared it stays credited whoever chairs (NEG-3). */
export function MeetingDetails({ meeting }: MeetingDetailsProps) {
  const { t } = useTranslation('meetings');
  const { timeZone } = useConvention().view.state;
  const formats = useFormats();
  const person = usePersonName();
  const duration = useDuration();
  const held = meeting.status === 'open' || meeting.status === 'closed';
  return (
    <Panel title={t('details.title')}>
      <Facts>
        <dt>{t('details.when')}</dt>
        <dd>
          <div>{t('planned-for', { time: formats.time(meeting.plannedFor, timeZone) })}</div>
          {meeting.durationMinutes === null ? null : (
            <div>{t('details.duration', { duration: duration(meeting.durationMinutes) })}</div>
          )}
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
      </Facts>
    </Panel>
  );
}
