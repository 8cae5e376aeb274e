/** A part's words then and now as one text with what came and what went, each stretch with who did it. */
import { diffTokens, type Run } from '@entente/shared/text/redline/diff-tokens';
import type { Change, Letter, WhoChangedWhat } from './who-changed-what.ts';
import type { Token } from './words-with-letters.ts';

export type Stretch = {
  readonly kind: Run['kind'];
  readonly text: string;
  readonly by: Change | null;
};

/** Nothing when no word differs. */
export function changedWords(was: readonly Token[], now: readonly Token[], who: WhoChangedWhat): readonly Stretch[] {
  const texts = (tokens: readonly Token[]) => tokens.map(({ text }) => text);
  const runs = withoutCrumbs(diffTokens(texts(was), texts(now)), now);
  if (runs.every(({ kind }) => kind === 'same')) return [];
  return withNeighbours(runs.flatMap((run) => stretchesOf(run, { was, now, who })).reduce<Stretch[]>(joined, []));
}

/** What is left of a word that lost letters came by nobody's hand: it is told with what went beside it, and the other way round. */
function withNeighbours(stretches: readonly Stretch[]): readonly Stretch[] {
  return stretches.map((stretch, place) => {
    if (stretch.kind === 'same' || stretch.by !== null) return stretch;
    return { ...stretch, by: stretches[place - 1]?.by ?? stretches[place + 1]?.by ?? null };
  });
}

/** A blank that stays between two changes belongs to both: nobody reads « a b » as two words that changed around a blank. */
function withoutCrumbs(runs: readonly Run[], now: readonly Token[]): readonly Run[] {
  return runs.flatMap((run, place) => {
    const isBlank = now.slice(...run.after).every(({ text }) => /^[^\S\n]+$/u.test(text));
    const isBetween = place > 0 && place < runs.length - 1;
    if (run.kind !== 'same' || !isBlank || !isBetween) return [run];
    const { before, after } = run;
    return [
      { kind: 'deleted', before, after: [after[0], after[0]] } as const,
      { kind: 'inserted', before: [before[1], before[1]], after } as const,
    ];
  });
}

type Both = { readonly was: readonly Token[]; readonly now: readonly Token[]; readonly who: WhoChangedWhat };

function stretchesOf({ kind, before, after }: Run, { was, now, who }: Both): readonly Stretch[] {
  switch (kind) {
    case 'same':
      return [{ kind, text: now.slice(...after).reduce((text, token) => text + token.text, ''), by: null }];
    case 'deleted':
      return was.slice(...before).map(({ text, letters }) => ({
        kind,
        text,
        by: latest(letters, (letter) => who.deleterOf(letter)),
      }));
    case 'inserted':
      return now.slice(...after).map(({ text, letters }) => ({
        kind,
        text,
        by: latest(letters, (letter) => who.inserterOf(letter)),
      }));
  }
}

function latest(letters: readonly Letter[], changeOf: (letter: Letter) => Change | undefined): Change | null {
  let last: Change | null = null;
  for (const letter of letters) {
    const change = changeOf(letter);
    if (change && (last === null || change.at > last.at)) last = change;
  }
  return last;
}

/**
 * Neighbours of one kind and one author are one stretch; inside a change, all that went comes before all that came. What is
 * by nobody known (a letter that merely moved) goes with its neighbour.
 */
function joined(stretches: Stretch[], next: Stretch): Stretch[] {
  const last = stretches.at(-1);
  if (next.kind === 'deleted' && last?.kind === 'inserted') return beforeInsertions(stretches, next);
  if (last && isOne(last, next)) {
    stretches[stretches.length - 1] = { ...last, text: last.text + next.text, by: last.by ?? next.by };
  } else stretches.push(next);
  return stretches;
}

function beforeInsertions(stretches: Stretch[], next: Stretch): Stretch[] {
  const from = stretches.findLastIndex(({ kind }) => kind !== 'inserted') + 1;
  const insertions = stretches.splice(from);
  return [...joined(stretches, next), ...insertions];
}

function isOne(last: Stretch, next: Stretch): boolean {
  if (last.kind !== next.kind) return false;
  if (last.by === null || next.by === null) return true;
  return last.by.person === next.by.person && last.by.organisation === next.by.organisation;
}
