import { closedSections } from '@entente/shared/negotiation/closed-sections';
import type { Meeting } from '@entente/shared/negotiation/state';
import { Anchor, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConvention } from '../convention/convention-context.ts';
import { useWords } from '../convention/names.ts';
import { sectionAnchor, useSectionTitle } from '../convention/section-title.ts';
import { type AgendaLine, agendaLines } from './agenda-lines.ts';
import classes from './meetings.module.css';

/** The points of a meeting's agenda. */
export function useAgenda({ agenda }: Pick<Meeting, 'agenda'>): readonly AgendaLine[] {
  const words = useWords();
  const title = useSectionTitle();
  return agendaLines(words(agenda), (section) => title(section).title);
}

type AgendaListProps = { readonly lines: readonly AgendaLine[]; readonly onGo?: () => void };

/** The agenda: a point that names a section leads to it, and says when everybody agrees there. */
export function AgendaList({ lines, onGo }: AgendaListProps) {
  const { t } = useTranslation('meetings');
  const { state } = useConvention().view;
  const closed = new Set(closedSections(state));
  return (
    <ol className={classes.agenda} lang={state.language}>
      {lines.map(({ text, section }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two points may be written alike.
        <li key={place}>
          {section === null ? (
            text
          ) : (
            <Anchor
              component={Link}
              to={`/conventions/${state.id}#${sectionAnchor(section)}`}
              onClick={onGo}
              inherit
              underline="always"
            >
              {text}
            </Anchor>
          )}
          {section !== null && closed.has(section) ? (
            <Text span size="sm" c="var(--good)" className={classes.agreed ?? ''}>
              <IconCircleCheck size={15} aria-hidden /> {t('agenda.agreed')}
            </Text>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
