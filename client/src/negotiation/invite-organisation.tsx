import type { InvitedAs } from '@entente/shared/negotiation/state';
import { NativeSelect, NumberInput, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { useConvention } from '../convention/convention-context.ts';
import { useViewCache } from '../convention/use-convention-view.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { CopyLink } from '../layout/copy-link.tsx';
import { FailureNote } from '../layout/failure-note.tsx';
import { Panel } from '../layout/panel.tsx';
import { useMe } from '../session/me.ts';
import { LockedButton } from './locked-button.tsx';
import { whyNotInvite } from './why-not-invite.ts';

const kinds = ['party', 'observer-comments', 'observer-reads'] as const satisfies readonly InvitedAs[];

type Values = { label: string; as: InvitedAs; expiresInDays: number | string; email: string };
type Made = { readonly label: string; readonly url: string; readonly until: string };

/** Makes a link for one more organisation, as a party or as an observer; the link is shown once. */
export function InviteOrganisation() {
  const { t } = useTranslation('negotiation');
  const formats = useFormats();
  const [made, setMade] = useState<Made>();
  return (
    <Panel title={t('invitations.title')} intro={t('invitations.intro')}>
      <InvitationForm onMade={setMade} />
      {made ? (
        <Stack gap={4} role="status">
          <CopyLink label={t('invitations.made', { label: made.label, day: formats.day(made.until) })} url={made.url} />
          <Text size="sm" c="var(--ink-quiet)">
            {t('invitations.once')}
          </Text>
        </Stack>
      ) : null}
    </Panel>
  );
}

function InvitationForm({ onMade }: { readonly onMade: (made: Made) => void }) {
  const { t } = useTranslation('negotiation');
  const { view, facts, now } = useConvention();
  const me = useMe();
  const form = useForm<Values>({
    initialValues: { label: '', as: 'party', expiresInDays: 30, email: '' },
    validate: {
      label: (label) => (label.trim() ? null : t('invitations.label-missing')),
      expiresInDays: (days) => (isExpiry(days) ? null : t('invitations.expires-wrong')),
    },
  });
  const { invite, failure } = useInvite(onMade);
  const { renew } = useViewCache(useConvention().view.state.id);
  const submit = form.onSubmit(async (values) => {
    if (!(await invite(values))) return;
    // Empty before the view is read again: the next invitation may be typed already.
    form.reset();
    await renew();
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md" align="flex-start">
        <SimpleGrid cols={{ base: 1, sm: 2 }} w="100%">
          <TextInput
            label={t('invitations.label')}
            description={t('invitations.label-why')}
            required
            maxLength={120}
            {...form.getInputProps('label')}
          />
          {me?.mail ? (
            <TextInput
              label={t('invitations.email')}
              description={t('invitations.email-why')}
              type="email"
              {...form.getInputProps('email')}
            />
          ) : null}
          <NativeSelect
            label={t('invitations.as')}
            data={kinds.map((kind) => ({ value: kind, label: t(`invitations.as-${kind}`) }))}
            {...form.getInputProps('as')}
          />
          <NumberInput
            label={t('invitations.expires')}
            min={1}
            max={90}
            allowDecimal={false}
            {...form.getInputProps('expiresInDays')}
          />
        </SimpleGrid>
        {form.values.as === 'party' && view.state.stage === 'negotiating' ? (
          <Text size="sm" c="var(--ink-quiet)">
            {t('invitations.late')}
          </Text>
        ) : null}
        <FailureNote error={failure} />
        <LockedButton
          refusal={whyNotInvite(view, form.values.as, { facts, at: now() })}
          loading={form.submitting}
          onClick={submit}
        >
          {t('invitations.submit')}
        </LockedButton>
      </Stack>
    </form>
  );
}

function isExpiry(days: number | string): days is number {
  return typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= 90;
}

function useInvite(onMade: (made: Made) => void) {
  const { view, now } = useConvention();
  const { failure, attempt } = useAttempt();
  const invite = async ({ label, as, expiresInDays, email }: Values) => {
    if (!isExpiry(expiresInDays)) return false;
    return attempt(async () => {
      const { url } = await api.conventions.invite({
        id: view.state.id,
        as,
        label: label.trim(),
        expiresInDays,
        ...(email ? { email } : {}),
      });
      onMade({ label: label.trim(), url, until: daysAfter(now(), expiresInDays) });
    });
  };
  return { invite, failure };
}

function daysAfter(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * 24 * 60 * 60 * 1000).toISOString();
}
