import type { ClosedMeeting, Meeting, OpenMeeting } from '@entente/shared/negotiation/state';
import { Badge, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName, usePersonName } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { HeadingLink } from '../layout/heading-link.tsx';
import { MeetingPlace } from './meeting-place.tsx';
import { useMeetingTitle } from './meeting-title.ts';
import classes from './meetings.module.css';

type MeetingCardProps = { readonly meeting: Meeting };

/** One meeting in the list: which, when, where, and who was there for each party once it was held. */
export function MeetingCard({ meeting }: MeetingCardProps) {
  const { t } = useTranslation('meetings');
  const { state } = useConvention().view;
  const formats = useFormats();
  const title = useMeetingTitle()(meeting);
  const held = meeting.status === 'open' || meeting.status === 'closed';
  const when = held ? meeting.openedAt : meeting.plannedFor;
  return (
    <li className={classes.meeting} data-status={meeting.status}>
      <Stack gap={4}>
        <Group justify="space-between" gap="xs">
          <HeadingLink to={`/conventions/${state.id}/meetings/${meeting.id}`}>{title}</HeadingLink>
          <Badge variant="default" tt="none" fw={600}>
            {t(`status.${meeting.status}`)}
          </Badge>
        </Group>
        <Text>{t(held ? 'opened-at' : 'planned-for', { time: formats.time(when, state.timeZone) })}</Text>
        <Text size="sm" c="var(--ink-quiet)">
          <MeetingPlace place={meeting.place} />
        </Text>
        {meeting.status === 'planned' && meeting.invitation.status === 'held' ? (
          <Text size="sm">{t(meeting.invitation.wasSentBefore ? 'held.title-changed' : 'held.title')}</Text>
        ) : null}
        {held ? <Attended meeting={meeting} /> : null}
      </Stack>
    </li>
  );
}

function Attended({ meeting }: { readonly meeting: OpenMeeting | ClosedMeeting }) {
  const { t } = useTranslation('meetings');
  const { state } = useConvention().view;
  const formats = useFormats();
  const name = useOrganisationName();
  const person = usePersonName();
  const others = meeting.attendances.map((one) => one.organisation);
  const organisations = [...new Set([...state.parties.map((party) => party.organisation), ...others])];
  return (
    <ul className={classes.people}>
      {organisations.map((organisation) => {
        const people = meeting.attendances.filter((one) => one.organisation === organisation);
        const party = name(organisation);
        return (
          <Text component="li" size="sm" key={organisation}>
            {people.length === 0
              ? t('attended.absent', { party })
              : t('attended.for', { party, people: formats.list(people.map((one) => person(one.person))) })}
          </Text>
        );
      })}
    </ul>
  );
}
