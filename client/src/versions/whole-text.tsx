import type { ConventionText } from '@entente/shared/http/views';
import { type AgreedPart, isSection } from '@entente/shared/sections/parts';
import { type CanonicalNode, isBlank } from '@entente/shared/text/canonical';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { partsInOrder } from '../convention/parts-in-order.ts';
import { useSectionTitle } from '../convention/section-title.ts';
import { useTableWords } from '../tables/use-table-words.ts';
import classes from './canonical-text.module.css';
import { CanonicalText } from './canonical-text.tsx';
import { ParticularsText } from './particulars-text.tsx';

type WholeTextProps = { readonly text: ConventionText; readonly label: string };

/** A kept text in full, on paper, in the convention's language: words, fields and rows, and each party's core (DOC-7). */
export function WholeText({ text, label }: WholeTextProps) {
  const { state } = useConvention().view;
  const parts = readParts(text, partsInOrder(state));
  return (
    <article className={classes.paper} lang={state.language} aria-label={label}>
      <p className={classes.convention}>{state.title}</p>
      {parts.map((part) => (
        <PartText key={part} part={part} nodes={text.sections[part] ?? []} />
      ))}
    </article>
  );
}

/** Every section, and the cores that say something, those of former parties too: all that the digest is made of. */
function readParts({ sections }: ConventionText, known: readonly AgreedPart[]): readonly AgreedPart[] {
  const others = (Object.keys(sections) as AgreedPart[]).filter((part) => !known.includes(part));
  return [...known, ...others].filter((part) => isSection(part) || !isBlank(sections[part] ?? []));
}

type PartTextProps = { readonly part: AgreedPart; readonly nodes: readonly CanonicalNode[] };

function PartText({ part, nodes }: PartTextProps) {
  const { i18n } = useTranslation();
  const { state, organisations } = useConvention().view;
  const { language, parties } = state;
  const { number, title } = useSectionTitle()(part);
  const t = i18n.getFixedT(language, 'versions');
  const Level = isSection(part) ? 'h2' : 'h3';
  const words = useTableWords({ language, reader: language, organisations });
  return (
    <section className={classes.section} data-part={part}>
      <Level className={classes.title}>
        {number === null ? null : <span className={classes.number}>{`${number}. `}</span>}
        {title}
      </Level>
      {isBlank(nodes) ? <p className={classes.blank}>{t('blank')}</p> : <CanonicalText nodes={nodes} />}
      {isSection(part) && nodes.some(({ type }) => type === 'fields' || type === 'row') ? (
        <ParticularsText
          section={part}
          nodes={nodes}
          words={words}
          parties={parties.map(({ organisation }) => organisation)}
        />
      ) : null}
    </section>
  );
}
