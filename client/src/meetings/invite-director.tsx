import { chairPassesToADirector } from '@entente/shared/negotiation/rules/chair-passes-to-a-director';
import type { PlannedMeeting } from '@entente/shared/negotiation/state';
import { Anchor, Group, Stack, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConvention } from '../convention/convention-context.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { LockedButton } from '../negotiation/locked-button.tsx';
import { useCommand } from '../negotiation/use-command.ts';
import { type OwnDirector, useOwnDirectors } from './own-directors.ts';

type InviteDirectorProps = { readonly meeting: PlannedMeeting };

/** NEG-3: my director is asked to come, and to lead where my party holds the chair, in one gesture. Nothing once each is expected. */
export function InviteDirector({ meeting }: InviteDirectorProps) {
  const { t } = useTranslation('meetings');
  const { view } = useConvention();
  const directors = useOwnDirectors();
  const isParty = view.state.parties.some(({ organisation }) => organisation === view.me.organisation);
  const missing = directors.filter(({ person }) => !meeting.expected.some((one) => one.person === person));
  if (!isParty) return null;
  if (directors.length === 0) return <NoDirector />;
  if (missing.length === 0) return null;
  return (
    <Stack gap="xs">
      <Text size="sm" c="var(--ink-quiet)">
        {t('director.why')}
      </Text>
      {missing.map((director) => (
        <InviteOne key={director.person} meeting={meeting} director={director} />
      ))}
    </Stack>
  );
}

/** Nobody of my organisation is a director here yet: where that is put right. */
export function NoDirector() {
  const { t } = useTranslation('meetings');
  const { me } = useConvention().view;
  return (
    <Text size="sm">
      {t('director.none')}{' '}
      <Anchor component={Link} to={`/organisations/${me.organisation}`} underline="always" inherit>
        {t('director.none-link')}
      </Anchor>
    </Text>
  );
}

function InviteOne({ meeting, director }: InviteDirectorProps & { readonly director: OwnDirector }) {
  const { t } = useTranslation('meetings');
  const { view, whyNot } = useConvention();
  const command = useCommand();
  const { person, name, takesPart } = director;
  const passing = { from: view.me.organisation, to: person, rank: 'director' } as const;
  const holdsChair = chairPassesToADirector(view.state, meeting, passing).length === 0;
  return (
    <Stack gap={4}>
      <Group gap="xs">
        {(holdsChair ? [true, false] : [false]).map((chairs) => {
          const invite = { type: 'inviteDirector', meeting: meeting.id, person, chairs } as const;
          return (
            <LockedButton
              key={String(chairs)}
              size="compact-md"
              variant={chairs || !holdsChair ? 'light' : 'default'}
              leftSection={<IconUserPlus size={16} aria-hidden />}
              refusal={whyNot(invite)}
              loading={command.running}
              onClick={() => void command.run(invite)}
            >
              {t(chairs ? 'director.invite-to-chair' : 'director.invite', { name })}
            </LockedButton>
          );
        })}
      </Group>
      {takesPart ? null : (
        <Text size="xs" c="var(--ink-quiet)">
          {t('director.will-be-named')}
        </Text>
      )}
      <FailureNote error={command.failure} />
    </Stack>
  );
}
