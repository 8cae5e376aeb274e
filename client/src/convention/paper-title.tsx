import { useTranslation } from 'react-i18next';
import { useConvention } from './convention-context.ts';
import classes from './paper-title.module.css';
import { lookOf } from './parties-of.ts';

/** The head of the document, as it is printed: what it is, and between whom. */
export function PaperTitle() {
  const { view } = useConvention();
  const { i18n } = useTranslation();
  const { state } = view;
  const t = i18n.getFixedT(state.language, 'convention');
  const parties = state.parties.map(({ organisation }) => lookOf(view, organisation));
  return (
    <div className={classes.head} lang={state.language}>
      <p className={classes.title}>{state.title}</p>
      {parties.length > 1 ? <p className={classes.between}>{t('between')}</p> : null}
      <ul className={classes.parties}>
        {parties.map(({ name, colour, letter }) => (
          <li key={name} className={classes.party}>
            <span className={classes.mark} style={{ backgroundColor: colour }} aria-hidden>
              {letter}
            </span>
            {name}
          </li>
        ))}
      </ul>
    </div>
  );
}
