import type { PlannedMeeting as Planned } from '@entente/shared/negotiation/state';
import { Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDoorEnter, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useWords } from '../convention/names.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { Panel } from '../layout/panel.tsx';
import { LockedButton } from '../negotiation/locked-button.tsx';
import { useCommand } from '../negotiation/use-command.ts';
import { CancelMeetingButton } from './cancel-meeting-button.tsx';
import { ExpectedPeople } from './expected-people.tsx';
import { MeetingDetails } from './meeting-details.tsx';
import { MeetingForm } from './meeting-form.tsx';
import { planOf, valuesOf } from './meeting-form-values.ts';

type PlannedMeetingProps = { readonly meeting: Planned };

/** A meeting to come: its plan, who is expected, and how it is opened, changed or cancelled. */
export function PlannedMeeting({ meeting }: PlannedMeetingProps) {
  const [changing, { open, close }] = useDisclosure(false);
  if (changing) return <ChangeMeeting meeting={meeting} onDone={close} />;
  return (
    <>
      <MeetingDetails meeting={meeting} />
      <ExpectedPeople meeting={meeting} />
      <Acts meeting={meeting} onChange={open} />
    </>
  );
}

function Acts({ meeting, onChange }: PlannedMeetingProps & { readonly onChange: () => void }) {
  const { t } = useTranslation('meetings');
  const { whyNot } = useConvention();
  const command = useCommand();
  const opening = { type: 'openMeeting', meeting: meeting.id } as const;
  return (
    <Stack gap="xs">
      <Text c="var(--ink-quiet)">{t('open.why')}</Text>
      <Group gap="sm">
        <LockedButton
          refusal={whyNot(opening)}
          leftSection={<IconDoorEnter size={16} aria-hidden />}
          loading={command.running}
          onClick={() => void command.run(opening)}
        >
          {t('open.button')}
        </LockedButton>
        <LockedButton
          variant="default"
          leftSection={<IconPencil size={16} aria-hidden />}
          refusal={useWhyNotChange(meeting)}
          onClick={onChange}
        >
          {t('plan.change')}
        </LockedButton>
        <CancelMeetingButton meeting={meeting} />
      </Group>
      <FailureNote error={command.failure} />
    </Stack>
  );
}

/** Asked with an agenda that differs, since a change that changes nothing is refused for that alone. */
function useWhyNotChange(meeting: Planned) {
  const { view, whyNot } = useConvention();
  const words = useWords();
  const plan = planOf(valuesOf(meeting, view.state.timeZone, words), view.state);
  if (!plan) return undefined;
  return whyNot({ type: 'changeMeeting', meeting: meeting.id, ...plan, agenda: `${plan.agenda ?? ''}.` });
}

function ChangeMeeting({ meeting, onDone }: PlannedMeetingProps & { readonly onDone: () => void }) {
  const { t } = useTranslation('meetings');
  const { view } = useConvention();
  const words = useWords();
  const command = useCommand();
  return (
    <Panel title={t('plan.change-title')}>
      <MeetingForm
        initial={valuesOf(meeting, view.state.timeZone, words)}
        submitLabel={t('plan.save')}
        failure={command.failure}
        running={command.running}
        onCancel={onDone}
        onPlan={async (plan) => {
          if (await command.run({ type: 'changeMeeting', meeting: meeting.id, ...plan })) onDone();
        }}
      />
    </Panel>
  );
}
