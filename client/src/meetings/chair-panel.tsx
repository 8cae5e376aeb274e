import type { OpenMeeting, PlannedMeeting } from '@entente/shared/negotiation/state';
import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePersonName } from '../convention/names.ts';
import { Panel } from '../layout/panel.tsx';
import { PassChair } from './pass-chair.tsx';

type ChairPanelProps = { readonly meeting: PlannedMeeting | OpenMeeting };

/** Who leads the meeting, and how the place is given to one's director (NEG-3); who prepared it stays credited. */
export function ChairPanel({ meeting }: ChairPanelProps) {
  const { t } = useTranslation('meetings');
  const person = usePersonName();
  return (
    <Panel title={t('chair.title')}>
      <Stack gap={4}>
        <Text>{meeting.chair === null ? t('chair.nobody-yet') : t('chair.is', { name: person(meeting.chair) })}</Text>
        {meeting.chair === null || meeting.chair === meeting.preparedBy ? null : (
          <Text size="sm" c="var(--ink-quiet)">
            {t('chair.prepared-by', { name: person(meeting.preparedBy) })}
          </Text>
        )}
      </Stack>
      <PassChair meeting={meeting} />
    </Panel>
  );
}
