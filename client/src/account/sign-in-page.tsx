import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { auth } from './auth.ts';
import { AuthCard } from './auth-card.tsx';
import { AuthProblemNote, EmailField, PasswordField } from './auth-fields.tsx';
import { type AuthProblem, authProblem } from './auth-problem.ts';
import { nextPath } from './next-path.ts';

export function SignInPage() {
  const { t } = useTranslation(['account', 'verify']);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [search] = useSearchParams();
  const [problem, setProblem] = useState<AuthProblem>();
  const form = useForm({ initialValues: { email: '', password: '' } });

  const signIn = form.onSubmit(async (values) => {
    setProblem(undefined);
    const { error } = await auth.signIn.email(values);
    if (error) return setProblem(authProblem(error));
    queries.clear();
    await navigate(nextPath(search), { replace: true });
  });

  return (
    <AuthCard title={t('sign-in.title')} intro={t('sign-in.intro')}>
      <form onSubmit={signIn} noValidate>
        <Stack gap="md">
          <AuthProblemNote problem={problem} />
          <EmailField field={form.getInputProps('email')} />
          <PasswordField kind="current" field={form.getInputProps('password')} />
          <Button type="submit" loading={form.submitting} fullWidth>
            {t('sign-in.submit')}
          </Button>
          <Anchor component={Link} to="/forgotten-password" size="sm">
            {t('sign-in.forgotten')}
          </Anchor>
          <Text size="sm">
            {t('sign-in.no-account')}{' '}
            <Anchor component={Link} to={`/sign-up?${search.toString()}`} size="sm" underline="always">
              {t('sign-in.create')}
            </Anchor>
          </Text>
          <Anchor component={Link} to="/verify" size="sm">
            {t('verify:title')}
          </Anchor>
        </Stack>
      </form>
    </AuthCard>
  );
}
