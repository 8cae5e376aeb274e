import type { Meeting } from '@entente/shared/negotiation/state';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '../layout/panel.tsx';
import { AgendaList, useAgenda } from './agenda-list.tsx';

/** What the meeting is about, point by point. */
export function AgendaPanel({ meeting }: { readonly meeting: Meeting }) {
  const { t } = useTranslation('meetings');
  const lines = useAgenda(meeting);
  return (
    <Panel title={t('details.agenda')}>
      {lines.length === 0 ? <Text c="var(--ink-quiet)">{t('details.no-agenda')}</Text> : <AgendaList lines={lines} />}
    </Panel>
  );
}
