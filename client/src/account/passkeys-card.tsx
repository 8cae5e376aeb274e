import type { Passkey } from '@entente/shared/accounts/passkey';
import { mostPasskeys } from '@entente/shared/accounts/passkey';
import type { Me } from '@entente/shared/http/views';
import { Button, Card, Group, List, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { startRegistration } from '@simplewebauthn/browser';
import { IconKey } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, query } from '../api/api.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { FormEnd } from '../layout/form-end.tsx';
import { PasswordField } from './auth-fields.tsx';

/** The keys with which one signs: what they are, those that one has, one more (SIG-2). */
export function PasskeysCard({ me }: { readonly me: Me }) {
  const { t } = useTranslation('account');
  return (
    <Card component="section" id="passkeys" withBorder bg="var(--paper)">
      <Stack gap="md">
        <Title order={2} size="h3">
          {t('passkeys.title')}
        </Title>
        <Text>{t('passkeys.why')}</Text>
        {me.passkeys.possible ? <Passkeys /> : <Text>{t('passkeys.impossible')}</Text>}
      </Stack>
    </Card>
  );
}

function Passkeys() {
  const { t } = useTranslation('account');
  const { data, error } = useQuery(query.passkeys.list.queryOptions());
  const [adding, { open, close }] = useDisclosure(false);
  if (error) return <FailureNote error={error} />;
  if (!data) return null;
  return (
    <>
      {data.length === 0 ? <Text c="var(--ink-quiet)">{t('passkeys.none')}</Text> : null}
      {data.length > 0 ? (
        <List listStyleType="none" spacing="sm" styles={{ itemWrapper: { width: '100%' }, itemLabel: { flex: 1 } }}>
          {data.map((passkey) => (
            <List.Item key={passkey.id} icon={<IconKey size={18} aria-hidden />}>
              <OnePasskey passkey={passkey} />
            </List.Item>
          ))}
        </List>
      ) : null}
      {adding ? <AddPasskey onDone={close} /> : null}
      {!adding && data.length < mostPasskeys ? (
        <div>
          <Button onClick={open}>{t('passkeys.add')}</Button>
        </div>
      ) : null}
    </>
  );
}

function OnePasskey({ passkey }: { readonly passkey: Passkey }) {
  const { t } = useTranslation('account');
  const formats = useFormats();
  const [removing, { open, close }] = useDisclosure(false);
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <div>
          <Text fw={600}>{passkey.name}</Text>
          <Text size="sm" c="var(--ink-quiet)">
            {t(passkey.synced ? 'passkeys.synced' : 'passkeys.in-one-device', { day: formats.day(passkey.createdAt) })}
          </Text>
        </div>
        {removing ? null : (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={t('passkeys.remove-which', { name: passkey.name })}
            onClick={open}
          >
            {t('passkeys.remove')}
          </Button>
        )}
      </Group>
      {removing ? <RemovePasskey passkey={passkey} onDone={close} /> : null}
    </Stack>
  );
}

type OnDone = { readonly onDone: () => void };

/** The password first, then the device asks its owner. */
function AddPasskey({ onDone }: OnDone) {
  const { t } = useTranslation(['account', 'common']);
  const { failure, attempt } = useAttempt();
  const renew = useRenewed();
  const form = useForm({
    initialValues: { name: '', password: '' },
    validate: {
      name: (name) => (name.trim() ? null : t('passkeys.name-missing')),
      password: (password) => (password ? null : t('passkeys.password-missing')),
    },
  });
  const add = form.onSubmit(async ({ name, password }) => {
    const isAdded = await attempt(async () => {
      const { offer, options } = await api.passkeys.offer({ password });
      const registration = await startRegistration({ optionsJSON: options as never });
      await api.passkeys.add({ offer, name: name.trim(), registration: registration as never });
      await renew();
      notifications.show({ message: t('passkeys.added'), closeButtonProps: { 'aria-label': t('common:close') } });
    });
    if (isAdded) onDone();
  });
  return (
    <form onSubmit={add} noValidate aria-label={t('passkeys.add')}>
      <Stack gap="sm" align="flex-start">
        <TextInput
          label={t('passkeys.name')}
          description={t('passkeys.name-why')}
          maxLength={60}
          required
          data-autofocus
          w="100%"
          {...form.getInputProps('name')}
        />
        <PasswordField kind="current" label={t('passkeys.password')} field={form.getInputProps('password')} />
        <Text size="sm">{t('passkeys.device-asks')}</Text>
        <KeyFormEnd failure={failure} isSending={form.submitting} act={t('passkeys.create')} onDone={onDone} />
      </Stack>
    </form>
  );
}

function RemovePasskey({ passkey, onDone }: OnDone & { readonly passkey: Passkey }) {
  const { t } = useTranslation('account');
  const { failure, attempt } = useAttempt();
  const renew = useRenewed();
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (password) => (password ? null : t('passkeys.password-missing')) },
  });
  const remove = form.onSubmit(async ({ password }) => {
    const isGone = await attempt(async () => {
      await api.passkeys.remove({ id: passkey.id, password });
      await renew();
    });
    if (isGone) onDone();
  });
  return (
    <form onSubmit={remove} noValidate aria-label={t('passkeys.remove-which', { name: passkey.name })}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('passkeys.remove-why')}</Text>
        <PasswordField kind="current" label={t('passkeys.password')} field={form.getInputProps('password')} />
        <KeyFormEnd failure={failure} isSending={form.submitting} act={t('passkeys.remove')} onDone={onDone} />
      </Stack>
    </form>
  );
}

type KeyFormEndProps = OnDone & { readonly failure: unknown; readonly isSending: boolean; readonly act: string };

/** Both forms are sent, or left. */
function KeyFormEnd({ failure, isSending, act, onDone }: KeyFormEndProps) {
  const { t } = useTranslation('common');
  return (
    <Group gap="sm" align="flex-start">
      <FormEnd failure={failure} isSending={isSending}>
        {act}
      </FormEnd>
      <Button variant="default" onClick={onDone}>
        {t('cancel')}
      </Button>
    </Group>
  );
}

/** What hangs on how many keys one has is asked again. */
function useRenewed(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: query.passkeys.list.queryKey() }),
      queries.invalidateQueries({ queryKey: query.me.get.queryKey() }),
    ]);
}
