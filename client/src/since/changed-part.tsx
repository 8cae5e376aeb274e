import type { ChangedPart } from '@entente/shared/http/changes';
import type { AgreedPart } from '@entente/shared/sections/parts';
import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { PartLink } from '../positions/part-title.tsx';
import { ChangedCells } from './changed-cells.tsx';
import { Redline } from './redline.tsx';
import classes from './since.module.css';

type ChangedPartProps = {
  readonly changed: ChangedPart;
  /** Only this organisation's changes stand out; '': everybody's. */
  readonly whose: string;
  readonly whole: boolean;
};

/** Where the changes of a part are on the page. */
export function anchorOfChanges(part: AgreedPart): string {
  return `changes-${part}`;
}

/** One part: its words with what came and what went, and its cells. */
export function ChangedPartBlock({ changed, whose, whole }: ChangedPartProps) {
  const { t } = useTranslation('overview');
  const { state } = useConvention().view;
  const { words, cells, authors } = changed;
  const part = changed.part as AgreedPart;
  const anchor = anchorOfChanges(part);
  return (
    <section id={anchor} className={classes.part} aria-labelledby={`${anchor}-title`} data-part={part}>
      <Title order={2} size="h4" id={`${anchor}-title`}>
        <PartLink part={part} />
      </Title>
      {words.length > 0 ? (
        <div lang={state.language}>
          <Redline words={words} authors={authors} whose={whose} whole={whole} />
        </div>
      ) : null}
      {cells.length > 0 ? <ChangedCells cells={cells} authors={authors} part={part} whose={whose} /> : null}
      {words.length === 0 && cells.length === 0 ? <Text c="var(--ink-quiet)">{t('since.no-words')}</Text> : null}
    </section>
  );
}
