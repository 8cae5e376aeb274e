import { assertNever } from '@entente/shared/assert-never';
import { meetingOf } from '@entente/shared/negotiation/meetings/meeting-of';
import type { CancelledMeeting, ClosedMeeting, Meeting } from '@entente/shared/negotiation/state';
import { Badge, Button, Group } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useConvention } from '../convention/convention-context.ts';
import { Failure } from '../layout/failure.tsx';
import { Page } from '../layout/page.tsx';
import { Panel } from '../layout/panel.tsx';
import { AgendaPanel } from './agenda-panel.tsx';
import { AttendancePanel } from './attendance-panel.tsx';
import { DecisionsPanel } from './decisions-panel.tsx';
import { ExpectedPeople } from './expected-people.tsx';
import { MeetingDetails } from './meeting-details.tsx';
import { useMeetingTitle } from './meeting-title.ts';
import { LateMinutes } from './minutes-editor.tsx';
import { MinutesText } from './minutes-panel.tsx';
import { OpenMeeting } from './open-meeting.tsx';
import { PlannedMeeting } from './planned-meeting.tsx';
import { TimePanel } from './time-panel.tsx';

/** One meeting, as its status makes it. */
export function MeetingPage() {
  const { t } = useTranslation('meetings');
  const { meeting: id = '' } = useParams();
  const { state } = useConvention().view;
  const title = useMeetingTitle();
  const meeting = meetingOf(state, id);
  if (!meeting) return <Failure />;
  return (
    <Page
      title={title(meeting)}
      action={
        <Group gap="sm">
          <Badge variant="default" size="lg" tt="none" fw={600}>
            {t(`status.${meeting.status}`)}
          </Badge>
          <Button component={Link} to={`/conventions/${state.id}/meetings`} variant="subtle" size="compact-md">
            {t('page.title')}
          </Button>
        </Group>
      }
    >
      <InItsStatus key={meeting.id} meeting={meeting} />
    </Page>
  );
}

function InItsStatus({ meeting }: { readonly meeting: Meeting }) {
  switch (meeting.status) {
    case 'planned':
      return <PlannedMeeting meeting={meeting} />;
    case 'open':
      return <OpenMeeting meeting={meeting} />;
    case 'closed':
      return <Closed meeting={meeting} />;
    case 'cancelled':
      return <Cancelled meeting={meeting} />;
    default:
      return assertNever(meeting);
  }
}

function Closed({ meeting }: { readonly meeting: ClosedMeeting }) {
  const { t } = useTranslation('meetings');
  const { id } = useConvention().view.state;
  return (
    <>
      <Panel title={t('minutes.title')}>
        <MinutesText meeting={meeting} />
        <LateMinutes meeting={meeting.id} />
        <Group>
          <Button
            component="a"
            href={`/api/conventions/${id}/meetings/${meeting.id}/minutes.pdf`}
            download
            variant="default"
            leftSection={<IconFileTypePdf size={16} aria-hidden />}
          >
            {t('minutes.pdf')}
          </Button>
        </Group>
      </Panel>
      <DecisionsPanel meeting={meeting} />
      <AttendancePanel meeting={meeting} />
      <AgendaPanel meeting={meeting} />
      <TimePanel meeting={meeting} />
      <MeetingDetails meeting={meeting} />
    </>
  );
}

function Cancelled({ meeting }: { readonly meeting: CancelledMeeting }) {
  return (
    <>
      <MeetingDetails meeting={meeting} />
      <AgendaPanel meeting={meeting} />
      <ExpectedPeople meeting={meeting} />
    </>
  );
}
