import type { Meeting } from '@entente/shared/negotiation/state';
import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { LockedButton } from '../negotiation/locked-button.tsx';
import { useCommand } from '../negotiation/use-command.ts';

type CancelMeetingButtonProps = { readonly meeting: Meeting };

/** Cancels a meeting that is planned or open, after asking. */
export function CancelMeetingButton({ meeting }: CancelMeetingButtonProps) {
  const { t } = useTranslation(['meetings', 'common']);
  const { whyNot } = useConvention();
  const command = useCommand();
  const cancel = { type: 'cancelMeeting', meeting: meeting.id } as const;
  const ask = () =>
    modals.openConfirmModal({
      title: t('cancel.title'),
      children: <Text>{t(meeting.status === 'open' ? 'cancel.open' : 'cancel.planned')}</Text>,
      labels: { confirm: t('cancel.button'), cancel: t('cancel.keep') },
      confirmProps: { color: 'red' },
      closeButtonProps: { 'aria-label': t('common:close') },
      onConfirm: () => void command.run(cancel),
    });
  return (
    <>
      <LockedButton variant="default" refusal={whyNot(cancel)} loading={command.running} onClick={ask}>
        {t('cancel.button')}
      </LockedButton>
      <FailureNote error={command.failure} />
    </>
  );
}
