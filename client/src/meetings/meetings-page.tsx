import type { Meeting } from '@entente/shared/negotiation/state';
import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { Page } from '../layout/page.tsx';
import { CalendarLink } from './calendar-link.tsx';
import { FirstMeetingRule } from './first-meeting-rule.tsx';
import { MeetingCard } from './meeting-card.tsx';
import classes from './meetings.module.css';
import { PlanMeeting } from './plan-meeting.tsx';
import { ReflectionPanel } from './reflection-panel.tsx';

const statuses = ['open', 'planned', 'closed', 'cancelled'] as const;

/** Every meeting, what the first-meeting rule still asks, and how long the parties want to reflect (NEG-1). */
export function MeetingsPage() {
  const { t } = useTranslation('meetings');
  const { state } = useConvention().view;
  return (
    <Page title={t('page.title')} intro={t('page.intro')}>
      <FirstMeetingRule />
      {state.meetings.length === 0 ? <Text c="var(--ink-quiet)">{t('list.none')}</Text> : null}
      {statuses.map((status) => (
        <MeetingList key={status} status={status} />
      ))}
      <Stack gap="sm">
        <PlanMeeting />
        {state.meetings.some(({ status }) => status === 'planned') ? (
          <div>
            <CalendarLink />
          </div>
        ) : null}
      </Stack>
      <ReflectionPanel />
    </Page>
  );
}

function MeetingList({ status }: { readonly status: Meeting['status'] }) {
  const { t } = useTranslation('meetings');
  const { state } = useConvention().view;
  const meetings = inReadingOrder(state.meetings.filter((meeting) => meeting.status === status));
  if (meetings.length === 0) return null;
  return (
    <Stack gap="sm" component="section">
      <Title order={2} size="h3">
        {t(`list.${status}`)}
      </Title>
      <ul className={classes.meetings}>
        {meetings.map((meeting) => (
          <MeetingCard key={meeting.id} meeting={meeting} />
        ))}
      </ul>
    </Stack>
  );
}

/** The next one first; of those behind us, the latest first. */
function inReadingOrder(meetings: readonly Meeting[]): readonly Meeting[] {
  return [...meetings].sort((a, b) => {
    if (a.status === 'closed' && b.status === 'closed') return b.openedAt.localeCompare(a.openedAt);
    return a.plannedFor.localeCompare(b.plannedFor);
  });
}
