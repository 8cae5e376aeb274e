import { type Rank, ranks } from '@entente/shared/negotiation/state';
import { NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { CopyLink } from '../layout/copy-link.tsx';
import { FormEnd } from '../layout/form-end.tsx';
import { Panel } from '../layout/panel.tsx';
import { useMe } from '../session/me.ts';
import type { OrganisationPartProps } from './organisation-page.tsx';

/** Makes a link for one new member. A director alone invites a director. */
export function InviteMember({ view, myRank, changed }: OrganisationPartProps) {
  const { t } = useTranslation(['organisations', 'common']);
  const me = useMe();
  const { failure, attempt } = useAttempt();
  const [made, setMade] = useState<{ readonly label: string; readonly url: string }>();
  const offered = ranks.filter((rank) => rank !== 'director' || myRank === 'director');
  const form = useForm<{ label: string; rank: Rank; email: string }>({
    initialValues: { label: '', rank: 'manager', email: '' },
    validate: { label: (label) => (label.trim() ? null : t('invite.label-missing')) },
  });
  const invite = form.onSubmit(async ({ label, rank, email }) => {
    await attempt(async () => {
      const { url } = await api.organisations.invite({
        id: view.organisation.id,
        label: label.trim(),
        rank,
        ...(email ? { email } : {}),
      });
      setMade({ label: label.trim(), url });
      form.reset();
      await changed();
    });
  });
  return (
    <Panel title={t('invite.title')} intro={t('invite.intro')}>
      <form onSubmit={invite} noValidate>
        <Stack gap="md" align="flex-start">
          <SimpleGrid cols={{ base: 1, sm: 2 }} w="100%">
            <TextInput
              label={t('invite.label')}
              description={t('invite.label-why')}
              required
              {...form.getInputProps('label')}
            />
            <NativeSelect
              label={t('members.rank')}
              description={t('invite.rank-why')}
              data={offered.map((rank) => ({ value: rank, label: t(`common:rank.${rank}`) }))}
              {...form.getInputProps('rank')}
            />
            {me?.mail ? (
              <TextInput
                label={t('invite.email')}
                description={t('invite.email-why')}
                type="email"
                {...form.getInputProps('email')}
              />
            ) : null}
          </SimpleGrid>
          <FormEnd failure={failure} isSending={form.submitting}>
            {t('invite.submit')}
          </FormEnd>
        </Stack>
      </form>
      {made ? <CopyLink label={t('invite.made', { label: made.label })} url={made.url} /> : null}
    </Panel>
  );
}
