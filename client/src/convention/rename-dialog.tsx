import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../layout/failure-note.tsx';
import { useConvention } from './convention-context.ts';

type RenameDialogProps = { readonly onClose: () => void };

/** Gives the convention another title, as the rules allow. */
export function RenameDialog({ onClose }: RenameDialogProps) {
  const { t } = useTranslation(['convention', 'common']);
  const { view, run } = useConvention();
  const [title, setTitle] = useState(view.state.title);
  const rename = useMutation({
    mutationFn: () => run({ type: 'renameConvention', title: title.trim() }),
    onSuccess: onClose,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('convention:rename.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate();
        }}
      >
        <Stack>
          <TextInput
            label={t('convention:rename.label')}
            value={title}
            maxLength={200}
            required
            data-autofocus
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <FailureNote error={rename.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={rename.isPending}>
              {t('common:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
