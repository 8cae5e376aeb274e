import { seatOf } from '@entente/shared/negotiation/permissions';
import type { OpenMeeting, PlannedMeeting } from '@entente/shared/negotiation/state';
import { Group, Stack, Text } from '@mantine/core';
import { IconArmchair } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { usePersonName } from '../convention/names.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { LockedButton } from '../negotiation/locked-button.tsx';
import { useCommand } from '../negotiation/use-command.ts';
import { useOwnDirectors } from './own-directors.ts';

type PassChairProps = { readonly meeting: PlannedMeeting | OpenMeeting; readonly size?: string };

/** NEG-3, « j'accepte de laisser ma place à mon supérieur »: one button for each director of my party, when my party holds the chair. */
export function PassChair({ meeting, size = 'compact-md' }: PassChairProps) {
  const { t } = useTranslation('meetings');
  const { view, whyNot } = useConvention();
  const person = usePersonName();
  const command = useCommand();
  const directors = useOwnDirectors().filter((one) => one.takesPart && one.person !== meeting.chair);
  const absent = directors.filter(({ person: one }) => !isThere(meeting, one));
  const holder = seatOf(view.state, meeting.chair ?? meeting.preparedBy)?.organisation.organisation;
  if (directors.length === 0 || (holder !== undefined && holder !== view.me.organisation)) return null;
  return (
    <Stack gap={4}>
      <Group gap="xs">
        {directors
          .filter((one) => !absent.includes(one))
          .map((director) => {
            const pass = { type: 'passChair', meeting: meeting.id, to: director.person } as const;
            const mine = director.person === view.me.person;
            return (
              <LockedButton
                key={director.person}
                size={size}
                variant="default"
                leftSection={<IconArmchair size={16} aria-hidden />}
                refusal={whyNot(pass)}
                loading={command.running}
                onClick={() => void command.run(pass)}
              >
                {mine ? t('chair.take') : t('chair.pass', { name: person(director.person) })}
              </LockedButton>
            );
          })}
      </Group>
      {absent.map((director) => (
        <Text key={director.person} size="sm" c="var(--ink-quiet)">
          {t('chair.must-be-there', { name: person(director.person) })}
        </Text>
      ))}
      <FailureNote error={command.failure} />
    </Stack>
  );
}

/** Who takes over an open meeting is there. */
function isThere(meeting: PlannedMeeting | OpenMeeting, person: string): boolean {
  return meeting.status === 'planned' || meeting.attendances.some((one) => one.person === person);
}
