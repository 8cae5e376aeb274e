import { type SectionId, textRoot } from '@entente/shared/sections/sections';
import { rowsIn } from '@entente/shared/text/tables';
import { useCallback, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import * as Y from 'yjs';
import { useConvention } from '../convention/convention-context.ts';
import { useSectionTable } from './section-table.ts';
import classes from './tables.module.css';

type TableInWordsProps = { readonly section: SectionId };

/**
 * Between a table that came with imported words and the section's own rows, as long as these are empty: whoever reads
 * « no line yet » under a full table has to know which of the two counts.
 */
export function TableInWords({ section }: TableInWordsProps) {
  const { t } = useTranslation('tables');
  const { doc } = useConvention().text;
  const { rows } = useSectionTable(doc, section);
  const isThere = useHasTable(doc, section);
  if (!isThere || rows.length > 0 || Object.keys(rowsIn(section)).length === 0) return null;
  return <p className={classes.twice}>{t('table-in-words')}</p>;
}

function useHasTable(doc: Y.Doc, section: SectionId): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const words = doc.getXmlFragment(textRoot(section));
      words.observe(changed);
      return () => words.unobserve(changed);
    },
    [doc, section],
  );
  return useSyncExternalStore(subscribe, () => hasTable(doc.getXmlFragment(textRoot(section))));
}

function hasTable(words: Y.XmlFragment): boolean {
  return words.toArray().some((block) => block instanceof Y.XmlElement && block.nodeName === 'table');
}
