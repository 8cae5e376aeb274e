import { Button, Group, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { Panel } from '../layout/panel.tsx';
import type { OrganisationPartProps } from './organisation-page.tsx';

/** Links that have been made and not used yet; each can be withdrawn. */
export function PendingInvitations({ view, changed }: OrganisationPartProps) {
  const { t } = useTranslation(['organisations', 'common']);
  const formats = useFormats();
  const { failure, attempt } = useAttempt();
  if (view.invitations.length === 0) return null;
  const withdraw = async (invitation: string) => {
    await attempt(async () => {
      await api.organisations.withdrawInvitation({ id: view.organisation.id, invitation });
      await changed();
    });
  };
  return (
    <Panel title={t('pending.title')}>
      <List listStyleType="none" spacing="sm">
        {view.invitations.map((one) => (
          <List.Item key={one.id}>
            <Group gap="sm">
              <Text>
                {one.label} – {t(`common:rank.${one.rank}`)}
              </Text>
              <Text size="sm" c="var(--ink-quiet)">
                {t('pending.until', { day: formats.day(one.expiresAt) })}
              </Text>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('pending.withdraw-of', { label: one.label })}
                onClick={() => void withdraw(one.id)}
              >
                {t('pending.withdraw')}
              </Button>
            </Group>
          </List.Item>
        ))}
      </List>
      <FailureNote error={failure} />
    </Panel>
  );
}
