import type { OpenMeeting } from '@entente/shared/negotiation/state';
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useWords } from '../convention/names.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { Panel } from '../layout/panel.tsx';
import { useReasonSentence } from '../negotiation/use-reason-sentence.ts';
import classes from './meetings.module.css';
import type { Conflict, Minutes } from './use-minutes.ts';

type MinutesPanelProps = { readonly meeting: OpenMeeting; readonly minutes: Minutes };

/** The minutes of the open meeting: written by those who may, read by the others as they come. */
export function MinutesPanel({ meeting, minutes }: MinutesPanelProps) {
  const { t } = useTranslation('meetings');
  const { whyNot } = useConvention();
  const sentence = useReasonSentence();
  const refusal = whyNot({ type: 'writeMinutes', meeting: meeting.id, minutes: '…' });
  if (refusal) {
    return (
      <Panel title={t('minutes.title')} intro={`${t('minutes.read-only')} ${sentence(refusal.reasons[0])}`}>
        <MinutesText meeting={meeting} />
      </Panel>
    );
  }
  return (
    <Panel title={t('minutes.title')} intro={t('minutes.why')}>
      {minutes.conflict ? <ConflictNote conflict={minutes.conflict} /> : null}
      <Textarea
        label={t('minutes.label')}
        autosize
        minRows={8}
        maxRows={30}
        maxLength={100_000}
        value={minutes.text}
        onChange={(event) => minutes.write(event.currentTarget.value)}
        onBlur={() => {
          if (minutes.unsaved && !minutes.saving) void minutes.save();
        }}
      />
      {minutes.text.trim() === '' ? (
        <Text size="sm" c="var(--warn)">
          {t('minutes.blank')}
        </Text>
      ) : null}
      <FailureNote error={minutes.failure} />
      <SavedLine minutes={minutes} />
    </Panel>
  );
}

function SavedLine({ minutes }: { readonly minutes: Minutes }) {
  const { t } = useTranslation('meetings');
  const saved = !minutes.unsaved && !minutes.saving && minutes.text !== '';
  return (
    <Group gap="sm">
      <Button
        variant="default"
        loading={minutes.saving}
        aria-disabled={minutes.conflict !== undefined}
        onClick={() => void minutes.save()}
      >
        {t('minutes.save')}
      </Button>
      <Text size="sm" c="var(--good)" role="status">
        {saved ? (
          <>
            <IconCheck size={14} aria-hidden /> {t('minutes.saved')}
          </>
        ) : null}
      </Text>
      {saved || minutes.text === '' ? null : (
        <Text size="sm" c="var(--ink-quiet)">
          {t(minutes.saving ? 'minutes.saving' : 'minutes.unsaved')}
        </Text>
      )}
    </Group>
  );
}

/** Two wrote at once: the other version in full, and the choice. */
function ConflictNote({ conflict }: { readonly conflict: Conflict }) {
  const { t } = useTranslation('meetings');
  return (
    <div className={classes.notice} role="alert">
      <Stack gap="sm">
        <Text fw={600}>{t('minutes.conflict.title')}</Text>
        <Text size="sm">{t('minutes.conflict.text')}</Text>
        <section className={`${classes.conflict} ${classes.written}`} aria-label={t('minutes.conflict.other')}>
          {conflict.other}
        </section>
        <Group gap="xs">
          <Button size="compact-md" onClick={conflict.keepBoth}>
            {t('minutes.conflict.both')}
          </Button>
          <Button size="compact-md" variant="default" onClick={conflict.takeTheirs}>
            {t('minutes.conflict.theirs')}
          </Button>
          <Button size="compact-md" variant="default" onClick={conflict.keepMine}>
            {t('minutes.conflict.mine')}
          </Button>
        </Group>
      </Stack>
    </div>
  );
}

/** Minutes as they stand, read only. */
export function MinutesText({ meeting }: { readonly meeting: { readonly minutes: OpenMeeting['minutes'] } }) {
  const { t } = useTranslation('meetings');
  const text = useWords()(meeting.minutes);
  if (text === '') return <Text c="var(--ink-quiet)">{t('minutes.none')}</Text>;
  return <div className={classes.written}>{text}</div>;
}
