import 'react';

/** CSS variables may be set from a component: the rules that use them live in its style sheet. */
declare module 'react' {
  interface CSSProperties {
    [variable: `--${string}`]: string | number | undefined;
  }
}
