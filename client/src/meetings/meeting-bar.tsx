import { openMeetingOf } from '@entente/shared/negotiation/meetings/meeting-of';
import type { OpenMeeting } from '@entente/shared/negotiation/state';
import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconHandStop, IconNotes, IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConvention } from '../convention/convention-context.ts';
import { usePersonName } from '../convention/names.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { ApproveButton } from '../negotiation/approve-button.tsx';
import { LockedButton } from '../negotiation/locked-button.tsx';
import { useCommand } from '../negotiation/use-command.ts';
import classes from './meeting-bar.module.css';
import { meetingNumber } from './meeting-number.ts';

/** At the foot of the convention while a meeting is open: who chairs, who is there, what can be done. */
export function MeetingBar() {
  const { view } = useConvention();
  const meeting = openMeetingOf(view.state);
  return meeting ? <OpenBar meeting={meeting} /> : null;
}

function OpenBar({ meeting }: { readonly meeting: OpenMeeting }) {
  const { t } = useTranslation('meetings');
  const { view, whyNot } = useConvention();
  const personName = usePersonName();
  const command = useCommand();
  const page = `/conventions/${view.state.id}/meetings/${meeting.id}`;
  const present = meeting.attendances.some((one) => one.person === view.me.person);
  return (
    <section className={classes.bar} aria-label={t('bar.label')}>
      <Group gap="sm" className={classes.what}>
        <Anchor component={Link} to={page} fw={600} c="inherit" underline="always">
          {t('ordinal', { count: meetingNumber(view.state, meeting.id), ordinal: true })}
        </Anchor>
        <Text size="sm">{t('bar.chair', { name: personName(meeting.chair) })}</Text>
        <Text size="sm" className={classes.present}>
          <IconUsersGroup size={16} aria-hidden /> {t('bar.present', { count: meeting.attendances.length })}
        </Text>
      </Group>
      <Group gap="xs">
        {present ? null : (
          <LockedButton
            size="compact-sm"
            leftSection={<IconHandStop size={16} aria-hidden />}
            refusal={whyNot({ type: 'confirmAttendance', meeting: meeting.id, person: view.me.person })}
            loading={command.running}
            onClick={() => void command.run({ type: 'confirmAttendance', meeting: meeting.id, person: view.me.person })}
          >
            {t('bar.i-am-here')}
          </LockedButton>
        )}
        <Button
          component={Link}
          to={page}
          variant="default"
          size="compact-sm"
          leftSection={<IconNotes size={16} aria-hidden />}
        >
          {t('bar.minutes')}
        </Button>
        <ApproveButton meeting={meeting} size="compact-sm" />
      </Group>
      <FailureNote error={command.failure} />
    </section>
  );
}
