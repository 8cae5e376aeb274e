import { ActionIcon, Badge, Menu } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconDots, IconFileTypePdf, IconPencil } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, useMatch } from 'react-router';
import { useConvention } from './convention-context.ts';
import classes from './convention-header.module.css';
import { PresentPeople } from './present-people.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { SavedState } from './saved-state.tsx';

const pages = [
  'text',
  'since',
  'positions',
  'fairness',
  'meetings',
  'parties',
  'versions',
  'journal',
  'signature',
] as const;

/** What every page of the convention shows first: which one, how far along, is it safe, who is here. */
export function ConventionHeader() {
  const { t } = useTranslation(['convention', 'common']);
  const { state } = useConvention().view;
  const narrow = useMediaQuery('(max-width: 48em)');
  const signing = useMatch('/conventions/:id/signature') !== null;
  const header = useRef<HTMLElement>(null);
  useHeightKnown(header);
  return (
    <>
      <section ref={header} className={classes.header} aria-label={t('convention:header')}>
        <div className={classes.what}>
          <HeaderTitle />
          <Badge variant="light" className={classes.stage ?? ''} data-stage={state.stage}>
            {t(`common:stage.${state.stage}`)}
          </Badge>
        </div>
        {/* Whoever signs has nothing else to look at. */}
        {signing ? null : (
          <div className={classes.now}>
            <SavedState />
            <PresentPeople shown={narrow ? 2 : 5} />
            <MoreMenu />
          </div>
        )}
      </section>
      {signing ? null : <PageLinks />}
    </>
  );
}

/** What sticks below the header follows its height, `--header`: on a phone a sentence about what is not saved takes a line. */
function useHeightKnown(header: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = header.current;
    if (!element) return;
    const { style } = document.documentElement;
    const watch = new ResizeObserver(() => style.setProperty('--header', `${element.offsetHeight}px`));
    watch.observe(element, { box: 'border-box' });
    return () => {
      watch.disconnect();
      style.removeProperty('--header');
    };
  }, [header]);
}

/** The convention's title: of this page on the text, the way back to it elsewhere, where the page has a title of its own. */
function HeaderTitle() {
  const { state } = useConvention().view;
  const onText = useMatch({ path: '/conventions/:id', end: true }) !== null;
  const look = { className: classes.title, lang: state.language, title: state.title };
  if (onText) return <h1 {...look}>{state.title}</h1>;
  return (
    <Link {...look} to={addressOf(state.id, 'text')}>
      {state.title}
    </Link>
  );
}

function PageLinks() {
  const { t } = useTranslation('convention');
  const { id } = useConvention().view.state;
  return (
    <nav className={classes.pages} aria-label={t('pages.label')}>
      {pages.map((page) => (
        <NavLink key={page} to={addressOf(id, page)} end={page === 'text'} className={classes.page ?? ''}>
          {t(`pages.${page}`)}
        </NavLink>
      ))}
      <a className={classes.page} href={pdfOf(id)} download>
        {t('pages.pdf')}
      </a>
    </nav>
  );
}

function MoreMenu() {
  const { t } = useTranslation('convention');
  const { view, whyNot } = useConvention();
  const [renaming, setRenaming] = useState(false);
  const { id, title } = view.state;
  const mayRename = whyNot({ type: 'renameConvention', title: `${title}.`.slice(-200) }) === undefined;
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <ActionIcon variant="subtle" size="lg" aria-label={t('pages.menu')}>
            <IconDots aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {pages.map((page) => (
            <Menu.Item key={page} component={Link} to={addressOf(id, page)}>
              {t(`pages.${page}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item component="a" href={pdfOf(id)} download leftSection={<IconFileTypePdf size={16} aria-hidden />}>
            {t('pages.pdf')}
          </Menu.Item>
          {mayRename ? (
            <Menu.Item onClick={() => setRenaming(true)} leftSection={<IconPencil size={16} aria-hidden />}>
              {t('rename.open')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {renaming ? <RenameDialog onClose={() => setRenaming(false)} /> : null}
    </>
  );
}

function addressOf(convention: string, page: (typeof pages)[number]): string {
  return page === 'text' ? `/conventions/${convention}` : `/conventions/${convention}/${page}`;
}

function pdfOf(convention: string): string {
  return `/api/conventions/${convention}/convention.pdf`;
}
