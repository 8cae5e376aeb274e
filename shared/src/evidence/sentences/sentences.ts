/** The shape of a verifier's sentences in one language. The page and the command line say the same ones. */
import type { CheckCode, CheckGroup, checksOf, Status, Verdict } from '../check.ts';
import type { Verified } from '../verify-file.ts';

type LimitCode = (typeof checksOf)['limits'][number];
type UnreadableWhy = Extract<Verified, { kind: 'unreadable' }>['why'];

/** `{{name}}` is filled in with what the check knows: `organisations`, `people`, `words`, `version`, `count`, `digest`, `at`, `text`, `detail`. */
export type Sentences = {
  readonly verdicts: Readonly<Record<Verdict, { readonly title: string; readonly what: string }>>;
  readonly unreadableTitle: string;
  readonly unreadable: Readonly<Record<UnreadableWhy, string>>;
  readonly groups: Readonly<Record<Exclude<CheckGroup, 'signature'>, string>>;
  /** The heading over the checks on one signature: `person`, `organisation`, `version`, `round`. */
  readonly signature: string;
  readonly statuses: Readonly<Record<Status, string>>;
  readonly checks: Readonly<
    Record<Exclude<CheckCode, LimitCode>, { readonly holds: string; readonly fails: string; readonly unknown?: string }>
  >;
  /** Where something could not be looked at because of what fails elsewhere. */
  readonly notLookedAt: string;
  readonly limits: Readonly<Record<LimitCode, string>>;
  /** The stable words that checks name, beside the parts of a text. Any other is shown as it is. */
  readonly words: Readonly<Record<string, string>>;
  readonly nobody: string;
};
