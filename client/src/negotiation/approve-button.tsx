import type { OpenMeeting } from '@entente/shared/negotiation/state';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName } from '../convention/names.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { LockedButton } from './locked-button.tsx';
import { useCommand } from './use-command.ts';

type ApproveButtonProps = { readonly meeting: OpenMeeting; readonly size?: string };

/** Commits my party to the text as it stands (APP-1); asked twice, since the last party's approval freezes it. */
export function ApproveButton({ meeting, size = 'sm' }: ApproveButtonProps) {
  const { t } = useTranslation(['negotiation', 'common']);
  const { view, facts, whyNot } = useConvention();
  const name = useOrganisationName();
  const command = useCommand();
  const [asking, { open, close }] = useDisclosure(false);
  if (
    view.state.stage !== 'negotiating' ||
    !view.state.parties.some((one) => one.organisation === view.me.organisation)
  )
    return null;
  const approve = { type: 'approveConvention', meeting: meeting.id, digest: facts.digest } as const;
  const last = view.state.approvals.length === view.state.parties.length - 1;
  return (
    <>
      <LockedButton
        size={size}
        leftSection={<IconCircleCheck size={16} aria-hidden />}
        refusal={whyNot(approve)}
        onClick={open}
      >
        {t('approve.button')}
      </LockedButton>
      <Modal
        opened={asking}
        onClose={close}
        title={t('approve.title')}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <Stack>
          <Text>{t('approve.what', { organisation: name(view.me.organisation) })}</Text>
          <Text>{t(last ? 'approve.last' : 'approve.not-last')}</Text>
          <Text size="sm" c="var(--ink-quiet)">
            {t('approve.digest', { digest: facts.digest.slice(0, 16) })}
          </Text>
          <FailureNote error={command.failure} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common:cancel')}
            </Button>
            <Button
              loading={command.running}
              onClick={async () => {
                if (await command.run(approve)) close();
              }}
            >
              {t('approve.button')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
