import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { auth } from '../account/auth.ts';
import { clearLocalCopies, unsentWords } from '../offline/local-copies.ts';

/**
 * Signs out and leaves nothing on a shared computer. Words that the server doesn't have yet would be lost with the local
 * copies: the person is asked first.
 */
export function useSignOut(): () => void {
  const { t } = useTranslation(['account', 'common']);
  const navigate = useNavigate();
  const queries = useQueryClient();

  const signOut = async () => {
    await auth.signOut();
    queries.clear();
    await navigate('/sign-in', { replace: true });
    await clearLocalCopies();
  };

  return () => {
    void unsentWords().then((unsent) => {
      if (!unsent) return signOut();
      modals.openConfirmModal({
        title: t('sign-out.title'),
        children: <Text>{t('sign-out.unsent')}</Text>,
        labels: { confirm: t('sign-out.anyway'), cancel: t('sign-out.stay') },
        confirmProps: { color: 'red' },
        closeButtonProps: { 'aria-label': t('common:close') },
        onConfirm: () => void signOut(),
      });
    });
  };
}
