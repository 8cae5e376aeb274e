import type { OpenMeeting } from '@entente/shared/negotiation/state';
import { CloseButton, Text } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './minutes.module.css';
import { MinutesEditor } from './minutes-editor.tsx';

type MinutesBesideProps = { readonly meeting: OpenMeeting; readonly id: string; readonly onClose: () => void };

/** The minutes beside the text, so that one writes them with the convention before one's eyes. Escape closes it; nothing is lost by that. */
export function MinutesBeside({ meeting, id, onClose }: MinutesBesideProps) {
  const { t } = useTranslation(['meetings', 'common']);
  const beside = useRef<HTMLElement>(null);
  useEffect(() => {
    beside.current?.querySelector<HTMLElement>('[role="textbox"]')?.focus();
  }, []);
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    <aside ref={beside} id={id} className={classes.beside} aria-label={t('meetings:minutes.title')} onKeyDown={pressed}>
      <div className={classes.besideHead}>
        <Text fw={600}>{t('meetings:minutes.title')}</Text>
        <CloseButton aria-label={t('common:close')} onClick={onClose} />
      </div>
      <MinutesEditor meeting={meeting.id} />
    </aside>
  );
}
