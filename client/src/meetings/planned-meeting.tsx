import { adviceOnPlan } from '@entente/shared/negotiation/meetings/advice';
import type { Advice, PlannedMeeting as Planned } from '@entente/shared/negotiation/state';
import { Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useWords } from '../convention/names.ts';
import { Panel } from '../layout/panel.tsx';
import { LockedButton } from '../negotiation/locked-button.tsx';
import { useCommand } from '../negotiation/use-command.ts';
import { AcknowledgedAdvice } from './acknowledged-advice.tsx';
import { AdviceNote } from './advice-notes.tsx';
import { AgendaPanel } from './agenda-panel.tsx';
import { CalendarLink } from './calendar-link.tsx';
import { CancelMeetingButton } from './cancel-meeting-button.tsx';
import { ChairPanel } from './chair-panel.tsx';
import { ExpectedPeople } from './expected-people.tsx';
import { HeldInvitation } from './held-invitation.tsx';
import { InviteDirector } from './invite-director.tsx';
import { MeetingDetails } from './meeting-details.tsx';
import { MeetingForm } from './meeting-form.tsx';
import { planOf, valuesOf } from './meeting-form-values.ts';
import { OpenButton } from './open-button.tsx';
import { TimePanel } from './time-panel.tsx';

type PlannedMeetingProps = { readonly meeting: Planned };

/** A meeting to come: what to be careful of, its plan, who is expected and who leads, and how it is opened, changed or cancelled. */
export function PlannedMeeting({ meeting }: PlannedMeetingProps) {
  const [changing, { open, close }] = useDisclosure(false);
  if (changing) return <ChangeMeeting meeting={meeting} onDone={close} />;
  return (
    <>
      <Acts meeting={meeting} onChange={open} />
      <HeldInvitation meeting={meeting} />
      <PlanAdvice meeting={meeting} />
      <MeetingDetails meeting={meeting} />
      <AgendaPanel meeting={meeting} />
      <ExpectedPeople meeting={meeting}>
        <InviteDirector meeting={meeting} />
      </ExpectedPeople>
      <ChairPanel meeting={meeting} />
      <TimePanel meeting={meeting} />
    </>
  );
}

/** NEG-2 and NEG-4, for whoever reads the plan: the planner was told before, the others are told here. */
function PlanAdvice({ meeting }: PlannedMeetingProps) {
  const { t } = useTranslation('meetings');
  const { view } = useConvention();
  const told = adviceOnPlan(view.state, meeting);
  if (told.length === 0) return null;
  return (
    <Panel title={t('advice.title')}>
      {told.map((one) => (
        <AdviceNote key={one.advice} told={one}>
          {one.advice === 'outranked' && one.parties.includes(view.me.organisation) ? (
            <InviteDirector meeting={meeting} />
          ) : null}
        </AdviceNote>
      ))}
      <AcknowledgedAdvice meeting={meeting} />
    </Panel>
  );
}

function Acts({ meeting, onChange }: PlannedMeetingProps & { readonly onChange: () => void }) {
  const { t } = useTranslation('meetings');
  return (
    <Stack gap="xs">
      <Text c="var(--ink-quiet)">{t('open.why')}</Text>
      <Group gap="sm">
        <OpenButton meeting={meeting} />
        <LockedButton
          variant="default"
          leftSection={<IconPencil size={16} aria-hidden />}
          refusal={useWhyNotChange(meeting)}
          onClick={onChange}
        >
          {t('plan.change')}
        </LockedButton>
        <CancelMeetingButton meeting={meeting} />
        <CalendarLink meeting={meeting.id} />
      </Group>
    </Stack>
  );
}

/** Asked with an agenda that differs, since a change that changes nothing is refused for that alone; advice is for the form. */
function useWhyNotChange(meeting: Planned) {
  const { view, whyNot } = useConvention();
  const words = useWords();
  const plan = planOf(valuesOf(meeting, view.state.timeZone, words), view);
  if (!plan) return undefined;
  const acknowledges: Advice[] = ['outranked', 'host-without-lead-wish'];
  return whyNot({
    type: 'changeMeeting',
    meeting: meeting.id,
    ...plan,
    agenda: `${plan.agenda ?? ''}.`,
    acknowledges,
  });
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
