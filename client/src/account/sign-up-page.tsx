import { passwordLengths } from '@entente/shared/accounts/password';
import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
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

export function SignUpPage() {
  const { t, i18n } = useTranslation('account');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [search] = useSearchParams();
  const [problem, setProblem] = useState<AuthProblem>();
  const [checkMail, setCheckMail] = useState(false);
  const form = useForm({
    initialValues: { name: '', email: '', password: '' },
    validate: {
      name: (name) => (name.trim() ? null : t('sign-up.name-missing')),
      email: (email) => (/^\S+@\S+$/.test(email) ? null : t('problem.invalid-email')),
      password: (password) => (password.length >= passwordLengths.min ? null : t('problem.password-too-short')),
    },
  });

  const signUp = form.onSubmit(async ({ name, email, password }) => {
    setProblem(undefined);
    const account = { name: name.trim(), email, password, language: i18n.language, callbackURL: nextPath(search) };
    const { data, error } = await auth.signUp.email(account);
    if (error) return setProblem(authProblem(error));
    if (!data.token) return setCheckMail(true);
    queries.clear();
    await navigate(nextPath(search), { replace: true });
  });

  if (checkMail) {
    return (
      <AuthCard title={t('sign-up.check-mail-title')}>
        <Text role="status">{t('sign-up.check-mail', { email: form.values.email })}</Text>
      </AuthCard>
    );
  }
  return (
    <AuthCard title={t('sign-up.title')} intro={t('sign-up.intro')}>
      <form onSubmit={signUp} noValidate>
        <Stack gap="md">
          <AuthProblemNote problem={problem} />
          <TextInput
            label={t('name')}
            description={t('name-why')}
            autoComplete="name"
            required
            {...form.getInputProps('name')}
          />
          <EmailField field={form.getInputProps('email')} />
          <PasswordField kind="new" field={form.getInputProps('password')} />
          <Button type="submit" loading={form.submitting} fullWidth>
            {t('sign-up.submit')}
          </Button>
          <Text size="sm">
            {t('sign-up.have-account')}{' '}
            <Anchor component={Link} to={`/sign-in?${search.toString()}`} size="sm" underline="always">
              {t('sign-up.sign-in')}
            </Anchor>
          </Text>
        </Stack>
      </form>
    </AuthCard>
  );
}
