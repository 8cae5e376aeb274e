import { passwordLengths } from '@entente/shared/accounts/password';
import { Alert, PasswordInput, TextInput } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { AuthProblem } from './auth-problem.ts';

/** Why the account's form did not go through. */
export function AuthProblemNote({ problem }: { readonly problem: AuthProblem | undefined }) {
  const { t } = useTranslation('account');
  if (!problem) return null;
  return (
    <Alert color="red" role="alert" variant="light">
      {t(`problem.${problem}`)}
    </Alert>
  );
}

type FieldProps = { readonly field: GetInputPropsReturnType };

export function EmailField({ field }: FieldProps) {
  const { t } = useTranslation('account');
  return <TextInput label={t('email')} type="email" autoComplete="username" required {...field} />;
}

type PasswordFieldProps = FieldProps & {
  /** `new`: says the rule, and password managers propose one. */
  readonly kind: 'current' | 'new';
  readonly label?: string;
};

export function PasswordField({ field, kind, label }: PasswordFieldProps) {
  const { t } = useTranslation('account');
  return (
    <PasswordInput
      label={label ?? t('password')}
      description={kind === 'new' ? t('password-rule', { count: passwordLengths.min }) : undefined}
      autoComplete={`${kind}-password`}
      required
      w="100%"
      visibilityToggleButtonProps={{ 'aria-label': t('show-password') }}
      {...field}
    />
  );
}
