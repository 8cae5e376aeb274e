import type { AgreedPart } from '@entente/shared/sections/parts';
import { ActionIcon, Drawer, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconListTree, IconLock, IconMessages } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AnchorStyle } from '../comments/anchor-style.tsx';
import { CommentsPanel } from '../comments/comments-panel.tsx';
import { DiscussionsContext, useDiscussions } from '../comments/discussions.ts';
import { SelectionButton } from '../comments/selection-button.tsx';
import { useAnchorPointing } from '../comments/use-anchor-pointing.ts';
import { useAnchorHighlights, useDiscussionsOfPage } from '../comments/use-discussions-of-page.ts';
import { EditorDesk, EditorDeskContext, useDesk } from '../editor/editor-desk.ts';
import { FindBar } from '../editor/find-bar.tsx';
import { useKeptDrafts } from '../editor/kept-drafts.ts';
import { LinkDialog } from '../editor/link-dialog.tsx';
import { Toolbar } from '../editor/toolbar.tsx';
import { usePageTitle } from '../layout/use-page-title.ts';
import { MeetingBar } from '../meetings/meeting-bar.tsx';
import { LockStrip } from '../negotiation/lock-strip.tsx';
import { useConvention } from './convention-context.ts';
import classes from './convention-page.module.css';
import { Outline } from './outline.tsx';
import { PaperTitle } from './paper-title.tsx';
import { SectionBlock } from './section-block.tsx';
import { lockOfText } from './section-lock.ts';
import { useCurrentSection } from './use-current-section.ts';
import { usePageShortcuts } from './use-page-shortcuts.ts';
import { usePartInAddress } from './use-part-in-address.ts';
import { useParts } from './use-parts.ts';
import { useTextStatus } from './use-text-status.ts';

/** The convention's text: outline, paper, discussions. */
export function ConventionPage() {
  const [desk] = useState(() => new EditorDesk());
  return (
    <EditorDeskContext value={desk}>
      <PageWithDiscussions />
    </EditorDeskContext>
  );
}

function PageWithDiscussions() {
  const discussions = useDiscussionsOfPage(useDesk());
  useAnchorHighlights(discussions);
  return (
    <DiscussionsContext value={discussions}>
      <AnchorStyle />
      <Page />
    </DiscussionsContext>
  );
}

function Page() {
  const { view, text } = useConvention();
  const paper = useRef<HTMLDivElement>(null);
  const parts = useParts();
  const current = useCurrentSection(parts);
  const kept = useKeptDrafts(view.me.person, view.state.id);
  useAnchorPointing(paper);
  usePartInAddress(parts);
  usePageTitle(view.state.title);
  useEffect(() => () => text.enterSection(null), [text]);
  return (
    <div>
      <LockStrip />
      <div className={classes.columns}>
        <Tools current={current} />
        <div className={classes.outline}>
          <Outline current={current} />
        </div>
        <main id="content" className={classes.middle}>
          <WholeLock />
          <div ref={paper} className={classes.paper}>
            <PaperTitle />
            {parts.map((part) => (
              <SectionBlock key={part} section={part} kept={kept} />
            ))}
            <SelectionButton paper={paper} />
          </div>
        </main>
        <CommentsPanel paper={paper} />
      </div>
      <MeetingBar />
    </div>
  );
}

type ToolsProps = { readonly current: AgreedPart | undefined };

/** What stays at hand while the text scrolls: the outline on small screens, the toolbar, the search. */
function Tools({ current }: ToolsProps) {
  const { t } = useTranslation('convention');
  const desk = useDesk();
  const { choose } = useDiscussions();
  const [finding, find] = useDisclosure(false);
  const [linking, link] = useDisclosure(false);
  const [outlined, outline] = useDisclosure(false);
  const editLink = () => {
    if (desk.active()?.editor.isEditable) link.open();
  };
  const shortcuts = { find: find.open, editLink, comment: () => void choose() };
  usePageShortcuts(shortcuts);
  const active = desk.active();
  return (
    <section className={classes.tools} aria-label={t('tools')}>
      <div className={classes.toolsRow}>
        <Tooltip label={t('outline')} withArrow disabled={outlined}>
          <ActionIcon
            variant="default"
            size="xl"
            className={classes.outlineButton ?? ''}
            aria-label={t('outline')}
            onClick={outline.open}
          >
            <IconListTree size={20} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <DiscussionsButton />
        <Toolbar {...shortcuts} />
      </div>
      {finding ? <FindBar onClose={find.close} /> : null}
      {linking && active ? <LinkDialog editor={active.editor} onClose={link.close} /> : null}
      <Drawer
        opened={outlined}
        onClose={outline.close}
        title={t('outline')}
        size="xs"
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Outline current={current} onGo={outline.close} />
      </Drawer>
    </section>
  );
}

/** Where the margin has no room, the discussions are behind a button. */
function DiscussionsButton() {
  const { t } = useTranslation('comments');
  const { threads, drawer } = useDiscussions();
  const label = t('show', { count: threads.filter(({ status }) => status === 'open').length });
  return (
    <Tooltip label={label} withArrow disabled={drawer.opened}>
      <ActionIcon
        variant="default"
        size="xl"
        className={classes.discussionsButton ?? ''}
        aria-label={label}
        onClick={drawer.open}
      >
        <IconMessages size={20} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** Why nothing of the text can be written by this person now, and what would open it. */
function WholeLock() {
  const { t } = useTranslation('convention');
  const { view, text } = useConvention();
  const lock = useTextStatus(text, (status) => lockOfText(view, status));
  if (!lock) return null;
  return (
    <p className={classes.lock} data-lock={lock} role="note">
      <IconLock size={16} aria-hidden /> {t(`lock.${lock}`)}
    </p>
  );
}
