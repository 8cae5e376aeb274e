import { Button } from '@mantine/core';
import { IconCalendarDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';

/** A calendar file: of one meeting, or of all that are planned. */
export function CalendarLink({ meeting }: { readonly meeting?: string }) {
  const { t } = useTranslation('meetings');
  const { id } = useConvention().view.state;
  const file = meeting === undefined ? 'meetings.ics' : `meetings/${meeting}/meeting.ics`;
  return (
    <Button
      component="a"
      href={`/api/conventions/${id}/${file}`}
      download
      variant="default"
      leftSection={<IconCalendarDown size={16} aria-hidden />}
    >
      {t(meeting === undefined ? 'calendar.all' : 'calendar.one')}
    </Button>
  );
}
