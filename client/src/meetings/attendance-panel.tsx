import type { Attendance, ClosedMeeting, OpenMeeting } from '@entente/shared/negotiation/state';
import { Badge, Group, Stack, Text } from '@mantine/core';
import { IconPointFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { usePersonName } from '../convention/names.ts';
import { usePresentPeople } from '../convention/use-text-status.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { Panel } from '../layout/panel.tsx';
import { OrganisationName } from '../negotiation/organisation-name.tsx';
import { AttendanceTick } from './attendance-tick.tsx';
import classes from './meetings.module.css';
import { type Invitable, peopleByOrganisation, withPeople } from './people-by-organisation.ts';

type AttendancePanelProps = { readonly meeting: OpenMeeting | ClosedMeeting };

/**
 * Who is or was there, by organisation, with ranks. While it is open: who has the convention open at this moment, who is
 * confirmed, who is expected; and each organisation ticks its own people (NEG-1).
 */
export function AttendancePanel({ meeting }: AttendancePanelProps) {
  const { t } = useTranslation('meetings');
  const { view } = useConvention();
  const open = meeting.status === 'open';
  const named = open ? peopleByOrganisation(view.state) : [];
  const groups = withPeople(named, [...meeting.attendances, ...meeting.expected]);
  const came = new Set(meeting.attendances.map(({ person }) => person));
  const missing = meeting.expected.filter(({ person }) => !came.has(person)).length;
  return (
    <Panel title={t('attendance.title')} intro={t('attendance.intro')}>
      <Text role="status">
        {t('attendance.count', { count: came.size })}
        {missing > 0 ? ` ${t(open ? 'attendance.awaited' : 'attendance.missed', { count: missing })}` : ''}
      </Text>
      {groups.map(({ organisation, people }) => (
        <Stack key={organisation} gap={4}>
          <Text fw={600} component="h3">
            <OrganisationName organisation={organisation} />
          </Text>
          <ul className={classes.people}>
            {people.map((one) => (
              <Person
                key={one.person}
                meeting={meeting}
                one={one}
                own={open && organisation === view.me.organisation}
              />
            ))}
          </ul>
        </Stack>
      ))}
      {open ? (
        <Text size="sm" c="var(--ink-quiet)">
          {t('attendance.others')}
        </Text>
      ) : null}
    </Panel>
  );
}

type PersonProps = AttendancePanelProps & { readonly one: Invitable; readonly own: boolean };

function Person({ meeting, one, own }: PersonProps) {
  const { t } = useTranslation(['meetings', 'common']);
  const name = usePersonName()(one.person);
  const attendance = meeting.attendances.find(({ person }) => person === one.person);
  const rank = t(`common:rank.${attendance?.rank ?? one.rank}`);
  return (
    <li className={classes.attendance}>
      <Group gap="xs">
        {own && meeting.status === 'open' ? (
          <AttendanceTick meeting={meeting} person={one.person} label={`${name} – ${rank}`} />
        ) : (
          <Text>{`${name} – ${rank}`}</Text>
        )}
        <Signs meeting={meeting} person={one.person} />
      </Group>
      <Text size="sm" c={attendance ? 'var(--ink)' : 'var(--ink-quiet)'}>
        {attendance ? <How attendance={attendance} /> : t('attendance.absent')}
      </Text>
    </li>
  );
}

/** Beside a name: at the page at this moment; chairs; expected. */
function Signs({ meeting, person }: AttendancePanelProps & { readonly person: string }) {
  const { t } = useTranslation('meetings');
  const { text } = useConvention();
  const here = usePresentPeople(text).some(({ id }) => id === person);
  const isExpected = meeting.expected.some((one) => one.person === person);
  const came = meeting.attendances.some((one) => one.person === person);
  return (
    <>
      {meeting.status === 'open' && here ? (
        <Badge
          variant="default"
          tt="none"
          fw={500}
          c="var(--good)"
          leftSection={<IconPointFilled size={12} aria-hidden />}
        >
          {t('attendance.here-now')}
        </Badge>
      ) : null}
      {meeting.chair === person ? (
        <Badge variant="default" tt="none" fw={500}>
          {t('attendance.chairs')}
        </Badge>
      ) : null}
      {isExpected && !came ? (
        <Badge variant="default" tt="none" fw={500}>
          {t(meeting.status === 'open' ? 'attendance.is-expected' : 'attendance.was-expected')}
        </Badge>
      ) : null}
    </>
  );
}

function How({ attendance }: { readonly attendance: Attendance }) {
  const { t } = useTranslation('meetings');
  const { timeZone } = useConvention().view.state;
  const formats = useFormats();
  const how = `${t(`attendance.${attendance.how}`)}, ${formats.time(attendance.at, timeZone)}`;
  return <>{attendance.counts ? how : `${how} – ${t('attendance.not-counting')}`}</>;
}
