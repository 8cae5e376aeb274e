import { type AgreedPart, partyOfCore } from '@entente/shared/sections/parts';
import { useTranslation } from 'react-i18next';
import { onePerPerson } from '../editor/present-people.ts';
import { StanceDots } from '../negotiation/stance-dots.tsx';
import { useConvention } from './convention-context.ts';
import classes from './outline.module.css';
import { PersonAvatar } from './person-avatar.tsx';
import { sectionAnchor, useSectionTitle } from './section-title.ts';
import { useParts } from './use-parts.ts';
import { usePresentPeople } from './use-text-status.ts';

type OutlineProps = { readonly current: AgreedPart | undefined; readonly onGo?: () => void };

/** The convention's parts, in order: where I am, who works where. */
export function Outline({ current, onGo }: OutlineProps) {
  const { t } = useTranslation('convention');
  const parts = useParts();
  return (
    <nav className={classes.outline} aria-label={t('outline')}>
      <ol className={classes.list}>
        {parts.map((section) => (
          <li key={section}>
            <OutlineEntry section={section} isCurrent={section === current} onGo={onGo} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

type OutlineEntryProps = {
  readonly section: AgreedPart;
  readonly isCurrent: boolean;
  readonly onGo: (() => void) | undefined;
};

function OutlineEntry({ section, isCurrent, onGo }: OutlineEntryProps) {
  const { t } = useTranslation('convention');
  const { view, text } = useConvention();
  const { number, title } = useSectionTitle()(section);
  const here = onePerPerson(usePresentPeople(text)).filter((person) => person.section === section && !person.self);
  const go = () => {
    onGo?.();
    goToSection(section);
  };
  return (
    <a
      className={classes.entry}
      data-core={partyOfCore(section) ? true : undefined}
      href={`#${sectionAnchor(section)}`}
      aria-current={isCurrent ? 'location' : undefined}
      onClick={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <span className={classes.number}>{number ?? ''}</span>
      <span className={classes.title} lang={view.state.language}>
        {title}
      </span>
      <span className={classes.dots}>
        <StanceDots section={section} />
      </span>
      <span className={classes.here}>
        {here.slice(0, 3).map((person) => (
          <PersonAvatar
            key={person.id}
            person={person}
            size="sm"
            hint={t('presence.works-here', { name: person.name, organisation: person.organisationName })}
          />
        ))}
        {here.length > 3 ? <span>{`+${here.length - 3}`}</span> : null}
      </span>
    </a>
  );
}

/** Brings a section under the eyes and gives it the focus, so that the keyboard goes on from there. */
export function goToSection(section: AgreedPart): void {
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const anchor = sectionAnchor(section);
  document.getElementById(`${anchor}-title`)?.focus({ preventScroll: true });
  document.getElementById(anchor)?.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
}
