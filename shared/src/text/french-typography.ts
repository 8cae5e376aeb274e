/**
 * French typography for the printed form: narrow no-break spaces before ; : ! ? and », after «, between the groups of a
 * number and before € and %.
 *
 * It is for display only. Digests, versions and searches are made from the words as they were typed, so printing can
 * never change what was agreed. Addresses (https://…, a@b.fr), times (14:30), ratios (1:25 000) and paths are left alone.
 */

const narrow = '\u202F';

/** Spaces that a person may have typed where a narrow no-break space belongs; never a tab or a line end. */
const space = '[ \\u00A0\\u2009\\u202F]';

type Edit = { readonly from: number; readonly to: number };

/** A space typed before the mark is replaced, whatever stands before it. */
const typedSpaces = [
  new RegExp(`(?<=\\S)${space}+(?=[;:!?»])`, 'gu'),
  new RegExp(`(?<=«)${space}+(?=\\S)`, 'gu'),
  new RegExp(`(?<=\\d)${space}(?=[€%‰])`, 'gu'),
  new RegExp(`(?<=(?<![\\d,.])\\d{1,3}(?:${space}\\d{3}){0,8})${space}(?=\\d{3}(?!\\d))`, 'gu'),
];

/** Where no space was typed, one is added only if the mark ends a word: so 14:30, C:\\x and wh?q=1 stay as they are. */
const missingSpaces = [
  /(?<=[\p{L}\p{N})\]”"’%€])(?=[;!?]+(?:[\s»)\]”"]|$))/gu,
  /(?<=[\p{L}\p{N})\]”"»])(?=:(?:[\s«»]|$))/gu,
  /(?<=»)(?=[;!?]+(?:[\s»)\]”"]|$))/gu,
  /(?<=[^\s«])(?=»)/gu,
  /(?<=«)(?=[^\s»])/gu,
];

/**
 * Addresses, e-mail and file paths: nothing inside them is touched, only what follows their last letter or figure.
 * Lengths are bounded so that one endless word can't make the search slow.
 */
const addresses =
  /(?:[a-z][a-z0-9+.-]{0,20}:\/\/|www\.)[^\s«»<>]*[\p{L}\p{N}/#=&]|(?:mailto|tel):[^\s«»]*[\p{L}\p{N}]|[^\s@«»]{1,64}@[^\s@«»]{1,255}\.\p{L}{2,24}|\b[a-z]:\\[^\s«»]*/giu;

/** The text as French print wants it. Idempotent; the letters, figures and marks of the text are unchanged. */
export function frenchTypography(text: string): string {
  return frenchTypographyAcross([text])[0] ?? '';
}

/**
 * The same for a line made of several runs (a bold word, then plain text): a space at the end of one run is seen with the
 * mark that begins the next. Returns as many runs as it was given.
 */
export function frenchTypographyAcross(runs: readonly string[]): readonly string[] {
  const edits = editsOf(runs.join(''));
  let start = 0;
  return runs.map((run, index) => {
    const end = start + run.length;
    const isLast = index === runs.length - 1;
    const mine = edits.filter((edit) => edit.from >= start && (edit.from < end || (isLast && edit.from === end)));
    const printed = applied(run, { edits: mine, offset: start, carried: edits });
    start = end;
    return printed;
  });
}

function editsOf(text: string): readonly Edit[] {
  const kept = [...text.matchAll(addresses)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
  const edits = [...typedSpaces, ...missingSpaces].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length })),
  );
  const allowed = edits.filter((edit) => !kept.some((address) => edit.from > address.from && edit.from < address.to));
  return withoutDoubles(allowed.sort((a, b) => a.from - b.from || b.to - a.to));
}

/** Two patterns may name the same place (« a »): one space is enough. */
function withoutDoubles(sorted: readonly Edit[]): readonly Edit[] {
  const single: Edit[] = [];
  for (const edit of sorted) {
    const last = single.at(-1);
    if (last === undefined || edit.from > last.from) single.push(edit);
  }
  return single;
}

type RunEdits = { readonly edits: readonly Edit[]; readonly offset: number; readonly carried: readonly Edit[] };

/** Applies the edits that begin in this run; spaces that an edit begun in an earlier run replaces are left out here. */
function applied(run: string, { edits, offset, carried }: RunEdits): string {
  const before = carried.filter((edit) => edit.from < offset && edit.to > offset);
  let done = Math.min(run.length, Math.max(0, ...before.map((edit) => edit.to - offset)));
  let printed = '';
  for (const edit of edits) {
    printed += run.slice(done, edit.from - offset) + narrow;
    done = Math.min(run.length, edit.to - offset);
  }
  return printed + run.slice(done);
}
