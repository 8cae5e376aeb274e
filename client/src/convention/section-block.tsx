import type { SectionId } from '@entente/shared/sections/sections';
import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../editor/editor-desk.ts';
import type { KeptDrafts } from '../editor/kept-drafts.ts';
import { SectionEditor } from '../editor/section-editor.tsx';
import { StanceControls } from '../negotiation/stance-controls.tsx';
import { StanceDots } from '../negotiation/stance-dots.tsx';
import { useConvention } from './convention-context.ts';
import { KeptWords } from './kept-words.tsx';
import classes from './section-block.module.css';
import { lockOf } from './section-lock.ts';
import { sectionAnchor, useSectionTitle } from './section-title.ts';
import { useTextStatus } from './use-text-status.ts';

type SectionBlockProps = { readonly section: SectionId; readonly kept: KeptDrafts };

/** One of the convention's fixed parts: its title, where each party stands on it, its text, and why it is closed if it is. */
export function SectionBlock({ section, kept }: SectionBlockProps) {
  const { t } = useTranslation('convention');
  const { view, text, facts } = useConvention();
  const lock = useTextStatus(text, (status) => lockOf(view, status, section));
  const synced = useTextStatus(text, (status) => status.synced);
  const { number, title } = useSectionTitle()(section);
  const anchor = sectionAnchor(section);
  const expected = t(`expected.${section}`);
  const hint = `${anchor}-hint`;
  return (
    <section
      id={anchor}
      className={classes.section}
      aria-labelledby={`${anchor}-title`}
      data-section={section}
      data-lock={lock ?? undefined}
    >
      <header className={classes.head}>
        <h2 id={`${anchor}-title`} className={classes.title} lang={view.state.language} tabIndex={-1}>
          {number === null ? null : <span className={classes.number}>{`${number}. `}</span>}
          {title}
        </h2>
        <StanceDots section={section} />
      </header>
      {lock === 'section-closed' ? (
        <p className={classes.closed}>
          <IconLock size={15} aria-hidden /> {t('lock.section-closed')}
        </p>
      ) : null}
      <p id={hint} className="visually-hidden">
        {lock ? `${t(`lock.${lock}`)} ` : ''}
        {facts.sections[section].blank ? expected : ''}
      </p>
      <SectionEditor
        key={text.doc.guid}
        session={text}
        section={section}
        editable={lock === null}
        label={title}
        describedBy={hint}
        placeholder={expected}
        language={view.state.language}
      />
      {facts.sections[section].blank && lock === null && synced ? <Example section={section} /> : null}
      <div className={classes.stance}>
        <StanceControls section={section} />
      </div>
      {kept.drafts
        .filter((draft) => draft.section === section)
        .map((draft) => (
          <KeptWords key={draft.id} draft={draft} lock={lock} forget={kept.forget} />
        ))}
    </section>
  );
}

/** Something to start from, in the convention's language; it becomes text only when the person says so. */
function Example({ section }: { readonly section: SectionId }) {
  const { t, i18n } = useTranslation('convention');
  const { language } = useConvention().view.state;
  const desk = useDesk();
  const example = i18n.getFixedT(language, 'convention')(`example.${section}`);
  const start = () => {
    const target = desk.all().find((one) => one.section === section);
    const paragraphs = example.split('\n').map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }));
    target?.editor.chain().focus('end').insertContent(paragraphs).run();
  };
  return (
    <div className={classes.example}>
      <p className={classes.exampleText} lang={language}>
        {example}
      </p>
      <Button variant="subtle" size="compact-sm" onClick={start}>
        {t('start-from-example')}
      </Button>
    </div>
  );
}
