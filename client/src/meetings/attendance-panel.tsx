import type { Attendance, ClosedMeeting, OpenMeeting } from '@entente/shared/negotiation/state';
import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { usePersonName } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { Panel } from '../layout/panel.tsx';
import { OrganisationName } from '../negotiation/organisation-name.tsx';
import { AttendanceTick } from './attendance-tick.tsx';
import classes from './meetings.module.css';
import { type Invitable, peopleByOrganisation, withPeople } from './people-by-organisation.ts';

type AttendancePanelProps = { readonly meeting: OpenMeeting | ClosedMeeting };

/** Who is or was there, by organisation. While it is open, each organisation ticks its own people (NEG-1). */
export function AttendancePanel({ meeting }: AttendancePanelProps) {
  const { t } = useTranslation('meetings');
  const { view } = useConvention();
  const open = meeting.status === 'open';
  const named = open ? peopleByOrganisation(view.state) : [];
  const groups = withPeople(named, [...meeting.attendances, ...meeting.expected]);
  return (
    <Panel title={t('attendance.title')} intro={t('attendance.intro')}>
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
      {own && meeting.status === 'open' ? (
        <AttendanceTick meeting={meeting} person={one.person} label={`${name} – ${rank}`} />
      ) : (
        <Text>{`${name} – ${rank}`}</Text>
      )}
      <Text size="sm" c={attendance ? 'var(--ink)' : 'var(--ink-quiet)'}>
        {attendance ? <How attendance={attendance} /> : t('attendance.absent')}
      </Text>
    </li>
  );
}

function How({ attendance }: { readonly attendance: Attendance }) {
  const { t } = useTranslation('meetings');
  const { timeZone } = useConvention().view.state;
  const formats = useFormats();
  const how = `${t(`attendance.${attendance.how}`)}, ${formats.time(attendance.at, timeZone)}`;
  return <>{attendance.counts ? how : `${how} – ${t('attendance.not-counting')}`}</>;
}
