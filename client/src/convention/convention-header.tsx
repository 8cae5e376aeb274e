import { ActionIcon, Badge, Menu } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconDots, IconFileTypePdf, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';
import { useConvention } from './convention-context.ts';
import classes from './convention-header.module.css';
import { PresentPeople } from './present-people.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { SavedState } from './saved-state.tsx';

const pages = ['text', 'meetings', 'parties', 'versions', 'journal', 'signature'] as const;

/** What every page of the convention shows first: which one, how far along, is it safe, who is here. */
export function ConventionHeader() {
  const { t } = useTranslation(['convention', 'common']);
  const { state } = useConvention().view;
  const narrow = useMediaQuery('(max-width: 48em)');
  return (
    <>
      <section className={classes.header} aria-label={t('convention:header')}>
        <div className={classes.what}>
          <h1 className={classes.title} lang={state.language} title={state.title}>
            {state.title}
          </h1>
          <Badge variant="light" className={classes.stage} data-stage={state.stage}>
            {t(`common:stage.${state.stage}`)}
          </Badge>
        </div>
        <div className={classes.now}>
          <SavedState />
          <PresentPeople shown={narrow ? 2 : 5} />
          <MoreMenu />
        </div>
      </section>
      <nav className={classes.pages} aria-label={t('convention:pages.label')}>
        {pages.map((page) => (
          <NavLink key={page} to={addressOf(state.id, page)} end={page === 'text'} className={classes.page ?? ''}>
            {t(`convention:pages.${page}`)}
          </NavLink>
        ))}
        <a className={classes.page} href={pdfOf(state.id)} download>
          {t('convention:pages.pdf')}
        </a>
      </nav>
    </>
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
