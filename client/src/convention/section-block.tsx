import { type AgreedPart, isSection, partyOfCore } from '@entente/shared/sections/parts';
import { factsOfPart } from '@entente/shared/text/digest';
import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../editor/editor-desk.ts';
import type { KeptDrafts } from '../editor/kept-drafts.ts';
import { SectionEditor } from '../editor/section-editor.tsx';
import { StanceControls } from '../negotiation/stance-controls.tsx';
import { StanceDots } from '../negotiation/stance-dots.tsx';
import { hasTables, SectionTables } from '../tables/section-tables.tsx';
import { TableInWords } from '../tables/table-in-words.tsx';
import { useConvention } from './convention-context.ts';
import { KeptWords } from './kept-words.tsx';
import { lookOf, type OrganisationLook } from './parties-of.ts';
import classes from './section-block.module.css';
import { type Lock, lockOf } from './section-lock.ts';
import { sectionAnchor, useSectionTitle } from './section-title.ts';
import { useTextStatus } from './use-text-status.ts';

type SectionBlockProps = { readonly section: AgreedPart; readonly kept: KeptDrafts };

/** One part of the convention: its title, where each party stands on it, its text, its tables, and why it is closed if it is. */
export function SectionBlock({ section, kept }: SectionBlockProps) {
  const { t } = useTranslation('convention');
  const { view, text, facts } = useConvention();
  const lock = useTextStatus(text, (status) => lockOf(view, status, section));
  const synced = useTextStatus(text, (status) => status.synced);
  const { number, title } = useSectionTitle()(section);
  const anchor = sectionAnchor(section);
  const core = partyOfCore(section);
  const expected = useExpected(section, lock);
  const { blank } = factsOfPart(facts, section);
  const hint = `${anchor}-hint`;
  return (
    <section
      id={anchor}
      className={classes.section}
      aria-labelledby={`${anchor}-title`}
      data-section={section}
      data-lock={lock ?? undefined}
      {...(core ? { 'data-core': true, style: colourOf(lookOf(view, core)) } : {})}
    >
      <header className={classes.head}>
        <Heading of={section} id={`${anchor}-title`} lang={view.state.language}>
          {number === null ? null : <span className={classes.number}>{`${number}. `}</span>}
          {title}
        </Heading>
        <StanceDots section={section} />
      </header>
      {lock === 'section-closed' || lock === 'foreign-core' ? (
        <p className={classes.closed} data-lock={lock}>
          <IconLock size={15} aria-hidden /> {t(`lock.${lock}`)}
        </p>
      ) : null}
      <p id={hint} className="visually-hidden">
        {lock ? `${t(`lock.${lock}`)} ` : ''}
        {blank ? expected : ''}
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
      {blank && lock === null && synced ? <Example section={section} /> : null}
      {isSection(section) && lock === null ? <TableInWords section={section} /> : null}
      {isSection(section) && hasTables(section) ? (
        <SectionTables section={section} lock={lock} describedBy={hint} />
      ) : null}
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

type HeadingProps = {
  readonly of: AgreedPart;
  readonly id: string;
  readonly lang: 'fr' | 'en';
  readonly children: ReactNode;
};

/** A core belongs to « Le projet » and stands under it. */
function Heading({ of: part, children, ...rest }: HeadingProps) {
  const Level = isSection(part) ? 'h2' : 'h3';
  return (
    <Level {...rest} className={classes.title} tabIndex={-1}>
      {children}
    </Level>
  );
}

/** What is expected in an empty part: of a core, by the one that writes it and by those who wait for it. */
function useExpected(part: AgreedPart, lock: Lock | null): string {
  const { t } = useTranslation('convention');
  const { view } = useConvention();
  // Nobody is expected to write where it is closed; rows may say it all.
  if (lock === 'section-closed' || view.state.stage !== 'negotiating') return '';
  if (isSection(part)) return t(`expected.${part}`);
  return t(lock === 'foreign-core' ? 'expected.core-of-another' : 'expected.core');
}

function colourOf({ colour }: OrganisationLook): CSSProperties & { '--party': string } {
  return { '--party': colour };
}

/** Something to start from, in the convention's language; it becomes text only when the person says so. */
function Example({ section }: { readonly section: AgreedPart }) {
  const { t, i18n } = useTranslation('convention');
  const { language } = useConvention().view.state;
  const desk = useDesk();
  const example = i18n.getFixedT(language, 'convention')(isSection(section) ? `example.${section}` : 'example.core');
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
