import type { OpenMeeting } from '@entente/shared/negotiation/state';
import { type AgreedPart, meetingOfMinutes } from '@entente/shared/sections/parts';
import { Button, Text } from '@mantine/core';
import { IconFocusCentered } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useOrganisationName, usePersonName } from '../convention/names.ts';
import { partName } from '../convention/part-name.ts';
import { type Following, useFollowChair } from './use-follow-chair.ts';

type FollowChairProps = { readonly meeting: OpenMeeting };

/** Following the chair's place: offered, never imposed. It says what it does, and where the chair is. */
export function FollowChair({ meeting }: FollowChairProps) {
  const { t } = useTranslation('meetings');
  const name = usePersonName()(meeting.chair);
  const following = useFollowChair(meeting.chair);
  return (
    <>
      <Button
        size="compact-sm"
        variant={following.on ? 'light' : 'default'}
        aria-pressed={following.on}
        leftSection={<IconFocusCentered size={16} aria-hidden />}
        onClick={following.toggle}
      >
        {t('follow.button', { name })}
      </Button>
      <Text size="sm" c="var(--ink-quiet)" role="status">
        <Where following={following} name={name} />
      </Text>
    </>
  );
}

function Where({ following, name }: { readonly following: Following; readonly name: string }) {
  const { t } = useTranslation('meetings');
  const { t: sections } = useTranslation('sections');
  const organisation = useOrganisationName();
  const { on, where } = following;
  if (!on) return null;
  if (where === null) return <>{t('follow.nowhere', { name })}</>;
  if (meetingOfMinutes(where) !== undefined) return <>{t('follow.in-minutes', { name })}</>;
  return <>{t('follow.in', { section: partName(sections, where as AgreedPart, organisation) })}</>;
}
