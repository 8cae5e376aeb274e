/** What a verifier says: one thing at a time, each held up to the file and found true, found false, or out of reach. */

export type Status = 'holds' | 'fails' | 'unknown';

/** What the checks are about, in the order in which they are told. */
export const checkGroups = ['pdf', 'file', 'text', 'journal', 'signature', 'signatures', 'limits'] as const;
export type CheckGroup = (typeof checkGroups)[number];

/** Every check there is, by what it is about. A code never changes its meaning. */
export const checksOf = {
  pdf: ['pdf-seal', 'pdf-whole', 'pdf-certificate', 'pdf-timestamp', 'pdf-evidence', 'pdf-same-server'],
  file: ['one-form', 'file-seal'],
  text: ['text-digest', 'part-digests'],
  journal: [
    'chain',
    'one-convention',
    'times',
    'replay',
    'frozen',
    'approved-by-all',
    'no-approval-at-first-meeting',
    'rules-at-approval',
    'signed-by-all',
  ],
  /** Once for each signature. */
  signature: [
    'evidence',
    'statement',
    'journal-head',
    'capacity',
    'rules-at-signature',
    'in-time',
    'challenge',
    'origin',
    'relying-party',
    'user-verified',
    'backup',
    'passkey-signature',
    'key-added',
    'weaker-proof',
  ],
  signatures: ['none-left-over', 'nonces', 'keys', 'same-site'],
  /** What no file can prove. Always `unknown`. */
  limits: [
    'who-held-the-keys',
    'server-clock',
    'what-the-server-wrote',
    'later-entries',
    'names-as-written',
    'text-history',
    'who-sealed',
    'who-stamped',
    'pages-as-printed',
    'no-timestamp',
  ],
} as const satisfies Readonly<Record<CheckGroup, readonly string[]>>;

export type CheckCode = (typeof checksOf)[CheckGroup][number];

/** The signature that a check is about. */
export type AboutSignature = {
  /** The journal's entry. */
  readonly version: number;
  readonly round: number;
  readonly organisation: string;
  readonly person: string;
};

/** What a sentence names: identifiers of `organisations` and `people` are shown by their names. */
export type CheckData = {
  readonly organisations?: readonly string[];
  readonly people?: readonly string[];
  /** Stable words: names of parts, of a statement's fields, rules, codes of refusals that come from no rule. */
  readonly words?: readonly string[];
  readonly version?: number;
  readonly count?: number;
  readonly digest?: string;
  readonly at?: string;
  readonly text?: string;
};

export type Check = {
  readonly group: CheckGroup;
  readonly code: CheckCode;
  readonly status: Status;
  readonly about?: AboutSignature;
  readonly data?: CheckData;
};

/**
 * What follows from all the checks. `proved`: everything holds, and what stays unknown is what no file can prove. `unfinished`:
 * everything holds, but parties have not signed yet. `unsure`: nothing fails, something could not be verified. `broken`: something fails.
 */
export type Verdict = 'proved' | 'unfinished' | 'unsure' | 'broken';

/** The verdict on these checks. */
export function verdictOn(checks: readonly Check[]): Verdict {
  if (checks.some(({ status, code }) => status === 'fails' && code !== 'signed-by-all')) return 'broken';
  if (checks.some(({ status, group }) => status === 'unknown' && group !== 'limits')) return 'unsure';
  return checks.some(({ status }) => status === 'fails') ? 'unfinished' : 'proved';
}

/** Holds or fails. */
export function holdsIf(condition: boolean): Status {
  return condition ? 'holds' : 'fails';
}
