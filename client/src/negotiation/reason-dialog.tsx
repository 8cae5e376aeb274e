import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../layout/failure-note.tsx';

export type ReasonDialogProps = {
  readonly title: string;
  readonly label: string;
  readonly explanation: string;
  readonly failure: unknown;
  readonly running: boolean;
  readonly onClose: () => void;
  readonly onSay: (reason: string) => void;
};

/** Asks for the reason that goes with an act; all partners read it. */
export function ReasonDialog({ title, label, explanation, failure, running, onClose, onSay }: ReasonDialogProps) {
  const { t } = useTranslation('common');
  const [reason, setReason] = useState('');
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSay(reason);
        }}
      >
        <Stack>
          <Text size="sm">{explanation}</Text>
          <Textarea
            label={label}
            required
            autosize
            minRows={3}
            maxLength={4_000}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <FailureNote error={failure} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={running}>
              {title}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
