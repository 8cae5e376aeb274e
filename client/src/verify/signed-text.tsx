import type { EvidenceFile } from '@entente/shared/evidence/evidence-file';
import { languageOf } from '@entente/shared/language';
import { isSection, partyOfCore } from '@entente/shared/sections/parts';
import { sectionIds } from '@entente/shared/sections/sections';
import { type CanonicalNode, isBlank } from '@entente/shared/text/canonical';
import type { CanonicalText as Text } from '@entente/shared/text/digest';
import { useTranslation } from 'react-i18next';
import { partName } from '../convention/part-name.ts';
import { useTableWords } from '../tables/use-table-words.ts';
import paper from '../versions/canonical-text.module.css';
import { CanonicalText } from '../versions/canonical-text.tsx';
import { ParticularsText } from '../versions/particulars-text.tsx';
import classes from './verify.module.css';

type SignedTextProps = { readonly file: EvidenceFile };

/** The words that the file holds, to compare with what was printed. They are only those that were signed if the checks on the text hold. */
export function SignedText({ file }: SignedTextProps) {
  const { i18n } = useTranslation();
  const { t } = useTranslation('verify');
  const first = file.journal[0]?.event;
  const language = languageOf(first?.type === 'ConventionOpened' ? first.language : undefined);
  const inItsLanguage = i18n.getFixedT(language, 'sections');
  const { organisations } = file.names;
  const names = new Map(organisations.map(({ id, name }) => [id, name]));
  const words = useTableWords({ language, reader: languageOf(i18n.language), organisations });
  const parties = organisations.map(({ id }) => id);
  const nameOf = (id: string) => names.get(id) ?? id;
  return (
    <details className={classes.text}>
      <summary>{t('text')}</summary>
      <article className={paper.paper} lang={language} aria-label={t('text')}>
        {partsOf(file.text).map(([part, nodes]) => (
          <section key={part} className={paper.section}>
            <h3 className={paper.title}>{partName(inItsLanguage, part, nameOf)}</h3>
            {isBlank(nodes) ? <p className={paper.blank}>{t('blank')}</p> : <CanonicalText nodes={nodes} />}
            {isSection(part) ? <ParticularsText section={part} nodes={nodes} words={words} parties={parties} /> : null}
          </section>
        ))}
      </article>
    </details>
  );
}

/** The sections in their order, then the cores. */
function partsOf(text: Text): readonly (readonly [keyof Text, readonly CanonicalNode[]])[] {
  const cores = (Object.keys(text) as (keyof Text)[]).filter((part) => partyOfCore(part) !== undefined).sort();
  return [...sectionIds, ...cores].map((part) => [part, text[part] ?? []] as const);
}
