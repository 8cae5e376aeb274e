import type { Event, EventOf, EventType } from '@entente/shared/negotiation/events';
import type { AgreedPart } from '@entente/shared/sections/parts';
import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { query } from '../api/api.ts';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName, usePersonName } from '../convention/names.ts';
import { partName } from '../convention/part-name.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { Panel } from '../layout/panel.tsx';
import { useEventSentence } from '../negotiation/use-event-sentence.ts';
import classes from './since.module.css';

/** What is no news of the negotiation: refused tries, saves, who came; the journal has them. */
const leftOut: ReadonlySet<EventType> = new Set<EventType>([
  'CommandRefused',
  'MinutesWritten',
  'VersionKept',
  'AttendanceRecorded',
  'AttendanceWithdrawn',
  'TimeLogged',
]);

type Entry = { readonly version: number; readonly event: Event };
type Stances = { readonly version: number; readonly event: EventOf<'StanceTaken'>; readonly sections: AgreedPart[] };

/** What else happened since: positions, sections that were reopened, partners, meetings. */
export function FactsSince({ after }: { readonly after: string | undefined }) {
  const { t } = useTranslation('overview');
  const { state } = useConvention().view;
  const journal = useQuery(query.conventions.journal.queryOptions({ input: { id: state.id } }));
  if (!journal.data) return null;
  const isNews = ({ type, at }: Event) => !leftOut.has(type) && (after === undefined || at > after);
  const news = together(journal.data.filter(({ event }) => isNews(event))).toReversed();
  return (
    <Panel title={t('since.facts')}>
      {news.length === 0 ? <Text>{t('since.no-facts')}</Text> : null}
      <ul className={classes.facts}>
        {news.slice(0, 50).map((fact) => (
          <li key={fact.version}>
            <Fact fact={fact} />
          </li>
        ))}
      </ul>
      <Anchor component={Link} to={`/conventions/${state.id}/journal`} underline="always">
        {t('since.all-facts')}
      </Anchor>
    </Panel>
  );
}

function Fact({ fact }: { readonly fact: Entry | Stances }) {
  const { t } = useTranslation(['overview', 'negotiation']);
  const { t: sections } = useTranslation('sections');
  const { timeZone } = useConvention().view.state;
  const formats = useFormats();
  const sentence = useEventSentence();
  const person = usePersonName();
  const organisation = useOrganisationName();
  const said =
    'sections' in fact && fact.sections.length > 1
      ? t('since.stances', {
          who: person(fact.event.by),
          organisation: organisation(fact.event.organisation),
          position: t(`negotiation:take.${fact.event.position}`).toLocaleLowerCase(),
          sections: formats.list(fact.sections.map((part) => partName(sections, part, organisation))),
        })
      : sentence(fact.event);
  return (
    <>
      {said}{' '}
      <Text span size="sm" c="var(--ink-quiet)">
        {formats.time(fact.event.at, timeZone)}
      </Text>
    </>
  );
}

/** Positions that one person takes one after the other, the same on each section, are one line. */
function together(entries: readonly Entry[]): readonly (Entry | Stances)[] {
  const facts: (Entry | Stances)[] = [];
  for (const { version, event } of entries) {
    const last = facts.at(-1);
    if (event.type !== 'StanceTaken') facts.push({ version, event });
    else if (last && 'sections' in last && isSame(last.event, event)) last.sections.push(event.section);
    else facts.push({ version, event, sections: [event.section] });
  }
  return facts;
}

function isSame(one: EventOf<'StanceTaken'>, other: EventOf<'StanceTaken'>): boolean {
  const keys = ['by', 'organisation', 'position'] as const;
  return keys.every((key) => one[key] === other[key]) && one.reason === null && other.reason === null;
}
