import { partyOf, seatOf } from '@entente/shared/negotiation/permissions';
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

type PassChairProps = { readonly meeting: PlannedMeeting | OpenMeeting };

/** NEG-3: the place is given to one's director, or taken while whoever was chosen has not come. */
export function PassChair({ meeting }: PassChairProps) {
  const { view } = useConvention();
  const isMine = meeting.chair === view.me.person;
  const awaited = meeting.chair !== null && !isMine && !isThere(meeting, meeting.chair) ? meeting.chair : null;
  if (!partyOf(view.state, view.me.person)) return null;
  return (
    <Stack gap="xs" align="flex-start">
      {awaited === null ? null : <StepIn meeting={meeting} awaited={awaited} />}
      <GiveToDirector meeting={meeting} stepsIn={awaited !== null} />
    </Stack>
  );
}

function StepIn({ meeting, awaited }: PassChairProps & { readonly awaited: string }) {
  const { t } = useTranslation('meetings');
  const { view } = useConvention();
  const person = usePersonName();
  return (
    <>
      <Text size="sm" c="var(--ink-quiet)">
        {t('chair.is-absent', { name: person(awaited) })}
      </Text>
      <Pass meeting={meeting} to={view.me.person} />
    </>
  );
}

/** « J'accepte de laisser ma place à mon supérieur »: a button for each director of my party, where my party holds the chair. */
function GiveToDirector({ meeting, stepsIn }: PassChairProps & { readonly stepsIn: boolean }) {
  const { t } = useTranslation('meetings');
  const { state, me } = useConvention().view;
  const person = usePersonName();
  const holder = seatOf(state, meeting.chair ?? meeting.preparedBy)?.organisation.organisation;
  const directors = useOwnDirectors()
    .filter((one) => one.takesPart && one.person !== meeting.chair && !(stepsIn && one.person === me.person))
    .map((one) => one.person);
  if (holder !== undefined && holder !== me.organisation) return null;
  const here = directors.filter((one) => isThere(meeting, one));
  return (
    <>
      <Group gap="xs">
        {here.map((one) => (
          <Pass key={one} meeting={meeting} to={one} />
        ))}
      </Group>
      {directors
        .filter((one) => !here.includes(one))
        .map((one) => (
          <Text key={one} size="sm" c="var(--ink-quiet)">
            {t('chair.must-be-there', { name: person(one) })}
          </Text>
        ))}
    </>
  );
}

function Pass({ meeting, to }: PassChairProps & { readonly to: string }) {
  const { t } = useTranslation('meetings');
  const { view, whyNot } = useConvention();
  const person = usePersonName();
  const command = useCommand();
  const pass = { type: 'passChair', meeting: meeting.id, to } as const;
  return (
    <Stack gap={4}>
      <LockedButton
        size="compact-md"
        variant="default"
        leftSection={<IconArmchair size={16} aria-hidden />}
        refusal={whyNot(pass)}
        loading={command.running}
        onClick={() => void command.run(pass)}
      >
        {to === view.me.person ? t('chair.take') : t('chair.pass', { name: person(to) })}
      </LockedButton>
      <FailureNote error={command.failure} />
    </Stack>
  );
}

/** Who takes over an open meeting is there; before it opens, nobody needs to be. */
function isThere(meeting: PlannedMeeting | OpenMeeting, person: string): boolean {
  return meeting.status === 'planned' || meeting.attendances.some((one) => one.person === person);
}
