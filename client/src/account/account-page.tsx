import type { Me } from '@entente/shared/http/views';
import { Alert, Anchor, Button, Card, Container, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, query } from '../api/api.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { FormEnd } from '../layout/form-end.tsx';
import { usePageTitle } from '../layout/use-page-title.ts';
import { clearLocalCopies } from '../offline/local-copies.ts';
import { useMe } from '../session/me.ts';
import { PasswordField } from './auth-fields.tsx';
import { PasskeysCard } from './passkeys-card.tsx';

/** One's own name, data and account. */
export function AccountPage() {
  const { t } = useTranslation('account');
  const me = useMe();
  usePageTitle(t('page.title'));
  if (!me) return null;
  return (
    <Container component="main" id="content" size="sm" py="xl">
      <Stack gap="xl">
        <Title order={1}>{t('page.title')}</Title>
        <NameCard me={me} />
        <PasskeysCard me={me} />
        <Card withBorder bg="var(--paper)">
          <Stack gap="sm" align="flex-start">
            <Title order={2} size="h3">
              {t('page.data')}
            </Title>
            <Text>{t('page.data-why')}</Text>
            <Anchor href="/api/me/export" download>
              {t('page.download')}
            </Anchor>
          </Stack>
        </Card>
        <RemovalCard />
      </Stack>
    </Container>
  );
}

function NameCard({ me }: { readonly me: Me }) {
  const { t } = useTranslation(['account', 'common']);
  const queries = useQueryClient();
  const { failure, attempt } = useAttempt();
  const form = useForm({
    initialValues: { name: me.person.name },
    validate: { name: (name) => (name.trim() ? null : t('sign-up.name-missing')) },
  });
  const save = form.onSubmit(async ({ name }) => {
    await attempt(async () => {
      queries.setQueryData(query.me.get.queryKey(), await api.me.change({ name: name.trim() }));
      notifications.show({ message: t('page.saved'), closeButtonProps: { 'aria-label': t('common:close') } });
    });
  });
  return (
    <Card withBorder bg="var(--paper)">
      <form onSubmit={save} noValidate>
        <Stack gap="md" align="flex-start">
          <TextInput
            label={t('name')}
            description={t('name-why')}
            autoComplete="name"
            w="100%"
            {...form.getInputProps('name')}
          />
          <TextInput label={t('email')} value={me.person.email} readOnly w="100%" />
          <FormEnd failure={failure} isSending={form.submitting}>
            {t('common:save')}
          </FormEnd>
        </Stack>
      </form>
    </Card>
  );
}

function RemovalCard() {
  const { t } = useTranslation('account');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { failure, attempt } = useAttempt();
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (password) => (password ? null : t('passkeys.password-missing')) },
  });
  const remove = form.onSubmit(async ({ password }) => {
    await attempt(async () => {
      await api.me.remove({ password });
      await clearLocalCopies();
      queries.clear();
      await navigate('/sign-in', { replace: true });
    });
  });
  return (
    <Card withBorder bg="var(--paper)">
      <form onSubmit={remove} noValidate>
        <Stack gap="md" align="flex-start">
          <Title order={2} size="h3">
            {t('page.removal')}
          </Title>
          <Text>{t('page.removal-why')}</Text>
          <Alert variant="light" color="orange" w="100%">
            {t('page.removal-last-director')}
          </Alert>
          <PasswordField kind="current" label={t('page.removal-password')} field={form.getInputProps('password')} />
          <FailureNote error={failure} />
          <Button type="submit" color="red" loading={form.submitting}>
            {t('page.remove')}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
