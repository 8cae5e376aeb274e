import type { Frozen } from '@entente/shared/negotiation/state';
import { Alert, Anchor, Button, Group, List, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PasswordField } from '../account/auth-fields.tsx';
import { api } from '../api/api.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { useConvention } from '../convention/convention-context.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { Loading } from '../layout/loading.tsx';
import { useMe } from '../session/me.ts';
import { RefuseToSign } from './refuse-to-sign.tsx';
import { type Signing, useSign } from './use-sign.ts';

/** The act itself: with a passkey; without one, with password and mailed code; with neither, why not (SIG-2). */
export function SignForm({ state }: { readonly state: Frozen }) {
  const me = useMe();
  const { view } = useConvention();
  const signing = useSign(state, view);
  if (!me) return <Loading />;
  if (me.passkeys.count > 0) return <WithPasskey signing={signing} />;
  if (me.mail) return <WithCode signing={signing} state={state} canAddPasskey={me.passkeys.possible} />;
  return <NoProof canAddPasskey={me.passkeys.possible} />;
}

function WithPasskey({ signing }: { readonly signing: Signing }) {
  const { t } = useTranslation('signature');
  return (
    <Stack gap="md">
      <Claim kind="passkey" />
      <FailureNote error={signing.failure} />
      <Group gap="sm">
        <Button
          size="md"
          loading={signing.running}
          leftSection={<IconSignature size={18} aria-hidden />}
          onClick={() => void signing.withPasskey()}
        >
          {t('sign.button')}
        </Button>
        <RefuseToSign />
      </Group>
    </Stack>
  );
}

type WithCodeProps = { readonly signing: Signing; readonly state: Frozen; readonly canAddPasskey: boolean };

function WithCode({ signing, state, canAddPasskey }: WithCodeProps) {
  const { t } = useTranslation('signature');
  const [sentTo, setSentTo] = useState<string>();
  const mailing = useAttempt();
  const form = useForm({
    initialValues: { password: '', code: '' },
    validate: {
      password: (password) => (password ? null : t('sign.password-missing')),
      code: (code) => (code.trim() ? null : t('sign.code-missing')),
    },
  });
  const mail = () => mailing.attempt(async () => setSentTo((await api.signing.code({ id: state.id })).sentTo));
  const sign = form.onSubmit(async (answer) => {
    if (!(await signing.withCode(answer))) form.reset();
  });
  return (
    <Stack gap="md">
      <Claim kind="code" />
      {canAddPasskey ? <AddPasskeyFirst /> : null}
      {sentTo ? (
        <form noValidate onSubmit={sign}>
          <Stack gap="md" align="flex-start">
            <Text role="status">{t('sign.code-sent', { sentTo })}</Text>
            <PasswordField kind="current" label={t('sign.password')} field={form.getInputProps('password')} />
            <TextInput
              label={t('sign.code')}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={20}
              required
              {...form.getInputProps('code')}
            />
            <FailureNote error={signing.failure} />
            <Group gap="sm">
              <Button
                type="submit"
                size="md"
                loading={signing.running}
                leftSection={<IconSignature size={18} aria-hidden />}
              >
                {t('sign.button')}
              </Button>
              <Button variant="default" size="md" loading={mailing.running} onClick={() => void mail()}>
                {t('sign.code-again')}
              </Button>
              <RefuseToSign />
            </Group>
          </Stack>
        </form>
      ) : (
        <Group gap="sm">
          <Button size="md" loading={mailing.running} onClick={() => void mail()}>
            {t('sign.code-ask')}
          </Button>
          <RefuseToSign />
        </Group>
      )}
      <FailureNote error={mailing.failure} />
    </Stack>
  );
}

/** Neither a passkey nor mail: nobody reads their own code off the screen. */
function NoProof({ canAddPasskey }: { readonly canAddPasskey: boolean }) {
  const { t } = useTranslation('signature');
  return (
    <Stack gap="md">
      <Alert
        color="orange"
        variant="light"
        title={t('sign.no-proof')}
        styles={{ title: { color: 'var(--ink)' }, message: { color: 'var(--ink)' } }}
      >
        {t(canAddPasskey ? 'sign.no-proof-add' : 'sign.no-proof-ask')}
      </Alert>
      <Group gap="sm">
        {canAddPasskey ? (
          <Button component={Link} to="/account#passkeys" size="md">
            {t('sign.add-passkey')}
          </Button>
        ) : null}
        <RefuseToSign />
      </Group>
    </Stack>
  );
}

function AddPasskeyFirst() {
  const { t } = useTranslation('signature');
  return (
    <Text size="sm">
      {t('sign.passkey-is-stronger')}{' '}
      <Anchor component={Link} to="/account#passkeys" underline="always">
        {t('sign.add-passkey')}
      </Anchor>
    </Text>
  );
}

/** Exactly what is claimed of the signature, and what is not. */
function Claim({ kind }: { readonly kind: 'passkey' | 'code' }) {
  const { t } = useTranslation('signature');
  return (
    <Stack gap={4}>
      <Text>{t(`claim.${kind}`)}</Text>
      <List size="sm">
        <List.Item>{t(`claim.${kind}-shows`)}</List.Item>
        <List.Item>{t('claim.not')}</List.Item>
      </List>
    </Stack>
  );
}
