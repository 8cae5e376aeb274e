import type { ConventionText } from '@entente/shared/http/views';
import { sectionIds } from '@entente/shared/sections/sections';
import { isBlank } from '@entente/shared/text/canonical';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useSectionTitle } from '../convention/section-title.ts';
import classes from './canonical-text.module.css';
import { CanonicalText } from './canonical-text.tsx';

type WholeTextProps = { readonly text: ConventionText; readonly label: string };

/** A kept text in full, on paper, in the convention's language. */
export function WholeText({ text, label }: WholeTextProps) {
  const { i18n } = useTranslation();
  const { state } = useConvention().view;
  const titleOf = useSectionTitle();
  const t = i18n.getFixedT(state.language, 'versions');
  return (
    <article className={classes.paper} lang={state.language} aria-label={label}>
      <p className={classes.convention}>{state.title}</p>
      {sectionIds.map((section) => {
        const nodes = text.sections[section] ?? [];
        const { number, title } = titleOf(section);
        return (
          <section key={section} className={classes.section}>
            <h2 className={classes.title}>
              {number === null ? null : <span className={classes.number}>{`${number}. `}</span>}
              {title}
            </h2>
            {isBlank(nodes) ? <p className={classes.blank}>{t('blank')}</p> : <CanonicalText nodes={nodes} />}
          </section>
        );
      })}
    </article>
  );
}
