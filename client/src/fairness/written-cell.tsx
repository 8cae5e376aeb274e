import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConvention } from '../convention/convention-context.ts';
import { useSectionTitle } from '../convention/section-title.ts';
import classes from './fairness.module.css';

/** What the text says, in its own language; where it says nothing yet, the way to where it is said. */
export function WrittenCell({ words }: { readonly words: readonly string[] }) {
  const { t } = useTranslation('overview');
  const { state } = useConvention().view;
  const { title } = useSectionTitle()('roles');
  if (words.length > 0) {
    return (
      <ul className={classes.written} lang={state.language}>
        {[...new Set(words)].map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    );
  }
  return (
    <>
      <Text c="var(--warn)">{t('fairness.unsaid')}</Text>
      {state.stage === 'negotiating' ? (
        <Anchor component={Link} to={`/conventions/${state.id}#roles`} size="sm" underline="always">
          {t('fairness.to-roles', { section: title })}
        </Anchor>
      ) : null}
    </>
  );
}
