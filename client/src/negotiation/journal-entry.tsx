import type { Event } from '@entente/shared/negotiation/events';
import { Badge, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useWords } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import classes from './journal.module.css';
import { kindOfEvent } from './journal-kinds.ts';
import type { JournalLine } from './journal-lines.ts';
import { useEventSentence, useRefusedBecause } from './use-event-sentence.ts';

/** One fact: what, with which words, when, under which number. */
export function JournalEntryLine({ line }: { readonly line: JournalLine }) {
  const { t } = useTranslation(['negotiation', 'overview']);
  const { timeZone } = useConvention().view.state;
  const formats = useFormats();
  const sentence = useEventSentence();
  const { event, version, hash } = line.entry;
  const kind = kindOfEvent[event.type];
  return (
    <li className={classes.entry} data-kind={kind} value={version}>
      <Text>
        {sentence(event)}
        {line.times > 1 ? ` ${t('journal.times', { count: line.times })}` : ''}
      </Text>
      <Words event={event} />
      <Text size="sm" c="var(--ink-quiet)" component="div" className={classes.about ?? ''}>
        <span>{`${formats.time(event.at, timeZone)} · ${t('journal.number', { number: version })}`}</span>
        <Badge variant="outline" size="sm" className={classes.kind ?? ''}>
          {t(`overview:journal.kinds.${kind}`)}
        </Badge>
        <span className={classes.hash}>{hash.slice(0, 8)}</span>
      </Text>
    </li>
  );
}

/** The words that somebody gave with the act, or why a try was refused. */
function Words({ event }: { readonly event: Event }) {
  const { t } = useTranslation(['negotiation', 'overview']);
  const words = useWords();
  const because = useRefusedBecause();
  if (event.type === 'CommandRefused') {
    return (
      <>
        <List size="sm" aria-label={t('journal.refused-because')}>
          {because(event).map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
        <Text size="xs" c="var(--ink-quiet)" ff="monospace">
          {t('overview:journal.codes', { codes: event.codes.join(', ') })}
        </Text>
      </>
    );
  }
  const said = words(wordsOf(event));
  return said === '' ? null : (
    <Text size="sm" fs="italic" className={classes.said ?? ''}>
      {said}
    </Text>
  );
}

/** The reference to the words that belong to a fact; none where its sentence has them already. */
export function wordsOf(event: Event): { readonly id: string } | null {
  switch (event.type) {
    case 'StanceTaken':
    case 'SectionReopened':
    case 'SigningRefused':
      return event.reason;
    case 'VersionKept':
      return event.label;
    default:
      return null;
  }
}
