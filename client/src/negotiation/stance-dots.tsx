import { colourOfMark, letterOfMark } from '@entente/shared/organisations/marks';
import type { AgreedPart } from '@entente/shared/sections/parts';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName } from '../convention/names.ts';
import classes from './stance-dots.module.css';
import { stancesOf } from './stances-of.ts';

type StanceDotsProps = { readonly section: AgreedPart };

/** One dot per party: colour, letter and shape say its position, and so does the text read aloud. */
export function StanceDots({ section }: StanceDotsProps) {
  const { t } = useTranslation('negotiation');
  const { view } = useConvention();
  const organisationName = useOrganisationName();
  const stances = stancesOf(view.state, section);
  const spoken = stances
    .map(({ party, position }) => `${organisationName(party.organisation)} : ${t(`position.${position}`)}`)
    .join(' ; ');
  return (
    <span className={classes.dots} role="img" aria-label={spoken} title={spoken}>
      {stances.map(({ party, position }) => (
        <span key={party.organisation} className={classes.dot} data-position={position} style={partyColour(party.mark)}>
          {letterOfMark(party.mark)}
        </span>
      ))}
    </span>
  );
}

function partyColour(mark: number): CSSProperties & { '--party': string } {
  return { '--party': colourOfMark(mark) };
}
