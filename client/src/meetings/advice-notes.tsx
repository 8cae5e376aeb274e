import type { Told } from '@entente/shared/negotiation/meetings/advice';
import { Checkbox, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useReasonSentence } from '../negotiation/use-reason-sentence.ts';
import classes from './meetings.module.css';

/** An advice in the sentence that the server would refuse with. */
export function useAdviceSentence(): (told: Told) => string {
  const sentence = useReasonSentence();
  return ({ advice, parties }) =>
    sentence({
      code: 'advice-not-acknowledged',
      rule: advice === 'outranked' ? 'NEG-2' : 'NEG-4',
      advice,
      parties: [...parties],
    });
}

type AdviceNoteProps = { readonly told: Told; readonly children?: ReactNode };

/** What the course advises against, before it is done; beneath it, what can be done about it. */
export function AdviceNote({ told, children }: AdviceNoteProps) {
  const sentence = useAdviceSentence();
  return (
    <div className={classes.advice} role="note">
      <IconAlertTriangle size={18} aria-hidden />
      <Stack gap="xs" className={classes.adviceWords ?? ''}>
        <Text>{sentence(told)}</Text>
        {children}
      </Stack>
    </div>
  );
}

type AcknowledgeProps = {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** It was not ticked when the form was sent. */
  readonly missing: boolean;
};

/** « Nous l'avons lu »: without it the server says no, with it it is in the journal. */
export function Acknowledge({ checked, onChange, missing }: AcknowledgeProps) {
  const { t } = useTranslation('meetings');
  return (
    <Checkbox
      size="md"
      label={t('advice.acknowledge')}
      checked={checked}
      error={missing && !checked ? t('advice.missing') : undefined}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
