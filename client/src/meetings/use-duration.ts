import { useTranslation } from 'react-i18next';

/** « 45 min », « 2 h », « 1 h 30 », from minutes. */
export function useDuration(): (minutes: number) => string {
  const { t } = useTranslation('meetings');
  return (minutes) => {
    const whole = Math.round(minutes);
    const [hours, rest] = [Math.floor(whole / 60), whole % 60];
    if (hours === 0) return t('duration.minutes', { minutes: rest });
    if (rest === 0) return t('duration.hours', { hours });
    return t('duration.both', { hours, minutes: String(rest).padStart(2, '0') });
  };
}
