import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { auth } from './auth.ts';
import { AuthCard } from './auth-card.tsx';
import { AuthProblemNote, EmailField } from './auth-fields.tsx';
import { type AuthProblem, authProblem } from './auth-problem.ts';

/** Asks for a new password. The answer is the same whether or not the address is known. */
export function ForgottenPasswordPage() {
  const { t } = useTranslation('account');
  const [problem, setProblem] = useState<AuthProblem>();
  const [asked, setAsked] = useState(false);
  const form = useForm({ initialValues: { email: '' } });

  const ask = form.onSubmit(async ({ email }) => {
    setProblem(undefined);
    const { error } = await auth.requestPasswordReset({ email, redirectTo: '/reset-password' });
    if (error) setProblem(authProblem(error));
    else setAsked(true);
  });

  return (
    <AuthCard title={t('forgotten.title')} intro={t('forgotten.intro')}>
      {asked ? (
        <Stack role="status" gap="sm">
          <Text>{t('forgotten.asked')}</Text>
          <Text>{t('forgotten.without-mail')}</Text>
        </Stack>
      ) : (
        <form onSubmit={ask} noValidate>
          <Stack gap="md">
            <AuthProblemNote problem={problem} />
            <EmailField field={form.getInputProps('email')} />
            <Button type="submit" loading={form.submitting}>
              {t('forgotten.submit')}
            </Button>
          </Stack>
        </form>
      )}
      <Anchor component={Link} to="/sign-in" size="sm">
        {t('sign-up.sign-in')}
      </Anchor>
    </AuthCard>
  );
}
