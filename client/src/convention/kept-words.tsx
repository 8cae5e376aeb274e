import { languageOf } from '@entente/shared/language';
import { isSection } from '@entente/shared/sections/parts';
import { Button, CopyButton, Group, Text } from '@mantine/core';
import { IconArrowBackUp, IconCopy, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Draft, isInTables } from '../editor/drafts.ts';
import { useDesk } from '../editor/editor-desk.ts';
import { ownWords } from '../editor/own-words.ts';
import { putBack } from '../editor/put-back.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { ownCells, putBackCells } from '../tables/kept-cells.ts';
import { useTableWords } from '../tables/use-table-words.ts';
import { useConvention } from './convention-context.ts';
import classes from './kept-words.module.css';
import type { Lock } from './section-lock.ts';

type KeptWordsProps = { readonly draft: Draft; readonly lock: Lock | null; readonly forget: (id: string) => void };

/** Words of mine that the server did not accept: to put back where the section is open, to copy, or to throw away. */
export function KeptWords({ draft, lock, forget }: KeptWordsProps) {
  const { t } = useTranslation('convention');
  const formats = useFormats();
  const { text } = useConvention();
  const desk = useDesk();
  const words = useOwnWords(draft);
  const restore = () => {
    const target = desk.all().find(({ section }) => section === draft.section);
    if (lock || !target) return;
    const written = draft.places.filter((place) => !isInTables(place));
    if (written.length > 0) putBack(target.editor, text.doc, { ...draft, places: written });
    const sheet = isSection(draft.section) ? { doc: text.doc, section: draft.section } : null;
    for (const place of draft.places.filter(isInTables)) if (sheet) putBackCells(sheet, place);
    forget(draft.id);
  };
  return (
    <aside className={classes.kept} aria-label={t('kept.title')}>
      <Text fw={600} size="sm">
        {t('kept.title')}
      </Text>
      <Text size="xs" c="var(--ink-quiet)">
        {formats.time(draft.at)} · {t(`refused.why.${draft.why}`)}
      </Text>
      <div className={classes.words}>{words}</div>
      {lock ? <Text size="xs">{t(`lock.${lock}`)}</Text> : null}
      <Group gap="xs">
        {lock ? null : (
          <Button size="compact-sm" leftSection={<IconArrowBackUp size={14} aria-hidden />} onClick={restore}>
            {t('kept.put-back')}
          </Button>
        )}
        <CopyButton value={words}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" leftSection={<IconCopy size={14} aria-hidden />} onClick={copy}>
              {t(copied ? 'kept.copied' : 'kept.copy')}
            </Button>
          )}
        </CopyButton>
        <Button
          size="compact-sm"
          variant="subtle"
          c="var(--bad)"
          leftSection={<IconTrash size={14} aria-hidden />}
          onClick={() => forget(draft.id)}
        >
          {t('kept.throw-away')}
        </Button>
      </Group>
    </aside>
  );
}

/** What the person had written, words and cells, as words. */
function useOwnWords({ section, places }: Draft): string {
  const { i18n } = useTranslation();
  const { state, organisations } = useConvention().view;
  const reader = languageOf(i18n.language);
  const tables = useTableWords({ language: state.language, reader, organisations });
  return places
    .map((place) => (isInTables(place) && isSection(section) ? ownCells(place, section, tables) : ownWords(place)))
    .join('\n');
}
