import type { OpenMeeting } from '@entente/shared/negotiation/state';
import { Group, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconDoorExit } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { Panel } from '../layout/panel.tsx';
import { LockedButton } from '../negotiation/locked-button.tsx';
import { useCommand } from '../negotiation/use-command.ts';
import { CancelMeetingButton } from './cancel-meeting-button.tsx';
import { whenSaved } from './when-saved.ts';

type ClosePanelProps = { readonly meeting: OpenMeeting };

/** Closes the meeting, once the server has every word that was typed here: it takes the minutes as it has them. */
export function ClosePanel({ meeting }: ClosePanelProps) {
  const { t } = useTranslation(['meetings', 'common']);
  const { view, text, whyNot } = useConvention();
  const command = useCommand();
  const [waiting, setWaiting] = useState(false);
  const [unsaved, setUnsaved] = useState(false);
  const close = { type: 'closeMeeting', meeting: meeting.id } as const;
  const negotiating = view.state.stage === 'negotiating';
  const closeOnceSaved = async () => {
    setWaiting(true);
    const saved = await whenSaved(text);
    setWaiting(false);
    setUnsaved(!saved);
    if (saved) await command.run(close);
  };
  const ask = () =>
    modals.openConfirmModal({
      title: t('close.ask'),
      children: <Text>{t(negotiating ? 'close.text' : 'close.text-frozen')}</Text>,
      labels: { confirm: t('close.button'), cancel: t('common:cancel') },
      closeButtonProps: { 'aria-label': t('common:close') },
      onConfirm: () => void closeOnceSaved(),
    });
  return (
    <Panel title={t('close.title')} intro={t('close.intro')}>
      <Group gap="sm">
        <LockedButton
          refusal={whyNot(close)}
          leftSection={<IconDoorExit size={16} aria-hidden />}
          loading={waiting || command.running}
          onClick={ask}
        >
          {t('close.button')}
        </LockedButton>
        <CancelMeetingButton meeting={meeting} />
      </Group>
      {unsaved ? (
        <Text role="alert" c="var(--warn)">
          {t('close.unsaved')}
        </Text>
      ) : null}
      <FailureNote error={command.failure} />
    </Panel>
  );
}
