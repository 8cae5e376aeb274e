import { awaitedBy } from '@entente/shared/negotiation/meetings/held-invitation';
import type { PlannedMeeting } from '@entente/shared/negotiation/state';
import { Group, Text } from '@mantine/core';
import { IconMailForward } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName, usePersonName } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { Panel } from '../layout/panel.tsx';
import { LockedButton } from '../negotiation/locked-button.tsx';
import { useCommand } from '../negotiation/use-command.ts';

type HeldInvitationProps = { readonly meeting: PlannedMeeting };

/** NEG-4: the host is told before the invitation leaves. It answers here; the others read what is awaited, and may go on all the same. */
export function HeldInvitation({ meeting }: HeldInvitationProps) {
  const { t } = useTranslation('meetings');
  const { view, whyNot } = useConvention();
  const command = useCommand();
  const formats = useFormats();
  const organisation = useOrganisationName();
  const person = usePersonName();
  const { invitation } = meeting;
  if (invitation.status === 'sent') return null;
  const awaits = awaitedBy(meeting);
  const isMine = awaits.includes(view.me.organisation);
  const parties = formats.list(awaits.map(organisation));
  const send = { type: 'sendMeetingInvitation', meeting: meeting.id } as const;
  return (
    <Panel title={t(invitation.wasSentBefore ? 'held.title-changed' : 'held.title')}>
      <Text>
        {isMine ? t('held.mine', { name: person(meeting.preparedBy) }) : t('held.theirs', { parties })}
        {invitation.wasSentBefore ? ` ${t('held.former-plan')}` : null}
      </Text>
      <Text c="var(--ink-quiet)">{t(isMine ? 'held.mine-how' : 'held.theirs-how')}</Text>
      <Group>
        <LockedButton
          variant={isMine ? 'filled' : 'default'}
          refusal={whyNot(send)}
          leftSection={<IconMailForward size={16} aria-hidden />}
          loading={command.running}
          onClick={() => void command.run(send)}
        >
          {t(isMine ? 'held.answer' : 'held.anyway')}
        </LockedButton>
      </Group>
      <FailureNote error={command.failure} />
    </Panel>
  );
}
