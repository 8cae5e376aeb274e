import { passwordLengths } from '@entente/shared/accounts/password';
import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { auth } from './auth.ts';
import { AuthCard } from './auth-card.tsx';
import { AuthProblemNote, PasswordField } from './auth-fields.tsx';
import { type AuthProblem, authProblem } from './auth-problem.ts';

/** Where a reset link leads: `token` comes in the address, or `error` when the link is over. */
export function ResetPasswordPage() {
  const { t } = useTranslation('account');
  const [search] = useSearchParams();
  const token = search.get('token');
  const [problem, setProblem] = useState<AuthProblem | undefined>(token ? undefined : 'link-over');
  const [done, setDone] = useState(false);
  const form = useForm({
    initialValues: { password: '' },
    validate: {
      password: (password) => (password.length >= passwordLengths.min ? null : t('problem.password-too-short')),
    },
  });

  const reset = form.onSubmit(async ({ password }) => {
    setProblem(undefined);
    const { error } = await auth.resetPassword({ newPassword: password, token: token ?? '' });
    if (error) setProblem(authProblem(error));
    else setDone(true);
  });

  return (
    <AuthCard title={t('reset.title')}>
      <AuthProblemNote problem={problem} />
      {done ? <Text role="status">{t('reset.done')}</Text> : null}
      {token && !done ? (
        <form onSubmit={reset} noValidate>
          <Stack gap="md">
            <PasswordField kind="new" label={t('reset.new-password')} field={form.getInputProps('password')} />
            <Button type="submit" loading={form.submitting}>
              {t('reset.submit')}
            </Button>
          </Stack>
        </form>
      ) : null}
      <Anchor component={Link} to="/sign-in" size="sm">
        {t('sign-up.sign-in')}
      </Anchor>
    </AuthCard>
  );
}
