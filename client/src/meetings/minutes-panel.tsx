import type { OpenMeeting } from '@entente/shared/negotiation/state';
import { saysNothing } from '@entente/shared/text/says-nothing';
import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useWords } from '../convention/names.ts';
import { useTextStatus } from '../convention/use-text-status.ts';
import { Panel } from '../layout/panel.tsx';
import classes from './meetings.module.css';
import { MinutesEditor } from './minutes-editor.tsx';

type MinutesPanelProps = { readonly meeting: OpenMeeting };

/** The minutes of the open meeting, on its own page. */
export function MinutesPanel({ meeting }: MinutesPanelProps) {
  const { t } = useTranslation('meetings');
  return (
    <Panel title={t('minutes.title')} intro={t('minutes.why')}>
      <MinutesEditor meeting={meeting.id} />
      <WrittenOtherwise meeting={meeting} />
      <BlankNote meeting={meeting} />
    </Panel>
  );
}

/** Minutes that came by the API stand as long as nobody writes here. */
function WrittenOtherwise({ meeting }: MinutesPanelProps) {
  const { t } = useTranslation('meetings');
  const { facts } = useConvention();
  if (!meeting.minutes || !saysNothing(facts.minutes[meeting.id] ?? '')) return null;
  return (
    <Stack gap={4}>
      <Text size="sm" c="var(--ink-quiet)">
        {t('minutes.by-program')}
      </Text>
      <MinutesText meeting={meeting} />
    </Stack>
  );
}

function BlankNote({ meeting }: MinutesPanelProps) {
  const { t } = useTranslation('meetings');
  const { facts, text } = useConvention();
  const synced = useTextStatus(text, (status) => status.synced);
  if (!synced || meeting.minutes || !saysNothing(facts.minutes[meeting.id] ?? '')) return null;
  return (
    <Text size="sm" c="var(--warn)">
      {t('minutes.blank')}
    </Text>
  );
}

/** Minutes as they stand, read only. */
export function MinutesText({ meeting }: { readonly meeting: { readonly minutes: OpenMeeting['minutes'] } }) {
  const { t } = useTranslation('meetings');
  const text = useWords()(meeting.minutes);
  if (text === '') return <Text c="var(--ink-quiet)">{t('minutes.none')}</Text>;
  return <div className={classes.written}>{text}</div>;
}
