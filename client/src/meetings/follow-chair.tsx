import { type AgreedPart, meetingOfMinutes } from '@entente/shared/sections/parts';
import { Button, Text } from '@mantine/core';
import { IconFocusCentered } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useOrganisationName } from '../convention/names.ts';
import { partName } from '../convention/part-name.ts';
import type { Following } from './use-follow-chair.ts';

type FollowProps = {
  /** Who chairs. */
  readonly name: string;
  readonly following: Following;
};

/** Following the chair's place: offered, never imposed. */
export function FollowButton({ name, following }: FollowProps) {
  const { t } = useTranslation('meetings');
  return (
    <Button
      size="compact-sm"
      variant={following.on ? 'light' : 'default'}
      aria-pressed={following.on}
      leftSection={<IconFocusCentered size={16} aria-hidden />}
      onClick={following.toggle}
    >
      {t('follow.button', { name })}
    </Button>
  );
}

/** Where the chair is while I follow, and how it ends; nothing otherwise. */
export function FollowedPlace({ name, following }: FollowProps) {
  return (
    <Text size="sm" c="var(--ink-quiet)" role="status">
      {following.on ? <Where where={following.where} name={name} /> : null}
    </Text>
  );
}

function Where({ where, name }: Pick<Following, 'where'> & Pick<FollowProps, 'name'>) {
  const { t } = useTranslation('meetings');
  const { t: sections } = useTranslation('sections');
  const organisation = useOrganisationName();
  if (where === null) return t('follow.nowhere', { name });
  if (meetingOfMinutes(where) !== undefined) return t('follow.in-minutes', { name });
  return t('follow.in', { section: partName(sections, where as AgreedPart, organisation) });
}
