import type { Meeting } from '@entente/shared/negotiation/state';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { meetingNumber } from './meeting-number.ts';

/** « 2e rencontre »; a cancelled one has no number, since it counts for nothing. */
export function useMeetingTitle(): (meeting: Meeting) => string {
  const { t } = useTranslation('meetings');
  const { state } = useConvention().view;
  return (meeting) =>
    meeting.status === 'cancelled'
      ? t('a-meeting')
      : t('ordinal', { count: meetingNumber(state, meeting.id), ordinal: true });
}
