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

/**
 * The act itself: with a passkey; without one, or without it at hand, with password and mailed code, which is named as weaker;
 * with neither, why not (SIG-2).
 */
export function SignForm({ state }: { readonly state: Frozen }) {
  const me = useMe();
  const { view } = useConvention();
  const signing = useSign(state, view);
  const [withoutKey, setWithoutKey] = useState(false);
  if (!me) return <Loading />;
  const { count, fromReset } = me.passkeys;
  if (count > 0 && !withoutKey) {
    const instead = me.mail ? () => setWithoutKey(true) : undefined;
    return <WithPasskey signing={signing} keys={{ count, fromReset }} onWithoutKey={instead} />;
  }
  if (me.mail) return <WithCode signing={signing} state={state} canAddPasskey={me.passkeys.possible} />;
  return <NoProof canAddPasskey={me.passkeys.possible} />;
}

type WithPasskeyProps = {
  readonly signing: Signing;
  /** How many there are, and how many of them are worth no more than the link that had just set the password. */
  readonly keys: { readonly count: number; readonly fromReset: number };
  /** Nothing where no code can be mailed. */
  readonly onWithoutKey: (() => void) | undefined;
};

function WithPasskey({ signing, keys, onWithoutKey }: WithPasskeyProps) {
  const { t } = useTranslation('signature');
  const isOnlyFromReset = keys.fromReset === keys.count;
  return (
    <Stack gap="md">
      <Claim kind={isOnlyFromReset ? 'reset' : 'passkey'} />
      {keys.fromReset > 0 && !isOnlyFromReset ? <Text size="sm">{t('sign.some-from-reset')}</Text> : null}
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
        {onWithoutKey ? (
          <Button variant="subtle" size="md" onClick={onWithoutKey}>
            {t('sign.without-key')}
          </Button>
        ) : null}
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
function Claim({ kind }: { readonly kind: 'passkey' | 'reset' | 'code' }) {
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
