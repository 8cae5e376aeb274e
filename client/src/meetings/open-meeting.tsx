import type { OpenMeeting as Open } from '@entente/shared/negotiation/state';
import { Group, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName, usePersonName } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { Panel } from '../layout/panel.tsx';
import { ApproveButton } from '../negotiation/approve-button.tsx';
import { AgendaPanel } from './agenda-panel.tsx';
import { AttendancePanel } from './attendance-panel.tsx';
import { ChairPanel } from './chair-panel.tsx';
import { ClosePanel } from './close-panel.tsx';
import { DecisionsPanel } from './decisions-panel.tsx';
import { MeetingDetails } from './meeting-details.tsx';
import { MinutesPanel } from './minutes-panel.tsx';
import { TimePanel } from './time-panel.tsx';

type OpenMeetingProps = { readonly meeting: Open };

/** The meeting that is going on: what to talk about, who is there, the minutes, decisions, approval, closing. */
export function OpenMeeting({ meeting }: OpenMeetingProps) {
  return (
    <>
      <AgendaPanel meeting={meeting} />
      <AttendancePanel meeting={meeting} />
      <ChairPanel meeting={meeting} />
      <MinutesPanel meeting={meeting} />
      <DecisionsPanel meeting={meeting} />
      <ApprovalPanel meeting={meeting} />
      <ClosePanel meeting={meeting} />
      <TimePanel meeting={meeting} />
      <MeetingDetails meeting={meeting} />
    </>
  );
}

function ApprovalPanel({ meeting }: OpenMeetingProps) {
  const { t } = useTranslation('meetings');
  const { state } = useConvention().view;
  const formats = useFormats();
  const party = useOrganisationName();
  const name = usePersonName();
  const given = state.approvals.filter((approval) => approval.meeting === meeting.id);
  return (
    <Panel title={t('approval.title')} intro={t('approval.intro')}>
      {given.length === 0 ? (
        <Text>{t('approval.none')}</Text>
      ) : (
        <List>
          {given.map((one) => (
            <List.Item key={one.organisation}>
              {t('approval.given', {
                party: party(one.organisation),
                name: name(one.person),
                time: formats.time(one.at, state.timeZone),
              })}
            </List.Item>
          ))}
        </List>
      )}
      <Group>
        <ApproveButton meeting={meeting} />
      </Group>
    </Panel>
  );
}
