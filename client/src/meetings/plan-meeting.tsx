import { usualPlan } from '@entente/shared/negotiation/meetings/usual-plan';
import { Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useWords } from '../convention/names.ts';
import { useViewCache } from '../convention/use-convention-view.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { Panel } from '../layout/panel.tsx';
import { LockedButton } from '../negotiation/locked-button.tsx';
import { useCommand } from '../negotiation/use-command.ts';
import { MeetingForm, type Plan } from './meeting-form.tsx';
import { newMeeting } from './meeting-form-values.ts';
import { useSuggestedAgenda } from './suggested-agenda.ts';

/** The button that opens the form of a new meeting, and the form. */
export function PlanMeeting() {
  const { t } = useTranslation('meetings');
  const { whyNot, now } = useConvention();
  const naming = useCommand();
  const [planning, { open, close }] = useDisclosure(false);
  if (planning) return <PlanForm onDone={close} nameDirectors={naming} />;
  const any = { type: 'planMeeting', plannedFor: now(), place: { kind: 'remote' }, expected: [] } as const;
  return (
    <div>
      <LockedButton
        refusal={whyNot({ ...any, expected: [] })}
        leftSection={<IconCalendarPlus size={16} aria-hidden />}
        onClick={open}
      >
        {t('plan.button')}
      </LockedButton>
      <FailureNote error={naming.failure} />
    </div>
  );
}

type PlanFormProps = { readonly onDone: () => void; readonly nameDirectors: ReturnType<typeof useCommand> };

function PlanForm({ onDone, nameDirectors }: PlanFormProps) {
  const { t } = useTranslation('meetings');
  const { view, now } = useConvention();
  const words = useWords();
  const cache = useViewCache(view.state.id);
  const command = useCommand();
  const suggested = useSuggestedAgenda();
  const plan = async (wanted: Plan) => {
    if (!(await command.run({ type: 'planMeeting', ...wanted }))) return;
    // My directors who take no part yet are named with the meeting to which they are asked (NEG-3).
    const meeting = cache.read()?.state.meetings.at(-1)?.id;
    const seated = new Set(
      [...view.state.parties, ...view.state.observers].flatMap(({ participants }) =>
        participants.map(({ person }) => person),
      ),
    );
    onDone();
    for (const { person } of wanted.expected) {
      if (meeting === undefined || seated.has(person)) continue;
      await nameDirectors.run({ type: 'inviteDirector', meeting, person, chairs: false });
    }
  };
  return (
    <Panel title={t('plan.title')}>
      {usualPlan(view.state, now()) ? <Text c="var(--ink-quiet)">{t('plan.as-usual')}</Text> : null}
      <MeetingForm
        initial={newMeeting({ state: view.state, now: now(), words, agenda: suggested.join('\n') })}
        submitLabel={t('plan.submit')}
        failure={command.failure}
        running={command.running}
        onCancel={onDone}
        onPlan={plan}
      />
    </Panel>
  );
}
