import { adviceOnOpening, type Told } from '@entente/shared/negotiation/meetings/advice';
import type { PlannedMeeting } from '@entente/shared/negotiation/state';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDoorEnter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { reasonsOf } from '../api/errors.ts';
import { useConvention } from '../convention/convention-context.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { LockedButton } from '../negotiation/locked-button.tsx';
import { useCommand } from '../negotiation/use-command.ts';
import { AdviceNote } from './advice-notes.tsx';

type OpenButtonProps = { readonly meeting: PlannedMeeting };

/** Opens the meeting. What there is to tell of ranks is told first (NEG-2), and going on all the same is a second gesture. */
export function OpenButton({ meeting }: OpenButtonProps) {
  const { t } = useTranslation(['meetings', 'common']);
  const { whyNot } = useConvention();
  const command = useCommand();
  const [asking, { open, close }] = useDisclosure(false);
  const told = useToldOnOpening(meeting, command.failure);
  const opening = {
    type: 'openMeeting',
    meeting: meeting.id,
    acknowledges: told.map(({ advice }) => advice),
  } as const;
  const run = async () => {
    // Somebody's rank may have changed elsewhere: then the server tells what this page didn't know.
    if (await command.run({ ...opening, acknowledges: [...opening.acknowledges] })) close();
    else if (told.length === 0) open();
  };
  return (
    <>
      <LockedButton
        refusal={whyNot({ ...opening, acknowledges: [...opening.acknowledges] })}
        leftSection={<IconDoorEnter size={16} aria-hidden />}
        loading={command.running}
        onClick={() => (told.length > 0 ? open() : void run())}
      >
        {t('meetings:open.button')}
      </LockedButton>
      {told.length > 0 ? null : <FailureNote error={command.failure} />}
      <Modal
        opened={asking && told.length > 0}
        onClose={close}
        title={t('meetings:advice.before-opening')}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <Stack>
          {told.map((one) => (
            <AdviceNote key={one.advice} told={one} />
          ))}
          <Text size="sm">{t('meetings:advice.recorded')}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common:cancel')}
            </Button>
            <Button loading={command.running} onClick={() => void run()}>
              {t('meetings:advice.open-anyway')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

/** What this page can tell, and what the server told when it was asked. */
function useToldOnOpening(meeting: PlannedMeeting, failure: unknown): readonly Told[] {
  const { view } = useConvention();
  const { me, colleagues, state } = view;
  const rankOf = Object.fromEntries(
    colleagues.map(({ person, rank }) => [person, { organisation: me.organisation, rank }]),
  );
  const opener = { person: me.person, organisation: me.organisation, rank: me.rank };
  return mergedAdvice(adviceOnOpening(state, meeting, { rankOf, opener }), adviceIn(failure));
}

/** The advice for which the server refused. */
export function adviceIn(failure: unknown): readonly Told[] {
  return (reasonsOf(failure) ?? []).flatMap((reason) =>
    reason.code === 'advice-not-acknowledged' ? [{ advice: reason.advice, parties: reason.parties }] : [],
  );
}

/** Each advice once; what the server told names its parties best. */
export function mergedAdvice(known: readonly Told[], told: readonly Told[]): readonly Told[] {
  return [...told, ...known.filter(({ advice }) => !told.some((one) => one.advice === advice))];
}
