import type { OpenMeeting as Open } from '@entente/shared/negotiation/state';
import { Group, List, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconDoorExit } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName, usePersonName } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { Panel } from '../layout/panel.tsx';
import { ApproveButton } from '../negotiation/approve-button.tsx';
import { LockedButton } from '../negotiation/locked-button.tsx';
import { useCommand } from '../negotiation/use-command.ts';
import { AttendancePanel } from './attendance-panel.tsx';
import { CancelMeetingButton } from './cancel-meeting-button.tsx';
import { MeetingDetails } from './meeting-details.tsx';
import { MinutesPanel } from './minutes-panel.tsx';
import { type Minutes, useMinutes } from './use-minutes.ts';

type OpenMeetingProps = { readonly meeting: Open };

/** The meeting that is going on: who is there, the minutes, approval, closing. */
export function OpenMeeting({ meeting }: OpenMeetingProps) {
  const minutes = useMinutes(meeting);
  return (
    <>
      <AttendancePanel meeting={meeting} />
      <MinutesPanel meeting={meeting} minutes={minutes} />
      <ApprovalPanel meeting={meeting} />
      <ClosePanel meeting={meeting} minutes={minutes} />
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

function ClosePanel({ meeting, minutes }: OpenMeetingProps & { readonly minutes: Minutes }) {
  const { t } = useTranslation(['meetings', 'common']);
  const { view, whyNot } = useConvention();
  const command = useCommand();
  const [unsaved, setUnsaved] = useState(false);
  const close = { type: 'closeMeeting', meeting: meeting.id } as const;
  const negotiating = view.state.stage === 'negotiating';
  const latest = useRef(minutes);
  useEffect(() => {
    latest.current = minutes;
  });
  const saveAndClose = async () => {
    // Not those of when the question was asked: they may have been saved since.
    const saved = await latest.current.save();
    setUnsaved(!saved);
    if (saved) await command.run(close);
  };
  const ask = () =>
    modals.openConfirmModal({
      title: t('close.ask'),
      children: <Text>{t(negotiating ? 'close.text' : 'close.text-frozen')}</Text>,
      labels: { confirm: t('close.button'), cancel: t('common:cancel') },
      closeButtonProps: { 'aria-label': t('common:close') },
      onConfirm: () => void saveAndClose(),
    });
  return (
    <Panel title={t('close.title')} intro={t('close.intro')}>
      <Group gap="sm">
        <LockedButton
          refusal={whyNot(close)}
          leftSection={<IconDoorExit size={16} aria-hidden />}
          loading={command.running}
          onClick={ask}
        >
          {t('close.button')}
        </LockedButton>
        <CancelMeetingButton meeting={meeting} />
      </Group>
      {unsaved && minutes.unsaved ? <Text role="alert">{t('close.unsaved')}</Text> : null}
      <FailureNote error={command.failure} />
    </Panel>
  );
}
