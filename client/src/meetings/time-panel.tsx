import { type TimeSpent, timeSpent } from '@entente/shared/negotiation/meetings/time';
import type { Meeting } from '@entente/shared/negotiation/state';
import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { usePersonName } from '../convention/names.ts';
import { Panel } from '../layout/panel.tsx';
import { OrganisationName } from '../negotiation/organisation-name.tsx';
import { LogTime } from './log-time.tsx';
import classes from './meetings.module.css';
import { useDuration } from './use-duration.ts';

type TimePanelProps = { readonly meeting: Meeting };

/** What the meeting costs, in time: hidden costs that the budget will have to count (DOC-9). Each says one's own. */
export function TimePanel({ meeting }: TimePanelProps) {
  const { t } = useTranslation('meetings');
  const { view, now } = useConvention();
  const spent = timeSpent(view.state, meeting.id, now());
  return (
    <Panel title={t('time.title')} intro={t('time.intro')}>
      {spent.length === 0 ? (
        <Text c="var(--ink-quiet)">{t('time.none')}</Text>
      ) : (
        <TimeTable spent={spent} running={meeting.status === 'open'} />
      )}
      <LogTime meeting={meeting} />
    </Panel>
  );
}

const columns = ['preparation', 'meeting', 'followUp'] as const;

type TimeTableProps = { readonly spent: readonly TimeSpent[]; readonly running: boolean };

function TimeTable({ spent, running }: TimeTableProps) {
  const { t } = useTranslation('meetings');
  const person = usePersonName();
  const duration = useDuration();
  const organisations = [...new Set(spent.map(({ organisation }) => organisation))];
  const total = (rows: readonly TimeSpent[]) =>
    rows.reduce((sum, row) => sum + row.preparation + row.meeting + row.followUp, 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than a phone scrolls by the keyboard too.
    <section className={classes.scroller} tabIndex={0} aria-label={t('time.title')}>
      <Table verticalSpacing={6} horizontalSpacing="sm" className={classes.times ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('time.who')}</Table.Th>
            {columns.map((column) => (
              <Table.Th key={column}>{t(`time.${column}`)}</Table.Th>
            ))}
            <Table.Th>{t('time.total')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        {organisations.map((organisation) => {
          const rows = spent.filter((row) => row.organisation === organisation);
          return (
            <Table.Tbody key={organisation}>
              {rows.map((row) => (
                <Table.Tr key={row.person}>
                  <Table.Td>{person(row.person)}</Table.Td>
                  {columns.map((column) => (
                    <Table.Td key={column}>{row[column] === 0 ? '–' : duration(row[column])}</Table.Td>
                  ))}
                  <Table.Td>{duration(total([row]))}</Table.Td>
                </Table.Tr>
              ))}
              <Table.Tr>
                <Table.Th scope="row" colSpan={4}>
                  <OrganisationName organisation={organisation} />
                </Table.Th>
                <Table.Th>{duration(total(rows))}</Table.Th>
              </Table.Tr>
            </Table.Tbody>
          );
        })}
      </Table>
      {running ? (
        <Text size="xs" c="var(--ink-quiet)">
          {t('time.running')}
        </Text>
      ) : null}
    </section>
  );
}
