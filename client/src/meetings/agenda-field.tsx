import { Button, Stack, Textarea } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MeetingFormState } from './meeting-form.tsx';
import { useSuggestedAgenda } from './suggested-agenda.ts';

/** The agenda, a point a line; what is still open and not in it can be added in one gesture. */
export function AgendaField({ form }: { readonly form: MeetingFormState }) {
  const { t } = useTranslation('meetings');
  const { agenda } = form.values;
  const lines = agenda.split('\n').map((line) => line.trim());
  const missing = useSuggestedAgenda().filter((line) => !lines.includes(line));
  const add = () => form.setFieldValue('agenda', [...(agenda.trim() === '' ? [] : [agenda]), ...missing].join('\n'));
  return (
    <Stack gap="xs" align="stretch">
      <Textarea
        label={t('plan.agenda')}
        description={t('plan.agenda-why')}
        autosize
        minRows={3}
        maxRows={16}
        maxLength={100_000}
        {...form.getInputProps('agenda')}
      />
      {missing.length > 0 ? (
        <div>
          <Button
            variant="subtle"
            size="compact-md"
            leftSection={<IconListCheck size={16} aria-hidden />}
            onClick={add}
          >
            {t('agenda.suggest', { count: missing.length })}
          </Button>
        </div>
      ) : null}
    </Stack>
  );
}
