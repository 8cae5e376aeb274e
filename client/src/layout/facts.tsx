import type { ReactNode } from 'react';
import classes from './facts.module.css';

/** A list of terms (`dt`) and what they are (`dd`), side by side; one under the other on a narrow screen. */
export function Facts({ weighty = false, children }: { readonly weighty?: boolean; readonly children: ReactNode }) {
  return (
    <dl className={classes.facts} data-weighty={weighty}>
      {children}
    </dl>
  );
}
