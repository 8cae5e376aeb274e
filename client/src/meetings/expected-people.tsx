import type { Meeting } from '@entente/shared/negotiation/state';
import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePersonName } from '../convention/names.ts';
import { Panel } from '../layout/panel.tsx';
import { OrganisationName } from '../negotiation/organisation-name.tsx';
import classes from './meetings.module.css';
import { withPeople } from './people-by-organisation.ts';

type ExpectedPeopleProps = { readonly meeting: Meeting; readonly children?: ReactNode };

/** Who is expected, by organisation, each with a rank (NEG-2); beneath it, what can be done about it. */
export function ExpectedPeople({ meeting, children }: ExpectedPeopleProps) {
  const { t } = useTranslation(['meetings', 'common']);
  const person = usePersonName();
  const groups = withPeople([], meeting.expected);
  return (
    <Panel title={t('expected.title')}>
      {groups.length === 0 ? <Text c="var(--ink-quiet)">{t('expected.nobody')}</Text> : null}
      {groups.map((group) => (
        <Stack key={group.organisation} gap={4}>
          <Text fw={600} component="h3">
            <OrganisationName organisation={group.organisation} />
          </Text>
          <ul className={classes.people}>
            {group.people.map((one) => (
              <li key={one.person}>
                {person(one.person)} – {t(`common:rank.${one.rank}`)}
              </li>
            ))}
          </ul>
        </Stack>
      ))}
      {children}
    </Panel>
  );
}
