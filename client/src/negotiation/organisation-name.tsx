import { useConvention } from '../convention/convention-context.ts';
import { lookOf } from '../convention/parties-of.ts';
import classes from './organisation-name.module.css';

type OrganisationNameProps = { readonly organisation: string };

/** An organisation as everywhere in its convention: letter in its colour, then its name. An observer has no letter. */
export function OrganisationName({ organisation }: OrganisationNameProps) {
  const { view } = useConvention();
  const { name, colour, letter } = lookOf(view, organisation);
  return (
    <span className={classes.organisation}>
      {letter === null ? null : (
        <span className={classes.letter} style={{ background: colour }}>
          {letter}
        </span>
      )}
      {name}
    </span>
  );
}
