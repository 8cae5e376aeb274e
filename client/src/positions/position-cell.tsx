import { colourOfMark } from '@entente/shared/organisations/marks';
import { IconAlertTriangle, IconCheck, IconCircleDashed, IconX } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { usePersonName, useWords } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import type { PartyStance } from '../negotiation/stances-of.ts';
import classes from './positions.module.css';

const icons = { agree: IconCheck, reserve: IconAlertTriangle, object: IconX, none: IconCircleDashed };

/** One party's word on one part: which, why, by whom and when. */
export function PositionCell({ stance: { party, stance, position } }: { readonly stance: PartyStance }) {
  const { t } = useTranslation(['negotiation', 'overview']);
  const { timeZone } = useConvention().view.state;
  const formats = useFormats();
  const person = usePersonName();
  const words = useWords();
  const Icon = icons[position];
  return (
    <div className={classes.position} data-position={position} style={partyColour(party.mark)}>
      <span className={classes.word}>
        <Icon size={16} aria-hidden /> {t(`position.${position}`)}
      </span>
      {stance?.reason ? (
        <p className={classes.reason}>{words(stance.reason) || t('overview:positions.no-reason')}</p>
      ) : null}
      {stance ? (
        <p className={classes.who}>
          {t('overview:positions.taken', { name: person(stance.by), day: formats.day(stance.at, timeZone) })}
        </p>
      ) : null}
    </div>
  );
}

function partyColour(mark: number): CSSProperties & { '--party': string } {
  return { '--party': colourOfMark(mark) };
}
