import { type AgreedPart, isSection } from '@entente/shared/sections/parts';
import { Anchor, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName } from '../convention/names.ts';
import { partName } from '../convention/part-name.ts';
import { useSectionTitle } from '../convention/section-title.ts';
import type { PartyStance } from '../negotiation/stances-of.ts';
import classes from './positions.module.css';

type PartTitleProps = { readonly part: AgreedPart; readonly stances: readonly PartyStance[] };

/** A part's name, which leads to it, and how many agree. */
export function PartTitle({ part, stances }: PartTitleProps) {
  const { t } = useTranslation('overview');
  const { state } = useConvention().view;
  const agreed = stances.filter(({ position }) => position === 'agree').length;
  const closed = agreed === stances.length && stances.length > 1;
  return (
    <>
      <PartLink part={part} />
      <Text size="sm" fw={400} c="var(--ink-quiet)" className={classes.tally ?? ''}>
        {closed ? <IconLock size={14} aria-hidden /> : null}
        {state.stage === 'negotiating' && !closed
          ? t('positions.tally', { agreed, all: stances.length })
          : t('positions.closed')}
      </Text>
    </>
  );
}

/** The name of a part, in the convention's language; it leads to it. */
export function PartLink({ part }: { readonly part: AgreedPart }) {
  const { i18n } = useTranslation();
  const { state } = useConvention().view;
  const name = useOrganisationName();
  const titleOf = useSectionTitle();
  const sections = i18n.getFixedT(state.language, 'sections');
  const number = isSection(part) ? titleOf(part).number : null;
  return (
    <Anchor
      component={Link}
      to={`/conventions/${state.id}#${part}`}
      underline="always"
      fw={600}
      {...(state.language === i18n.language ? {} : { lang: state.language })}
    >
      {number === null ? '' : `${number}. `}
      {partName(sections, part, name)}
    </Anchor>
  );
}
