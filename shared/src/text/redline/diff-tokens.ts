/** What became of one list of tokens in another, in runs: the shortest way from the one to the other (Myers, 1986). */

/** `before` and `after` are places in the two lists; the end is not included. */
export type Run = {
  readonly kind: 'same' | 'deleted' | 'inserted';
  readonly before: readonly [from: number, to: number];
  readonly after: readonly [from: number, to: number];
};

/** More differences than that, and what lies between the common beginning and the common end is told as replaced. */
const mostDifferences = 800;

/** Deletions come before the insertions that replace them. */
export function diffTokens(before: readonly string[], after: readonly string[]): readonly Run[] {
  const start = commonStart(before, after);
  const end = commonEnd(before, after, start);
  const middle = shortestWay(before.slice(start, before.length - end), after.slice(start, after.length - end));
  return gathered([...Array<Step>(start).fill('same'), ...middle, ...Array<Step>(end).fill('same')]);
}

type Step = Run['kind'];

function commonStart(before: readonly string[], after: readonly string[]): number {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  return start;
}

function commonEnd(before: readonly string[], after: readonly string[], start: number): number {
  const most = Math.min(before.length, after.length) - start;
  let end = 0;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return end;
}

function shortestWay(before: readonly string[], after: readonly string[]): readonly Step[] {
  const trail: Int32Array[] = [];
  const most = Math.min(before.length + after.length, mostDifferences);
  // `reached[k + most + 1]`: how far into `before` the best way on diagonal k has come.
  const reached = new Int32Array(2 * most + 3);
  for (let differences = 0; differences <= most; differences += 1) {
    trail.push(reached.slice());
    for (let k = -differences; k <= differences; k += 2) {
      const at = (diagonal: number) => reached[diagonal + most + 1] ?? 0;
      const down = k === -differences || (k !== differences && at(k - 1) < at(k + 1));
      let x = down ? at(k + 1) : at(k - 1) + 1;
      while (x < before.length && x - k < after.length && before[x] === after[x - k]) x += 1;
      reached[k + most + 1] = x;
      if (x >= before.length && x - k >= after.length) return backtracked(trail, most, [before.length, after.length]);
    }
  }
  return [...Array<Step>(before.length).fill('deleted'), ...Array<Step>(after.length).fill('inserted')];
}

function backtracked(trail: readonly Int32Array[], most: number, goal: readonly [number, number]): readonly Step[] {
  const steps: Step[] = [];
  let [x, y] = goal;
  for (let differences = trail.length - 1; differences >= 0; differences -= 1) {
    const reached = trail[differences];
    const at = (diagonal: number) => reached?.[diagonal + most + 1] ?? 0;
    const k = x - y;
    const down = k === -differences || (k !== differences && at(k - 1) < at(k + 1));
    const from = differences === 0 ? 0 : down ? at(k + 1) : at(k - 1);
    const fromY = differences === 0 ? 0 : from - (down ? k + 1 : k - 1);
    while (x > from && y > fromY) {
      steps.push('same');
      [x, y] = [x - 1, y - 1];
    }
    if (differences > 0) steps.push(down ? 'inserted' : 'deleted');
    [x, y] = [from, fromY];
  }
  return steps.reverse();
}

/** Neighbouring steps in runs; between two that stay, all that went comes before all that came. */
function gathered(steps: readonly Step[]): readonly Run[] {
  const runs: Run[] = [];
  let [before, after, gone, come] = [0, 0, 0, 0];
  const tell = () => {
    if (gone > 0) runs.push({ kind: 'deleted', before: [before, before + gone], after: [after, after] });
    before += gone;
    if (come > 0) runs.push({ kind: 'inserted', before: [before, before], after: [after, after + come] });
    after += come;
    [gone, come] = [0, 0];
  };
  for (const step of steps) {
    if (step === 'deleted') gone += 1;
    if (step === 'inserted') come += 1;
    if (step !== 'same') continue;
    tell();
    const last = runs.at(-1);
    const run: Run = { kind: 'same', before: [before, before + 1], after: [after, after + 1] };
    if (last?.kind === 'same') {
      runs[runs.length - 1] = { kind: 'same', before: [last.before[0], before + 1], after: [last.after[0], after + 1] };
    } else runs.push(run);
    [before, after] = [before + 1, after + 1];
  }
  tell();
  return runs;
}
