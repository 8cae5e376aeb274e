import { useDisclosure } from '@mantine/hooks';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { Panel } from '../layout/panel.tsx';
import { LockedButton } from '../negotiation/locked-button.tsx';
import { useCommand } from '../negotiation/use-command.ts';
import { MeetingForm } from './meeting-form.tsx';
import { newMeeting } from './meeting-form-values.ts';

/** The button that opens the form of a new meeting, and the form. */
export function PlanMeeting() {
  const { t } = useTranslation('meetings');
  const { view, whyNot, now } = useConvention();
  const command = useCommand();
  const [planning, { open, close }] = useDisclosure(false);
  if (!planning) {
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
      </div>
    );
  }
  return (
    <Panel title={t('plan.title')}>
      <MeetingForm
        initial={newMeeting(view.state)}
        submitLabel={t('plan.submit')}
        failure={command.failure}
        running={command.running}
        onCancel={close}
        onPlan={async (plan) => {
          if (await command.run({ type: 'planMeeting', ...plan })) close();
        }}
      />
    </Panel>
  );
}
