import { openMeetingOf } from '@entente/shared/negotiation/meetings/meeting-of';
import type { OpenMeeting } from '@entente/shared/negotiation/state';
import { Anchor, Button, Group, Popover, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDoorExit, IconHandStop, IconListCheck, IconNotes, IconUsersGroup } from '@tabler/icons-react';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConvention } from '../convention/convention-context.ts';
import { usePersonName } from '../convention/names.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { ApproveButton } from '../negotiation/approve-button.tsx';
import { LockedButton } from '../negotiation/locked-button.tsx';
import { useCommand } from '../negotiation/use-command.ts';
import { AgendaList, useAgenda } from './agenda-list.tsx';
import { FollowButton, FollowedPlace } from './follow-chair.tsx';
import classes from './meeting-bar.module.css';
import { meetingNumber } from './meeting-number.ts';
import { MinutesBeside } from './minutes-beside.tsx';
import { type Following, useFollowChair } from './use-follow-chair.ts';

/** At the foot of the convention while a meeting is open: who chairs, who is there, what is talked about, what can be done. */
export function MeetingBar() {
  const { view } = useConvention();
  const meeting = openMeetingOf(view.state);
  return meeting ? <OpenBar key={meeting.id} meeting={meeting} /> : null;
}

type BarProps = { readonly meeting: OpenMeeting };

function OpenBar({ meeting }: BarProps) {
  const { t } = useTranslation('meetings');
  const { view } = useConvention();
  const page = `/conventions/${view.state.id}/meetings/${meeting.id}`;
  const [writing, { toggle, close }] = useDisclosure(false);
  const button = useRef<HTMLButtonElement>(null);
  const personName = usePersonName();
  const following = useFollowChair(meeting.chair);
  const beside = useId();
  const closeMinutes = () => {
    close();
    button.current?.focus();
  };
  return (
    <section className={classes.bar} aria-label={t('bar.label')}>
      <WhatGoesOn meeting={meeting} page={page} following={following} />
      <div className={classes.acts}>
        <ComeIn meeting={meeting} />
        <Button
          ref={button}
          variant={writing ? 'light' : 'default'}
          size="compact-sm"
          leftSection={<IconNotes size={16} aria-hidden />}
          aria-expanded={writing}
          aria-controls={writing ? beside : undefined}
          onClick={toggle}
        >
          {t('minutes.title')}
        </Button>
        <Agenda meeting={meeting} />
        {meeting.chair === view.me.person ? null : (
          <FollowButton name={personName(meeting.chair)} following={following} />
        )}
        <Button
          component={Link}
          to={page}
          variant="default"
          size="compact-sm"
          leftSection={<IconDoorExit size={16} aria-hidden />}
        >
          {t('bar.page')}
        </Button>
        <ApproveButton meeting={meeting} size="compact-sm" />
      </div>
      {writing ? <MinutesBeside meeting={meeting} id={beside} onClose={closeMinutes} /> : null}
    </section>
  );
}

type WhatGoesOnProps = BarProps & { readonly page: string; readonly following: Following };

function WhatGoesOn({ meeting, page, following }: WhatGoesOnProps) {
  const { t } = useTranslation('meetings');
  const { view } = useConvention();
  const personName = usePersonName();
  return (
    <Group gap="sm" className={classes.what}>
      <Anchor component={Link} to={page} fw={600} c="inherit" underline="always">
        {t('ordinal', { count: meetingNumber(view.state, meeting.id), ordinal: true })}
      </Anchor>
      <Text size="sm" className={classes.chair ?? ''}>
        {meeting.chair === view.me.person ? t('bar.you-chair') : t('bar.chair', { name: personName(meeting.chair) })}
      </Text>
      <Text size="sm" className={classes.present}>
        <IconUsersGroup size={16} aria-hidden /> {t('bar.present', { count: meeting.attendances.length })}
      </Text>
      <FollowedPlace name={personName(meeting.chair)} following={following} />
    </Group>
  );
}

function ComeIn({ meeting }: BarProps) {
  const { t } = useTranslation('meetings');
  const { view, whyNot } = useConvention();
  const command = useCommand();
  const present = meeting.attendances.some((one) => one.person === view.me.person);
  const come = { type: 'confirmAttendance', meeting: meeting.id, person: view.me.person } as const;
  return (
    <>
      {present ? null : (
        <LockedButton
          size="compact-sm"
          leftSection={<IconHandStop size={16} aria-hidden />}
          refusal={whyNot(come)}
          loading={command.running}
          onClick={() => void command.run(come)}
        >
          {t('bar.i-am-here')}
        </LockedButton>
      )}
      <FailureNote error={command.failure} />
    </>
  );
}

function Agenda({ meeting }: BarProps) {
  const { t } = useTranslation('meetings');
  const lines = useAgenda(meeting);
  const [opened, { toggle, close }] = useDisclosure(false);
  if (lines.length === 0) return null;
  return (
    <Popover
      opened={opened}
      onDismiss={close}
      width="min(28rem, 92vw)"
      position="top-end"
      shadow="md"
      withArrow
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconListCheck size={16} aria-hidden />}
          aria-expanded={opened}
          onClick={toggle}
        >
          {t('agenda.points', { count: lines.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.agenda ?? ''} aria-label={t('details.agenda')}>
        <AgendaList lines={lines} onGo={close} />
      </Popover.Dropdown>
    </Popover>
  );
}
